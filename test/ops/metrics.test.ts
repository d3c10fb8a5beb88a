import { describeEachEngine } from '../kit/engines';
import { type Gateway, sharedGateway, startGateway } from '../kit/gateway';
import { ingest, ingestText, publish, replay } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';
import { unique } from '../kit/ids';
import { type Family, lintMetrics, readMetrics, total } from './metrics-text';

/** All that `/metrics` says. */
async function scrape(gateway: Gateway): Promise<{ text: string; families: Family[] }> {
  const response = await fetch(gateway.app.metricsUrl() ?? '');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await response.text();
  return { text, families: readMetrics(text) };
}

describeEachEngine('the metrics', (engine) => {
  const gateway = sharedGateway(engine, { metricsPort: 0 });

  it('keep Prometheus’ conventions', async () => {
    await publish(gateway(), [hubEvent()]);
    const { families } = await scrape(gateway());
    expect(families.length).toBeGreaterThan(40);
    expect(lintMetrics(families)).toEqual([]);
  });

  it('count events by source, door, outcome and code, and nothing gets lost in between', async () => {
    const before = (await scrape(gateway())).families;
    const term = new Term();
    const event = term.navigation();
    const hub = hubEvent();
    await ingest(gateway(), term.envelope([event, term.navigation({ eventTime: 'soon' })]));
    await ingest(gateway(), term.envelope([event]));
    const { outcomes } = await ingestText(gateway(), '{"sensor": ');
    await publish(gateway(), [hub, hub, hubEvent({ eventType: 'AI_WON' })]);
    await replay(gateway(), [outcomes[0].quarantineId]);
    await fetch(`${gateway().url}/caliper`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(term.envelope([term.navigation()])),
    });
    const after = (await scrape(gateway())).families;
    const grown = (labels: Record<string, string>, sample = 'leg_events_total') =>
      total(after, sample, labels) - total(before, sample, labels);
    const [caliper, byHub] = [{ source: 'CALIPER' }, { source: 'HUB' }];
    expect(grown({ ...caliper, door: 'graphql', outcome: 'stored' })).toBe(1);
    expect(grown({ ...caliper, door: 'graphql', outcome: 'duplicate' })).toBe(1);
    expect(grown({ ...caliper, door: 'graphql', code: 'INVALID_TIMESTAMP' })).toBe(1);
    expect(grown({ ...caliper, door: 'replay', outcome: 'quarantined' })).toBe(1);
    expect(grown({ ...caliper, door: 'caliper', outcome: 'stored' })).toBe(1);
    expect(grown({ ...byHub, outcome: 'stored', code: '' })).toBe(1);
    expect(grown({ ...byHub, outcome: 'duplicate' })).toBe(1);
    expect(grown({ ...byHub, outcome: 'rejected', code: 'UNKNOWN_EVENT_TYPE' })).toBe(1);
    expect(grown({})).toBe(9);
    expect(grown({}, 'leg_events_received_total')).toBe(9);
    expect(grown({}, 'leg_acknowledgement_duration_seconds_count')).toBe(6);
  });

  it('time requests by route pattern, operations by type, statements by name', async () => {
    await gateway().ask('{ events { edges { node { id } } } }');
    await gateway().send('{ broken');
    await fetch(`${gateway().url}/nowhere/at/all`);
    await fetch(`${gateway().url}/caliper/a-key-in-the-path`);
    const { families, text } = await scrape(gateway());
    const requests = 'leg_http_request_duration_seconds_count';
    expect(total(families, requests, { route: '/graphql', method: 'POST' })).toBeGreaterThan(1);
    expect(total(families, requests, { route: 'none', status: '404' })).toBe(1);
    expect(total(families, requests, { route: '/caliper/:key' })).toBe(1);
    expect(text).not.toMatch(/nowhere|a-key-in-the-path/);
    const operations = 'leg_graphql_operation_duration_seconds_count';
    expect(total(families, operations, { type: 'query', outcome: 'ok' })).toBeGreaterThan(0);
    expect(total(families, operations, { type: 'none', outcome: 'error' })).toBeGreaterThan(0);
    const statements = 'leg_database_statement_duration_seconds_count';
    expect(total(families, statements, { statement: 'events.page' })).toBeGreaterThan(0);
    expect(total(families, 'leg_database_connection_wait_seconds_count')).toBeGreaterThan(0);
    expect(total(families, 'leg_write_group_items_sum')).toBeGreaterThan(0);
    expect(total(families, 'leg_ready')).toBe(1);
    expect(total(families, 'leg_database_connections_max')).toBe(engine.name === 'sqlite' ? 1 : 16);
    expect(total(families, 'leg_build_info', { engine: engine.name })).toBe(1);
  });

  it('do not grow with what senders and readers choose', async () => {
    const flood = async (from: number, count: number): Promise<void> => {
      for (let n = from; n < from + count; n += 1) {
        const word = unique(`flood${n}`);
        const term = new Term();
        await ingest(gateway(), {
          ...term.envelope([
            term.navigation({ type: word, [word]: 1, action: word, eventTime: word }),
          ]),
        });
        await publish(gateway(), [
          hubEvent({ eventType: word, publisherProgramId: word.slice(0, 25) }),
          hubEvent({ publisherProgramId: word.slice(0, 25), publisherParticipantId: word }),
        ]);
        await gateway().send(`query ${word} { events { edges { node { id } } } }`);
        await gateway().send(`{ ${word} }`);
        await fetch(`${gateway().url}/${word}`, { headers: { 'x-request-id': word } });
        await fetch(`${gateway().url}/caliper/${word}`);
      }
    };
    // The operations above are new each time; one kind of statement may be new the first time.
    await flood(0, 3);
    // Which kinds of collections a process has seen is its own affair.
    const series = ({ families }: { families: Family[] }) =>
      families
        .flatMap(({ samples }) => samples)
        .filter(({ name }) => !name.startsWith('nodejs_gc_'))
        .map(({ name, labels }) => JSON.stringify([name, labels]));
    const before = series(await scrape(gateway()));
    await flood(100, 25);
    const after = await scrape(gateway());
    expect(series(after).filter((one) => !before.includes(one))).toEqual([]);
    expect(after.text).not.toContain('flood');
  });

  it('count who is not believed, and who has spent what they may', async () => {
    const guarded = await startGateway(engine, { metricsPort: 0, auth: 'on' });
    const body = JSON.stringify({ query: '{ __typename }' });
    await guarded.post(body);
    await guarded.post(body, { authorization: 'Bearer nobody' });
    const limited = await startGateway(engine, { metricsPort: 0, rateLimit: 1 });
    for (let n = 0; n < 3; n += 1) await limited.post(body);
    const failures = 'leg_authentication_failures_total';
    const { families } = await scrape(guarded);
    expect(total(families, failures, { reason: 'missing' })).toBe(1);
    expect(total(families, failures, { reason: 'refused' })).toBe(1);
    const { families: spent } = await scrape(limited);
    expect(total(spent, 'leg_rate_limited_total', { limit: 'subject' })).toBeGreaterThan(0);
    await guarded.close();
    await limited.close();
  });

  it('stand on a port of their own, and nothing else stands there', async () => {
    const own = gateway().app.metricsUrl() as string;
    expect(new URL(own).port).not.toBe(new URL(gateway().url).port);
    for (const path of ['metrics', 'debug', 'debug/pprof', 'json/version'])
      expect((await fetch(`${gateway().url}/${path}`)).status).toBe(404);
    expect((await fetch(own.replace('/metrics', '/graphql'))).status).toBe(404);
    expect((await fetch(own, { method: 'POST' })).status).toBe(404);
    expect((await fetch(own, { method: 'HEAD' })).status).toBe(200);
  });
});

describe('the lint of metrics', () => {
  it.each([
    ['# TYPE leg_a gauge\nleg_a 1', 'leg_a has no help text'],
    ['# HELP leg_a_total x\n# TYPE leg_a_total gauge', 'leg_a_total must end with _total if'],
    ['# HELP leg_a_ms x\n# TYPE leg_a_ms gauge', 'leg_a_ms must use a base unit'],
    ['# HELP leg_a x\n# TYPE leg_a gauge\nleg_a{job="x"} 1', 'leg_a must not have a label job'],
    ['# HELP leg_gauge x\n# TYPE leg_gauge gauge', 'leg_gauge must not have its type'],
    ['leg_a 1', 'leg_a has no help text'],
  ])('finds %j', (text, fault) => {
    expect(lintMetrics(readMetrics(text)).join('\n')).toContain(fault);
  });
});
