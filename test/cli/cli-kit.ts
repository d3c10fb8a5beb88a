import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenDatabase, openDatabase } from '../../src/storage/open-database';
import type { Engine } from '../kit/engines';
import { newTenant } from '../kit/new-tenant';

// Each command is a process that compiles what it loads.
jest.setTimeout(120_000);

/** A migrated database of one's own, a tenant, and a folder: what a test of a command needs. */
export interface CliPlace {
  readonly tenant: string;
  readonly database: OpenDatabase;
  /** For the commands. */
  readonly env: Readonly<Record<string, string>>;
  /** Writes a file into the folder. @returns its path. */
  file(name: string, content: string | Buffer): string;
  path(name: string): string;
  /** How many rows of the tenant a table has. */
  count(table: string, where?: string): Promise<number>;
}

/** Makes the place before the tests of a describe block, and clears it away after them. */
export function cliPlace(engine: Engine): () => CliPlace {
  let place: CliPlace | undefined;
  let folder = '';
  beforeAll(async () => {
    const { url } = await engine.scratch();
    const database = await openDatabase(url, { migrations: 'run' });
    folder = mkdtempSync(join(tmpdir(), 'leg-cli-'));
    const tenant = newTenant();
    place = {
      tenant,
      database,
      env: { DATABASE_URL: url, TENANT: tenant, NODE_ENV: 'test' },
      path: (name) => join(folder, name),
      file: (name, content) => {
        writeFileSync(join(folder, name), content);
        return join(folder, name);
      },
      count: async (table, where = '1 = 1') => {
        const [row] = await database.sql.rows<{ n: string | number }>(
          'test.count',
          `SELECT COUNT(*) AS n FROM ${table} WHERE tenant_id = ? AND ${where}`,
          [tenant],
          'free',
        );
        return Number(row?.n);
      },
    };
  });
  afterAll(async () => {
    await place?.database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return () => place as CliPlace;
}
