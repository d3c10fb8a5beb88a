import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { eventIds, ingestText, nodes } from '../kit/operations';
import { Term } from '../kit/payloads';
import { storedTexts } from '../kit/stored-texts';

const ONE = 'query ($id: ID!) { event(id: $id) { rawText } }';
const MANY = `query ($sensor: String!) {
  events(filter: { sensor: $sensor }, first: 100) { edges { node { id rawText } } }
}`;

describeEachEngine('the texts of events', (engine) => {
  const gateway = sharedGateway(engine);

  /** Sends events whose texts differ in what a parser would not keep. */
  async function send(term: Term, count: number): Promise<Map<string, string>> {
    const texts = Array.from({ length: count }, (_, n) =>
      JSON.stringify(term.navigation({ extensions: { n: 'N' } })).replace('"N"', `${n}.10e0 `),
    );
    const { data, ...head } = term.envelope([]);
    expect(data).toEqual([]);
    const body = `${JSON.stringify(head).slice(0, -1)},"data":[${texts.join(', ')}]}`;
    const ids = eventIds(await ingestText(gateway(), body)) as string[];
    return new Map(ids.map((id, at) => [id, texts[at] as string]));
  }
  const answered = async (term: Term): Promise<Map<string, string>> => {
    const { events } = await gateway().ask(MANY, { sensor: term.sensor });
    return new Map(
      nodes(events as Data).map(({ id, rawText }) => [id as string, rawText as string]),
    );
  };

  it('are read again byte for byte, one by one and together, from few rows', async () => {
    const term = new Term();
    const texts = await send(term, 60);
    expect(await answered(term)).toEqual(texts);
    const [[id, text]] = texts as unknown as [[string, string]];
    expect((await gateway().ask(ONE, { id }))['event'].rawText).toBe(text);
    expect(await gateway().count('event_text')).toBeLessThan(10);
    expect(new Set(await storedTexts(gateway().app.database.sql, gateway().tenantId))).toEqual(
      new Set(texts.values()),
    );
  });

  it('are read from rows of their own where they were stored before texts were packed', async () => {
    const term = new Term();
    const texts = await send(term, 3);
    const { sql } = gateway().app.database;
    const [[id, text]] = texts as unknown as [[string, string]];
    await sql.run(
      'test.before',
      'INSERT INTO event_body (tenant_id, event_id, raw) VALUES (?, ?, ?)',
      [gateway().tenantId, id, text],
    );
    await sql.run(
      'test.before',
      'UPDATE event SET text_pack = NULL WHERE tenant_id = ? AND id = ?',
      [gateway().tenantId, id],
    );
    expect(await answered(term)).toEqual(texts);
    expect((await gateway().ask(ONE, { id }))['event'].rawText).toBe(text);
  });

  if (engine.name !== 'sqlite') {
    it('can be read by an operator, with SQL alone', async () => {
      const term = new Term();
      const [text = ''] = (await send(term, 1)).values();
      const rows = await gateway().app.database.sql.rows<{ content: string }>(
        'test.uncompress',
        'SELECT CONVERT(UNCOMPRESS(packed_bytes) USING utf8mb4) AS content FROM event_text WHERE tenant_id = ?',
        [gateway().tenantId],
      );
      expect(rows.map(({ content }) => content)).toContain(
        `0:${Buffer.byteLength(text)}\n${text}\n`,
      );
    });
  }
});
