import { describeEachEngine } from '../kit/engines';
import { cliPlace } from './cli-kit';
import { leg } from './leg';

describeEachEngine('leg keys', (engine) => {
  const place = cliPlace(engine);
  const run = (...args: string[]) => leg(['keys', ...args], { env: place().env });

  it('makes a key whose text stands alone, lists, rotates and revokes it', async () => {
    const made = await run(
      ...['create', '--name', 'Cardiology', '--scope', 'hub:publish', '--program', 'CardioCert'],
    );
    expect(made.stdout).toMatch(/^leg_\w+\n$/);
    expect(made.code).toBe(0);
    const [key] = (await run('list', '--json')).stdout.trim().split('\n');
    const { id } = JSON.parse(key ?? '') as { id: string };
    expect(JSON.parse(key ?? '')).toMatchObject({ programs: ['CardioCert'], createdBy: 'cli' });
    const rotated = await run('rotate', id, '--overlap', '60', '--json');
    expect(JSON.parse(rotated.stdout)).toMatchObject({
      name: 'Cardiology',
      key: expect.stringMatching(/^leg_/),
    });
    expect((await run('revoke', id)).stderr).toContain('Cardiology is revoked');
    const { stdout } = await run('list');
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(stdout).toContain(`${id}  revoked`);
    expect(stdout).not.toContain('leg_');
  });

  it('says that there is no key, where there is none', async () => {
    const { code, stdout, stderr } = await run('list', '--tenant', 'nobody');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('the tenant nobody has no key');
    expect((await run('list', '--tenant', 'nobody', '--quiet')).stderr).toBe('');
  });

  it('says what a scope may be, and that there is no such key', async () => {
    const scope = await run('create', '--name', 'x', '--scope', 'everything');
    expect(scope).toMatchObject({ code: 1, stdout: '' });
    expect(scope.stderr).toContain('hub:publish');
    const { code, stderr } = await run('revoke', 'nonsense');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^leg: id must be that of an API key/);
  });
});
