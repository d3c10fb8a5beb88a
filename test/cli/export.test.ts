import { existsSync, readFileSync } from 'node:fs';
import { describeEachEngine } from '../kit/engines';
import { hubEvent, Term } from '../kit/payloads';
import { cliPlace } from './cli-kit';
import { leg, startLeg } from './leg';

const records = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describeEachEngine('leg export', (engine) => {
  const place = cliPlace(engine);
  const term = new Term();
  const odd = `{"id":"urn:uuid:7b0c1a6e-58a1-4a52-9d7c-2f6e1d0b9a12","n":\n9007199254740993,"type":"Event","actor":"${term.ada}","action":"Used","object":"https://lms.example/o/1","eventTime":"2026-03-02T09:30:00.000Z"}`;
  const run = (...args: string[]) => leg(['export', ...args], { env: place().env });

  beforeAll(async () => {
    const events = Array.from({ length: 1_200 }, () => JSON.stringify(term.navigation()));
    const all = [...events, odd.replace('\n', ' '), JSON.stringify(hubEvent())];
    const file = place().file('events.ndjson', all.join('\n'));
    expect((await leg(['import', '-q', file], { env: place().env })).code).toBe(0);
  });

  it('writes every event once, joined, each with its own text to the last digit', async () => {
    const { stdout, stderr, code } = await run();
    const lines = records(stdout);
    expect(code).toBe(0);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(1_202);
    expect(lines).toHaveLength(1_202);
    const navigation = lines.find(({ type }) => type === 'NavigationEvent');
    expect(navigation).toMatchObject({
      source: 'CALIPER',
      course: { courseNumber: term.batchUid },
      membership: { roles: ['Learner'] },
      raw: { actor: { id: term.ada } },
    });
    expect(stdout).toContain(`"raw":${odd.replace('\n', ' ')}}`);
    expect(stderr).toMatch(/1202 events; --after \S+ goes on/);
  });

  it('goes on behind a cursor, and writes what came since', async () => {
    const state = place().path('cursor');
    const out = place().path('out.ndjson');
    const first = await run('--state', state, '--out', out);
    expect(first.code).toBe(0);
    expect(readFileSync(out, 'utf8').split('\n')).toHaveLength(1_203);
    const late = JSON.stringify(hubEvent());
    await leg(['import', '-q', '-'], { env: place().env, input: late });
    await run('--state', state, '--out', out);
    const lines = records(readFileSync(out, 'utf8'));
    expect(lines).toHaveLength(1_203);
    expect(lines.at(-1)?.['raw']).toEqual(JSON.parse(late));
    const cursor = readFileSync(state, 'utf8').trim();
    expect((await run('--after', cursor)).stdout).toBe('');
  });

  it('leaves personal data out when it is told to', async () => {
    const { stdout } = await run('--no-personal', '--source', 'HUB', '--program', 'CardioCert');
    const [line] = records(stdout);
    expect(line).toMatchObject({ source: 'HUB', publisherProgramId: 'CardioCert' });
    expect(stdout).not.toMatch(/participant|raw|email/i);
    const both = await run('--no-personal', '--raw');
    expect(both).toMatchObject({ code: 1, stdout: '' });
  });

  it('writes texts alone, which can be taken in again as what they were', async () => {
    const { stdout } = await run('--raw', '--type', 'NavigationEvent', '--from', '2026-03-02');
    expect(records(stdout)).toHaveLength(1_200);
    const again = await leg(['import', '--json', '-'], { env: place().env, input: stdout });
    expect(JSON.parse(again.stdout)).toMatchObject({ received: 1_200, duplicates: 1_200 });
    expect((await run('--to', '2026-03-02')).stdout).toBe('');
  });

  it('ends in silence when its reader goes away', async () => {
    const { child, ended } = startLeg(['export', '-q'], { env: place().env });
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect((await ended).stderr).toBe('');
  });

  it('replaces no file', async () => {
    const file = place().file('there.ndjson', 'mine');
    const { code, stderr } = await run('--out', file);
    expect(code).toBe(1);
    expect(stderr).toContain('there is such a file already');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(existsSync(`${file}.new`)).toBe(false);
  });
});
