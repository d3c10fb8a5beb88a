import { DirectoryLoaders } from '../../src/directory/directory-loaders';
import { type DirectoryServices, directoryServices } from '../../src/directory/directory-services';
import type { RosterBatch } from '../../src/directory/roster-batch';
import { wholeTenant } from '../../src/kernel/reach';
import { type MovedIdentifier, readRoster, writeRoster } from '../../src/directory/roster.store';
import { CodedError } from '../../src/kernel/coded-error';
import type { IdentifierRef } from '../../src/kernel/roster';
import { type SqlTime, toMillis } from '../../src/kernel/timestamp';
import type { OpenDatabase } from '../../src/storage/open-database';
import { newTenant } from '../kit/new-tenant';

/** One moved identifier as `attribute` was told of it. */
export interface Told {
  readonly value: string;
  readonly entityId: string | null;
}

/** The directory on a database, for one tenant of its own. */
export class DirectoryKit {
  readonly tenantId = newTenant();
  /** What `attribute` was told, in order. */
  readonly told: Told[] = [];
  /** The time that mutations go by; tests set it. */
  now: SqlTime = '2026-06-01 00:00:00.000';
  readonly services: DirectoryServices;

  constructor(readonly database: OpenDatabase) {
    const note = (moved: readonly MovedIdentifier[]) =>
      void this.told.push(...moved.map(({ ref, entityId }) => ({ value: ref.value, entityId })));
    const clock = () => toMillis(this.now);
    this.services = directoryServices(database, async (_sql, _tenant, moved) => note(moved), clock);
  }

  /** What a new request reads with. */
  loaders(): DirectoryLoaders {
    return new DirectoryLoaders(this.services.stores, () => wholeTenant(this.tenantId));
  }

  /** Resolves a batch as an ingest does. @returns the identifiers that are new. */
  resolve(batch: RosterBatch, now = this.now): Promise<MovedIdentifier[]> {
    return this.database.transaction('test', async (sql) => {
      const roster = await readRoster(sql, this.database, this.tenantId, batch, now);
      await writeRoster(sql, this.database, this.tenantId, batch, roster, now);
      return [...roster.moved];
    });
  }

  /** The values of a person's identifiers. */
  async names(personId: string): Promise<string[]> {
    const rows = await this.loaders().identifiersOf.PERSON.load(personId);
    return rows.map(({ value }) => value).sort();
  }

  /** The names of the statements that `work` runs, without those that begin and end transactions. */
  async statements(work: () => Promise<unknown>): Promise<string[]> {
    const names: string[] = [];
    const stop = this.database.observe(({ name, text }) => {
      if (!/^(BEGIN|START|COMMIT|ROLLBACK)/.test(text)) names.push(name);
    });
    try {
      await work();
    } finally {
      stop();
    }
    return names;
  }
}

/** An IRI as an identifier. */
export function iri(value: string): IdentifierRef {
  return { type: 'IRI', system: '', value: `https://lms.example/${value}` };
}

/** The code and path of the error that a promise is rejected with. */
export async function refusal(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => new Error('it was expected to be refused'),
    (reason: unknown) => reason,
  );
  if (error instanceof CodedError) return { code: error.code, path: error.details['path'] };
  throw error;
}
