import { describeEachEngine } from '../kit/engines';
import { hubEvent, Term } from '../kit/payloads';
import { cliPlace } from './cli-kit';
import { leg } from './leg';

describeEachEngine('leg quarantine', (engine) => {
  const place = cliPlace(engine);
  const run = (...args: string[]) => leg(['quarantine', ...args], { env: place().env });
  const ids = async (...filter: string[]): Promise<string[]> => {
    const { stdout } = await run('list', '--json', ...filter);
    const lines = stdout.split('\n').filter((line) => line !== '');
    return lines.map((line) => (JSON.parse(line) as { id: string }).id);
  };

  beforeAll(async () => {
    const term = new Term();
    const broken = [
      JSON.stringify(term.navigation()).replace(/}$/, ',}'),
      JSON.stringify(hubEvent()).replace(/}$/, ',}'),
      '{"id": nothing that can be mended',
      JSON.stringify(term.navigation({ eventTime: 'this morning' })),
    ];
    await leg(['import', '-q', '-'], { env: place().env, input: broken.join('\n') });
  });

  it('lists what waits by its code, and shows one with its text and its repair', async () => {
    expect(await ids()).toHaveLength(4);
    expect(await ids('--code', 'INVALID_TIMESTAMP')).toHaveLength(1);
    const [hub = ''] = await ids('--source', 'HUB');
    const { stdout } = await run('show', hub);
    expect(stdout).toContain('MALFORMED_JSON');
    expect(stdout).toContain('TRAILING_COMMA at line 1');
    expect(stdout).toContain('"publisherProgramId":"CardioCert"');
    const unknown = await run('show', '01900000-0000-7000-8000-000000000000');
    expect(unknown.stderr).toMatch(/^leg: nothing in quarantine has the id/);
    expect(unknown.code).toBe(1);
  });

  it('reads all of a code again with the repair that suggests itself, events of the hub too', async () => {
    const { stdout, code } = await run(
      ...['replay', '--all', '--code', 'MALFORMED_JSON', '--apply-suggestion', '--json'],
    );
    expect(JSON.parse(stdout)).toMatchObject({ received: 3, stored: 2, quarantined: 1 });
    expect(code).toBe(2);
    expect(await place().count('event', `source = 'HUB'`)).toBe(1);
    expect(await ids()).toHaveLength(2);
  });

  it('reads one again from a text of one’s own', async () => {
    const [id = ''] = await ids('--code', 'INVALID_TIMESTAMP');
    const text = place().file('repaired.json', JSON.stringify(new Term().navigation()));
    const { stdout, code } = await run('replay', id, '--text', text);
    expect(stdout).toContain('1 stored');
    expect(code).toBe(0);
    expect(await ids('--code', 'INVALID_TIMESTAMP')).toEqual([]);
  });

  it('wants to be told what to replay', async () => {
    expect((await run('replay')).code).toBe(1);
  });
});
