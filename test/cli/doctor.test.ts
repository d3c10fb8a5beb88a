import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openDatabase } from '../../src/storage/open-database';
import { describeEachEngine, type Engine } from '../kit/engines';
import { type PrivateServer, startPrivateServer } from '../kit/private-server';
import { onServer, scratchOnServer } from '../kit/scratch-database';
import { serverBinary } from '../kit/server-binary';
import { cliPlace } from './cli-kit';
import { leg } from './leg';

interface Finding {
  readonly check: string;
  readonly level: string;
  readonly found: string;
  readonly change: string;
}

async function examine(url: string, env: Record<string, string> = {}) {
  const { stdout, code } = await leg(['doctor', '--json'], { env: { DATABASE_URL: url, ...env } });
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  const of = (level: string) =>
    findings.filter((one) => one.level === level).map(({ check }) => check);
  return { code, findings, errors: of('ERROR'), warnings: of('WARNING') };
}

async function unmigrated(engine: Engine): Promise<string> {
  const { url } = await engine.scratch();
  await (await openDatabase(url, { migrations: 'skip' })).close();
  return url;
}

describeEachEngine('leg doctor', (engine) => {
  const place = cliPlace(engine);

  it('can see every setting that it looks for, and that migrations are current', async () => {
    const { findings } = await examine(place().env['DATABASE_URL'] as string);
    expect(findings.length).toBeGreaterThan(5);
    expect(findings.filter(({ found }) => found === 'unknown')).toEqual([]);
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'migrations', level: 'OK', found: 'none pending' }),
    );
  });

  it('finds that a database was never migrated, and ends with 1', async () => {
    const { code, errors, findings } = await examine(await unmigrated(engine));
    expect(code).toBe(1);
    expect(errors).toContain('migrations');
    const change = findings.find(({ check }) => check === 'migrations')?.change;
    expect(change).toBe('leg migrate');
  });

  it('tells people what to do, and nothing that is fine where it is to be quiet', async () => {
    const env = { DATABASE_URL: await unmigrated(engine) };
    const { stdout } = await leg(['doctor', '-q'], { env });
    expect(stdout).toContain('ERROR     migrations is');
    expect(stdout).toContain('do: leg migrate');
    expect(stdout).not.toMatch(/^ok /m);
  });
});

describe('leg doctor on an embedded database', () => {
  it('warns of one in memory, and makes none where there is none', async () => {
    const { warnings } = await examine('sqlite::memory:');
    expect(warnings).toContain('file');
    const nowhere = join(tmpdir(), 'no-such-folder-of-leg', 'gateway.db');
    const { code, stderr } = await leg(['doctor'], { env: { DATABASE_URL: `sqlite:${nowhere}` } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^leg: there is no database at .*leg migrate/);
    expect(existsSync(dirname(nowhere))).toBe(false);
  });
});

// A server of the test's own: global settings of one that others use are not to be touched.
const binary = serverBinary('mariadb');
const withServer = binary === null ? [] : [binary];

describe.each(withServer)('leg doctor on a server that was set up carelessly (%s)', (program) => {
  let server: PrivateServer;
  let url = '';

  beforeAll(async () => {
    server = await startPrivateServer('mariadb', program);
    url = (await scratchOnServer(server.url)).url;
    await leg(['migrate', '-q'], { env: { DATABASE_URL: url } });
  }, 120_000);
  afterAll(() => server.stop());

  it('finds what loses commits, breaks large events, and refuses writes', async () => {
    await onServer(server.url, 'SET GLOBAL innodb_flush_log_at_trx_commit = 2');
    await onServer(server.url, 'SET GLOBAL max_allowed_packet = 1048576');
    await onServer(server.url, 'SET GLOBAL read_only = 1');
    const { code, errors } = await examine(url, { DATABASE_CONNECTIONS: '200' });
    expect(code).toBe(1);
    expect(errors).toEqual(
      expect.arrayContaining(['innodb_flush_log_at_trx_commit', 'max_allowed_packet', 'read_only']),
    );
  });

  it('finds nothing wrong any more when what it said was done', async () => {
    const before = await examine(url);
    for (const { check, level, change } of before.findings) {
      if (level !== 'ERROR') continue;
      const statement = /SET GLOBAL \w+ = \w+/.exec(change)?.[0];
      expect({ check, statement }).toEqual({ check, statement: expect.any(String) });
      await onServer(server.url, statement ?? '');
    }
    const { code, errors } = await examine(url);
    expect(errors).toEqual([]);
    expect(code).toBe(0);
  });

  it('finds a column whose collation would make two ids one', async () => {
    await onServer(
      server.url,
      `ALTER TABLE ${url.split('/').at(-1)}.course MODIFY course_number varchar(100) COLLATE utf8mb4_general_ci`,
    );
    const { errors, findings } = await examine(url);
    expect(errors).toEqual(['collations']);
    expect(findings[0]?.found).toContain('course.course_number');
  });
});
