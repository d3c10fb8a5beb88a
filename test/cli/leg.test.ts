import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { legProgram } from '../../src/cli/leg-program';
import { compiledProgram } from '../kit/compiled-sources';
import { describeEachEngine } from '../kit/engines';
import { leg, startLeg } from './leg';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..');

describe('leg', () => {
  const all = legProgram().commands.flatMap((command) =>
    command.commands.length > 0 ? command.commands : [command],
  );

  it.each(all.map((command) => [command.name(), command] as const))(
    '%s has help with examples',
    (_, command) => {
      let text = '';
      command.configureOutput({ writeOut: (part) => (text += part) });
      command.outputHelp();
      expect(text).toContain('Examples:\n  $ leg');
    },
  );

  it('is told of in its page, command by command', () => {
    const page = readFileSync(join(ROOT, 'docs', 'command-line.md'), 'utf8');
    const named = legProgram().commands.map((command) => command.name());
    expect(named.filter((name) => !page.includes(`\`leg ${name}`))).toEqual([]);
  });

  it('is the executable of the package, from a source that a shell can run', () => {
    const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
    };
    const source = join(ROOT, (bin['leg'] ?? '').replace(/^dist\//, '').replace(/\.js$/, '.ts'));
    expect(existsSync(source)).toBe(true);
    expect(readFileSync(source, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('tells its version, whatever the environment holds', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      version: string;
    };
    // A broken environment shows that nothing of it was read.
    const { stdout, code } = await leg(['--version'], { env: { DATABASE_URL: 'nonsense' } });
    expect(stdout).toBe(`${version}\n`);
    expect(code).toBe(0);
  });

  it('loads no server and no database before a command runs', async () => {
    const look = `require(process.argv[1]).legProgram();
      console.log(Object.keys(require.cache).filter((path) => /typeorm|fastify|graphql/.test(path)));`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['-e', look, compiledProgram('src/cli/leg-program.ts')],
      { cwd: ROOT },
    );
    expect(stdout.trim()).toBe('[]');
  });

  it('refuses a command that there is not, in a sentence', async () => {
    const { code, stderr } = await leg(['inport']);
    expect(code).toBe(1);
    expect(stderr).toContain("unknown command 'inport'");
    expect(stderr).toContain('import');
  });

  it('says in one sentence that the database cannot be reached, and what to do', async () => {
    const url = 'mysql://nobody:secret@127.0.0.1:1/none';
    const { code, stderr } = await leg(['migrate', '-q'], { env: { DATABASE_URL: url } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^leg: a database was required.*DATABASE_URL names it.*\n$/);
    expect(stderr).not.toContain('secret');
  });

  it('says in one sentence that a tenant cannot be called so', async () => {
    const { code, stderr } = await leg(['export', '--tenant', 'a b'], {
      env: { DATABASE_URL: 'sqlite::memory:' },
    });
    expect(code).toBe(1);
    expect(stderr).toContain('TENANT');
  });
});

describeEachEngine('leg migrate and leg serve', (engine) => {
  it('bring the schema up to date, and serve it until they are told to stop', async () => {
    const { url } = await engine.scratch();
    const env = { DATABASE_URL: url, PORT: '0', LOG_LEVEL: 'info', AUTH: 'off' };
    const checked = await leg(['migrate', '--check'], { env });
    expect(checked.code).toBe(1);
    expect((await leg(['migrate'], { env })).stdout).toContain('up to date after');
    const current = await leg(['migrate', '--check'], { env });
    expect(current).toMatchObject({ code: 0, stdout: expect.stringContaining('none') });
    const { child, ended } = startLeg(['serve'], { env });
    const served = await new Promise<string>((resolve) => {
      let text = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const found = /"url":"(http[^"]+)"/.exec(text);
        if (found) resolve(found[1] as string);
      });
      child.once('exit', () => resolve(''));
    });
    expect((await fetch(`${served}/livez`)).status).toBe(200);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });
});
