import fc from 'fast-check';
import { describeEachEngine } from '../kit/engines';
import { type Gateway, sharedGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { ingest, ingestText, publish } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';
import { storedTexts } from '../kit/stored-texts';

/** One event of a mix: which of a few, and what becomes of it on its way. */
interface Sent {
  readonly which: number;
  readonly how: (typeof HOW)[number];
}

const HOW = [
  'good',
  'good',
  'good',
  'conflicting',
  'without id',
  'late',
  'untyped',
  'nothing',
  'nested too deep',
  'unstorable id',
  'described',
] as const;
const CORRUPT_TEXTS = [
  'no-break space',
  'cut short',
  'missing comma',
  'as it is',
  'as it is',
] as const;

const sent: fc.Arbitrary<Sent> = fc.record({
  which: fc.integer({ min: 0, max: 5 }),
  how: fc.constantFrom(...HOW),
});
const call = fc.record({
  door: fc.constantFrom('JSON', 'text', 'hub'),
  envelope: fc.boolean(),
  text: fc.constantFrom(...CORRUPT_TEXTS),
  events: fc.array(sent, { minLength: 1, maxLength: 8 }),
});
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

let deep: unknown = 1;
for (let level = 0; level < 40; level += 1) deep = { deep };

/** Events by number: the same number is the same event, in one run. */
class Run {
  readonly term = new Term();
  private readonly events = Array.from({ length: 6 }, () => this.term.navigation());
  private readonly hub = Array.from({ length: 6 }, (_, n) =>
    hubEvent({ publisherEventId: `${this.term.sensor}-${n}` }),
  );

  async send(gateway: Gateway, { door, envelope, events, text }: Call): Promise<Data> {
    if (door === 'hub')
      return publish(
        gateway,
        events.map((one) => this.hubEventOf(one)),
      );
    const data = events.map((one) => this.eventOf(one));
    const body = envelope ? this.term.envelope(data) : data;
    if (door === 'JSON') return ingest(gateway, body);
    return ingestText(gateway, corrupted(JSON.stringify(body), text));
  }

  private eventOf({ which, how }: Sent): unknown {
    const event = this.events[which] as Data;
    switch (how) {
      case 'conflicting':
        return { ...event, action: 'Viewed' };
      case 'without id':
        return { ...event, id: null };
      case 'late':
        return { ...event, eventTime: 'soon' };
      case 'untyped':
        return { ...event, type: null };
      case 'nothing':
        return `${this.term.sensor} ${which}`;
      case 'nested too deep':
        return { ...event, extensions: deep };
      case 'unstorable id':
        return { ...event, id: `\u0000${which}` };
      case 'described':
        return this.term.person(`${this.term.site}/users/${which}`, { name: `N${which}` });
      default:
        return event;
    }
  }

  private hubEventOf({ which, how }: Sent): Data {
    const event = this.hub[which] as Data;
    switch (how) {
      case 'conflicting':
        return { ...event, publisherEventData: { other: true } };
      case 'late':
        return { ...event, eventStartUtc: 'soon' };
      case 'untyped':
        return { ...event, eventType: null };
      case 'nothing':
        return {};
      case 'nested too deep':
        return { ...event, publisherEventData: deep };
      case 'unstorable id':
        return { ...event, publisherEventId: '\u0000' };
      default:
        return event;
    }
  }
}

function corrupted(text: string, how: (typeof CORRUPT_TEXTS)[number]): string {
  switch (how) {
    case 'no-break space':
      return text.replace(':', ':\u00a0');
    case 'cut short':
      return text.slice(0, -1);
    case 'missing comma':
      return text.replace(',', ' ');
    case 'as it is':
      return text;
  }
}

interface Rows {
  readonly stored: number;
  readonly bodies: number;
  readonly quarantined: number;
  readonly receipts: number;
  readonly counted: Record<
    'received' | 'stored' | 'duplicates' | 'quarantined' | 'rejected',
    number
  >;
}

async function rows(gateway: Gateway): Promise<Rows> {
  const [event, description, quarantined, receipts] = await Promise.all(
    ['event', 'entity_description', 'quarantine', 'receipt'].map((table) => gateway.count(table)),
  );
  const bodies = (await storedTexts(gateway.app.database.sql, gateway.tenantId)).length;
  const [sums] = await gateway.app.database.sql.rows<Record<string, string | number | null>>(
    'test.sums',
    'SELECT ' +
      ['received', 'stored', 'duplicates', 'quarantined', 'rejected']
        .map((name) => `SUM(\`${name}\`) AS \`${name}\``)
        .join(', ') +
      ' FROM receipt WHERE tenant_id = ?',
    [gateway.tenantId],
  );
  const counted = Object.fromEntries(
    Object.entries(sums ?? {}).map(([name, sum]) => [name, Number(sum ?? 0)]),
  );
  return {
    stored: Number(event) + Number(description),
    bodies: Number(bodies) + Number(description),
    quarantined: Number(quarantined),
    receipts: Number(receipts),
    counted: counted as Rows['counted'],
  };
}

describeEachEngine('what is received is accounted for', (engine) => {
  const gateway = sharedGateway(engine);
  const numRuns = engine.name === 'sqlite' ? 150 : 25;

  it('received = stored + duplicates + quarantined + rejected, as the database has it, and a second run stores nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 5 }), async (calls) => {
        const run = new Run();
        const before = await rows(gateway());
        const kept = new Set<string>();
        const ids = new Map<string, string>();
        for (const pass of ['first', 'second']) {
          for (const [at, one] of calls.entries()) {
            const receipt = await run.send(gateway(), one);
            const { received, stored, duplicates, quarantined, rejected, outcomes } = receipt;
            const sum = [stored, duplicates, quarantined, rejected].reduce<number>(
              (a, b) => a + Number(b),
              0,
            );
            expect(received).toBe(sum);
            expect(outcomes).toHaveLength(received);
            if (pass === 'second') expect(stored).toBe(0);
            for (const { index, event, quarantineId, status, problems } of outcomes) {
              expect(event === null || status === 'STORED' || status === 'DUPLICATE').toBe(true);
              expect(problems.length > 0).toBe(status === 'QUARANTINED' || status === 'REJECTED');
              if (quarantineId) kept.add(quarantineId);
              const id = `${at} ${index}`;
              if (pass === 'first' && event) ids.set(id, event.id);
              else if (event && ids.has(id)) expect(event.id).toBe(ids.get(id));
            }
          }
        }
        const after = await rows(gateway());
        expect(after.receipts - before.receipts).toBe(2 * calls.length);
        expect(after.quarantined - before.quarantined).toBe(kept.size);
        expect(after.counted.stored - before.counted.stored).toBe(after.stored - before.stored);
        expect(after.bodies).toBe(after.stored);
        const { received, stored, duplicates, quarantined, rejected } = after.counted;
        expect(received).toBe(stored + duplicates + quarantined + rejected);
      }),
      { numRuns },
    );
  }, 60_000);

  it('one corrupt event of 5,000 costs none of the others', async () => {
    const term = new Term();
    const data: unknown[] = Array.from({ length: 5000 }, (_, n) => ({
      id: `urn:${term.sensor}:${n}`,
      type: 'Event',
      action: 'Used',
      actor: term.ada,
      object: term.biology,
      eventTime: '2026-03-02T09:30:00.000Z',
    }));
    data[2500] = { id: 'broken', type: 'Event', eventTime: 'soon' };
    const { data: answer } = await gateway().send(
      'mutation ($body: JSON!) { ingestCaliper(envelope: $body) { received stored quarantined } }',
      { body: term.envelope(data) },
    );
    expect(answer?.['ingestCaliper']).toEqual({ received: 5000, stored: 4999, quarantined: 1 });
  });
});
