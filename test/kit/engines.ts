import { entities } from '../../src/entities';
import type { DialectName } from '../../src/storage/dialect';
import { type OpenDatabase, openDatabase, type OpenOptions } from '../../src/storage/open-database';
import { readEngineState } from './engine-state';
import { type ScratchDatabase, scratchFile, scratchOnServer } from './scratch-database';

/** One engine that the tests run on. */
export interface Engine {
  readonly name: DialectName;
  /**
   * Opens the run's migrated database, shared by all test files: use newTenant(). SQLite: a new one in
   * memory. Whatever is still open after the file's tests is closed.
   */
  open(options?: OpenOptions): Promise<OpenDatabase>;
  /** A new, empty, unmigrated database, dropped after the file's tests. Two gateways can open its URL. */
  scratch(): Promise<ScratchDatabase>;
}

/** Declares the same tests for every engine that this machine has. */
export function describeEachEngine(title: string, body: (engine: Engine) => void): void {
  for (const { name, server, url } of readEngineState().present) {
    describe(`${title} (${name})`, () => {
      const opened: OpenDatabase[] = [];
      const scratches: ScratchDatabase[] = [];
      afterAll(async () => {
        for (const database of opened)
          if (database.dataSource.isInitialized) await database.close();
        for (const scratch of scratches) await scratch.drop();
      });
      body({
        name,
        open: async (options) => {
          const database = await openDatabase(url ?? 'sqlite::memory:', { entities, ...options });
          opened.push(database);
          return database;
        },
        scratch: async () => {
          const scratch = server === null ? scratchFile() : await scratchOnServer(server);
          scratches.push(scratch);
          return scratch;
        },
      });
    });
  }
}
