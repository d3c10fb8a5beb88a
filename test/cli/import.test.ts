import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describeEachEngine } from '../kit/engines';
import { hubEvent, Term } from '../kit/payloads';
import { cliPlace } from './cli-kit';
import { leg, startLeg } from './leg';
import { storedTexts } from '../kit/stored-texts';

const EVENTS = 5_000;

describeEachEngine('leg import', (engine) => {
  const place = cliPlace(engine);
  const run = (args: readonly string[], input?: string) =>
    leg(['import', '--json', ...args], {
      env: place().env,
      ...(input === undefined ? {} : { input }),
    });
  const counts = (stdout: string) => JSON.parse(stdout) as Record<string, unknown>;

  it('takes in lines of every kind, names those that it cannot, and ends with 2', async () => {
    const term = new Term();
    const odd = `{ "id":"urn:uuid:7b0c1a6e-58a1-4a52-9d7c-2f6e1d0b9a11", "n": 9007199254740993, "type":"Event","actor":"https://lms.example/u/1","action":"Used","object":"https://lms.example/o/1","eventTime":"2026-03-02T09:30:00.000Z" }`;
    const file = place().file(
      'mixed.ndjson',
      [
        JSON.stringify(term.navigation()),
        odd,
        '{"id": broken',
        '',
        JSON.stringify(term.envelope([term.navigation(), term.launch()])),
        JSON.stringify(hubEvent()),
        JSON.stringify([hubEvent(), hubEvent({ eventType: 'AI_WON' })]),
      ].join('\n'),
    );
    const { code, stdout, stderr } = await run([file]);
    expect(counts(stdout)).toMatchObject({
      received: 8,
      stored: 6,
      duplicates: 0,
      quarantined: 1,
      rejected: 1,
      codes: { MALFORMED_JSON: 1, UNKNOWN_EVENT_TYPE: 1 },
    });
    expect(code).toBe(2);
    expect(stderr).toContain('line 3: MALFORMED_JSON');
    expect(stderr).toContain('line 7 /1: UNKNOWN_EVENT_TYPE');
    expect(await storedTexts(place().database.sql, place().tenant)).toContain(odd);
    const [kept] = await place().database.sql.rows<{ raw: string; problems: string }>(
      'test.quarantine',
      'SELECT raw, problems FROM quarantine WHERE tenant_id = ?',
      [place().tenant],
    );
    expect(kept?.raw).toBe('{"id": broken');
    expect(kept?.problems).toContain('line 3 of mixed.ndjson');
  });

  it('takes in an envelope that is larger than it may hold at once, packed or not, its sensor last', async () => {
    const term = new Term();
    const data = Array.from({ length: 40 }, () => term.navigation());
    const { sensor, ...rest } = term.envelope([]);
    const text = JSON.stringify({ ...rest, data, sensor }, null, 1);
    const small = { ...place().env, MAX_BODY_BYTES: '4096' };
    const plain = place().file('envelope.json', text);
    const first = await leg(['import', '--json', plain], { env: small });
    expect(counts(first.stdout)).toMatchObject({ received: 40, stored: 40 });
    expect(first.code).toBe(0);
    expect(await place().count('event', `sensor = '${term.sensor}'`)).toBe(40);
    const packed = place().file('envelope.json.gz', gzipSync(text));
    const again = await leg(['import', '--json', packed], { env: small });
    expect(counts(again.stdout)).toMatchObject({ received: 40, stored: 0, duplicates: 40 });
    expect(again.code).toBe(0);
  });

  it('reads standard input, and stores nothing when it only tries', async () => {
    const line = JSON.stringify(hubEvent());
    const before = await place().count('event');
    const tried = await run(['--dry-run', '-'], `${line}\n{\n`);
    expect(counts(tried.stdout)).toMatchObject({ received: 2, stored: 1, quarantined: 1 });
    expect(tried.code).toBe(2);
    expect(await place().count('event')).toBe(before);
    expect((await run(['-'], line)).code).toBe(0);
    expect(await place().count('event')).toBe(before + 1);
  });

  it('keeps an unreadable hub event so that it can be repaired and replayed', async () => {
    const broken = JSON.stringify(hubEvent()).replace('","eventType"', '",,"eventType"');
    const { stdout } = await run(['--format', 'hub', '-'], broken);
    expect(counts(stdout)).toMatchObject({ quarantined: 1 });
    expect(await place().count('quarantine', `source = 'HUB'`)).toBe(1);
  });

  it('killed half way and begun again, stores every event once', async () => {
    const term = new Term();
    const lines = Array.from({ length: EVENTS }, () => JSON.stringify(term.navigation()));
    const file = place().file('term.ndjson', lines.join('\n'));
    const before = await place().count('event');
    const { child, ended } = startLeg(['import', '--max-rate', '1500', file], { env: place().env });
    const count = async () => (await place().count('event')) - before;
    const checkpoint = `${file}.leg-import.json`;
    while (child.exitCode === null && ((await count()) < 2_000 || !existsSync(checkpoint)))
      await sleep(20);
    child.kill('SIGKILL');
    expect((await ended).code).toBeNull();
    const half = await count();
    expect(half).toBeGreaterThanOrEqual(2_000);
    expect(half).toBeLessThan(EVENTS);
    const { code, stdout, stderr } = await run([file]);
    expect(stderr).toMatch(/goes on from line [\d,]+/);
    const report = counts(stdout) as Record<string, number>;
    expect(report['received']).toBe(EVENTS);
    // What was committed behind the checkpoint came twice; what was before it did not.
    expect(report['duplicates']).toBeLessThan(2_000);
    expect(code).toBe(0);
    expect(await count()).toBe(EVENTS);
    expect(existsSync(checkpoint)).toBe(false);
  });

  it('stopped by SIGINT, says where it goes on, and does', async () => {
    const term = new Term();
    const lines = Array.from({ length: 2_000 }, () => JSON.stringify(term.navigation()));
    const file = place().file('stopped.ndjson', lines.join('\n'));
    const before = await place().count('event');
    const { child, ended } = startLeg(['import', '--max-rate', '500', file], { env: place().env });
    while (child.exitCode === null && (await place().count('event')) < before + 200)
      await sleep(20);
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toContain('the same command goes on from line');
    const { stdout } = await run([file]);
    expect(counts(stdout)).toMatchObject({ received: 2_000, stored: 2_000, duplicates: 0 });
    expect(await place().count('event')).toBe(before + 2_000);
  });
});

describe('leg import', () => {
  it('says in one sentence that there is no such file, and ends with 1', async () => {
    const { code, stdout, stderr } = await leg(['import', 'no-such-file.json'], {
      env: { DATABASE_URL: 'sqlite::memory:' },
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('leg: no-such-file.json: there is no such file\n');
  });

  it('says in one sentence what is wrong with the environment', async () => {
    const { code, stderr } = await leg(['import', '-'], { env: { DATABASE_URL: 'nonsense' } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^leg: .*DATABASE_URL/s);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
