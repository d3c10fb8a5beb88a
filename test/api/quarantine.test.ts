import { describeEachEngine } from '../kit/engines';
import { sharedGateway, startGateway } from '../kit/gateway';
import { type Data, items } from '../kit/gql';
import { unique } from '../kit/ids';
import { eventIds, ingest, ingestText, nodes, replay, REPLAY, statuses } from '../kit/operations';
import { Term } from '../kit/payloads';

const ITEM = `{
  id source receiptId receivedAt sensor code resolvedAt resolvedReceiptId rawText
  problems { code message path severity line column offset }
  suggestedRepair { text fixes { code message line column offset } }
}`;

describeEachEngine('quarantine', (engine) => {
  const gateway = sharedGateway(engine);

  const list = async (filter: Data, page = ''): Promise<Data> =>
    (
      await gateway().ask(
        `query ($filter: QuarantineFilter) { quarantine(filter: $filter ${page}) {
          edges { cursor node ${ITEM} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        { filter },
      )
    )['quarantine'];
  const item = async (receipt: Data): Promise<Data> =>
    nodes(await list({ receiptId: receipt['id'] }))[0] as Data;
  const received = async (id: unknown): Promise<string> =>
    (await gateway().ask('query ($id: ID!) { event(id: $id) { receivedAt } }', { id }))['event']
      .receivedAt;
  const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

  it('keeps text that is no JSON as it came, with the position and a way to repair it', async () => {
    const term = new Term();
    const text = `${JSON.stringify(term.envelope([term.navigation()]), null, 1).replace('",\n', '"\n')}\n`;
    const receipt = await ingestText(gateway(), text);
    expect(receipt).toMatchObject({ received: 1, quarantined: 1 });
    expect(receipt['outcomes'][0]).toMatchObject({ event: null, quarantineId: expect.any(String) });
    const kept = await item(receipt);
    expect(kept).toMatchObject({
      id: receipt['outcomes'][0].quarantineId,
      source: 'CALIPER',
      receivedAt: receipt['receivedAt'],
      sensor: null,
      code: 'MALFORMED_JSON',
      rawText: text,
      resolvedAt: null,
      resolvedReceiptId: null,
      problems: [{ code: 'MALFORMED_JSON', line: 3, severity: 'ERROR' }],
      suggestedRepair: { fixes: [{ code: 'MISSING_COMMA' }] },
    });
    expect(JSON.parse(kept['suggestedRepair'].text)).toMatchObject({ sensor: term.sensor });
  });

  it('replays by the suggestion, stores once, and keeps when it was first received', async () => {
    const term = new Term();
    const text =
      JSON.stringify(term.envelope([term.navigation(), term.launch()])).slice(0, -1) + ',}';
    const receipt = await ingestText(gateway(), text);
    const { id } = await item(receipt);
    await soon();
    const asItIs = await replay(gateway(), [id]);
    expect(statuses(asItIs)).toEqual(['QUARANTINED']);
    expect((await item(receipt))['resolvedAt']).toBeNull();
    const repaired = await replay(gateway(), [id], { apply: true });
    expect(repaired).toMatchObject({ received: 2, stored: 2, duplicates: 0 });
    expect(await Promise.all(eventIds(repaired).map(received))).toEqual([
      receipt['receivedAt'],
      receipt['receivedAt'],
    ]);
    const again = await replay(gateway(), [id, id], { apply: true });
    expect(again).toMatchObject({ received: 2, duplicates: 2 });
    expect(eventIds(again)).toEqual(eventIds(repaired));
    expect(await item(receipt)).toMatchObject({
      resolvedAt: repaired['receivedAt'],
      resolvedReceiptId: repaired['id'],
      rawText: text,
      receivedAt: receipt['receivedAt'],
    });
    expect(nodes(await list({ receiptId: receipt['id'], resolved: true }))).toHaveLength(1);
    expect(nodes(await list({ receiptId: receipt['id'], resolved: false }))).toHaveLength(0);
  });

  it('replays a text that somebody has repaired, as of its envelope’s sensor', async () => {
    const term = new Term();
    const bad = term.navigation({ eventTime: 'yesterday' });
    const receipt = await ingest(gateway(), term.envelope([bad]));
    const { id, sensor, code } = await item(receipt);
    expect([sensor, code]).toEqual([term.sensor, 'INVALID_TIMESTAMP']);
    const still = await replay(gateway(), [id], { text: '{"type": "Event" ' });
    expect(statuses(still)).toEqual(['QUARANTINED']);
    expect((await item(receipt))['resolvedAt']).toBeNull();
    const text = JSON.stringify({ ...bad, eventTime: '2026-03-01T00:00:00.000Z' });
    const repaired = await replay(gateway(), [id], { text });
    expect(statuses(repaired)).toEqual(['STORED']);
    const { event } = await gateway().ask(
      'query ($id: ID!) { event(id: $id) { rawText receivedAt ... on CaliperEvent { sensor } } }',
      { id: eventIds(repaired)[0] },
    );
    expect(event).toEqual({
      rawText: text,
      receivedAt: receipt['receivedAt'],
      sensor: term.sensor,
    });
  });

  it('stays in quarantine while anything of it is', async () => {
    const term = new Term();
    const text = `[${JSON.stringify(term.navigation())}, 1`;
    const receipt = await ingestText(gateway(), text);
    const { id } = await item(receipt);
    const replayed = await replay(gateway(), [id], { text: `${text}]` });
    expect(statuses(replayed)).toEqual(['STORED', 'QUARANTINED']);
    expect((await item(receipt))['resolvedAt']).toBeNull();
  });

  it('keeps a conflict in quarantine when it is replayed, and what was stored as it is', async () => {
    const term = new Term();
    const event = term.navigation();
    const receipt = await ingest(gateway(), term.envelope([event, { ...event, action: 'Viewed' }]));
    const { id } = await item(receipt);
    const again = await replay(gateway(), [id]);
    expect(again).toMatchObject({ quarantined: 1, stored: 0 });
    expect(again['outcomes'][0]).toMatchObject({
      quarantineId: id,
      problems: [{ code: 'CONFLICT' }],
    });
  });

  it('replays all or nothing: an unknown item, too many, or a text for two', async () => {
    const term = new Term();
    const receipt = await ingestText(gateway(), `${JSON.stringify(term.navigation())},`);
    const { id } = await item(receipt);
    const unknown = '00000000-0000-7000-8000-000000000000';
    const fails = async (variables: Data) => (await gateway().fail(REPLAY, variables)).extensions;
    expect(await fails({ ids: [id, unknown], apply: true })).toMatchObject({
      code: 'NOT_FOUND',
      path: 'ids/1',
    });
    expect(await fails({ ids: [] })).toMatchObject({ code: 'BAD_USER_INPUT', path: 'ids' });
    expect(await fails({ ids: [id, unknown], text: '{}' })).toMatchObject({ path: 'repairedText' });
    const many = Array.from({ length: 501 }, () => unique());
    expect(await fails({ ids: many })).toMatchObject({ code: 'BAD_USER_INPUT', came: '501' });
    expect((await item(receipt))['resolvedAt']).toBeNull();
    expect(await gateway().count('event', `sensor = '${term.sensor}'`)).toBe(0);
  });

  it('keeps the same broken text once, from each sensor', async () => {
    const text = `{"broken": "${unique()}"`;
    const [first, second] = [await ingestText(gateway(), text), await ingestText(gateway(), text)];
    expect(second['outcomes'][0].quarantineId).toBe(first['outcomes'][0].quarantineId);
    expect(nodes(await list({ receiptId: second['id'] }))).toEqual([]);
    const [term, other] = [new Term(), new Term()];
    const bad = term.navigation({ eventTime: 1 });
    const receipt = await ingest(gateway(), [term.envelope([bad, bad]), other.envelope([bad])]);
    const ids = items(receipt['outcomes']).map(({ quarantineId }) => quarantineId as string);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('keeps nobody else’s items', async () => {
    const receipt = await ingestText(gateway(), `{"broken": "${unique()}"`);
    const { id } = await item(receipt);
    const other = await startGateway(engine);
    try {
      expect((await other.fail(REPLAY, { ids: [id] })).extensions.code).toBe('NOT_FOUND');
      const { quarantine } = await other.ask('{ quarantine { edges { node { id } } } }');
      expect(quarantine.edges).toEqual([]);
      const query = 'query ($id: ID!) { receipt(id: $id) { id } }';
      expect(await other.ask(query, { id: receipt['id'] })).toEqual({ receipt: null });
    } finally {
      await other.close();
    }
  });

  it('is listed by each filter, the last that came first, in pages both ways', async () => {
    const own = await startGateway(engine);
    try {
      const term = new Term();
      const receipts: Data[] = [];
      for (const eventTime of ['one', 'two', 'three', null]) {
        receipts.push(await ingest(own, term.envelope([term.navigation({ eventTime })])));
        await soon();
      }
      receipts.push(await ingestText(own, '{"a": 1'));
      const newestFirst = receipts
        .map((receipt) => receipt['outcomes'][0].quarantineId as string)
        .reverse();
      const ids = async (args: string, filter: Data = {}) => {
        const query = `query ($filter: QuarantineFilter) { quarantine(filter: $filter ${args}) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } } }`;
        const { quarantine } = await own.ask(query, { filter });
        return { ids: nodes(quarantine).map(({ id }) => id as string), ...quarantine };
      };
      expect((await ids('')).ids).toEqual(newestFirst);
      expect((await ids('', { sensor: term.sensor })).ids).toEqual(newestFirst.slice(1));
      expect((await ids('', { code: 'REQUIRED' })).ids).toEqual(newestFirst.slice(1, 2));
      expect((await ids('', { code: 'MALFORMED_JSON', source: 'CALIPER' })).ids).toEqual(
        newestFirst.slice(0, 1),
      );
      expect((await ids('', { source: 'HUB' })).ids).toEqual([]);
      const [second, third] = [receipts[1]?.['receivedAt'], receipts[2]?.['receivedAt']];
      expect((await ids('', { receivedFrom: second, receivedTo: third })).ids).toEqual([
        newestFirst[3],
      ]);
      const walked: string[] = [];
      let after = '';
      for (;;) {
        const page = await ids(`first: 1 ${after}`);
        walked.push(...page.ids);
        if (!page.pageInfo.hasNextPage) break;
        after = `after: "${page.edges[0].cursor}"`;
      }
      expect(walked).toEqual(newestFirst);
      const last = await ids('last: 2');
      expect(last.ids).toEqual(newestFirst.slice(3));
      const before = await ids(`last: 2, before: "${last.edges[0].cursor}"`);
      expect(before.ids).toEqual(newestFirst.slice(1, 3));
      expect(before.pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: true });
    } finally {
      await own.close();
    }
  });
});
