import { DirectoryLoaders } from '../../src/directory/directory-loaders';
import { type DirectoryServices, directoryServices } from '../../src/directory/directory-services';
import type { RosterBatch } from '../../src/directory/roster-batch';
import { wholeTenant } from '../../src/kernel/reach';
import {
  type Attribute,
  type MovedIdentifier,
  RosterStore,
} from '../../src/directory/roster.store';
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

/** The directory on a database as one gateway has it, for one tenant, its own where not said. */
export class DirectoryKit {
  /** What `attribute` was told, in order. */
  readonly told: Told[] = [];
  /** The time that mutations go by; tests set it. */
  now: SqlTime = '2026-06-01 00:00:00.000';
  readonly services: DirectoryServices;
  private readonly roster: RosterStore;

  constructor(
    readonly database: OpenDatabase,
    readonly tenantId: string = newTenant(),
    whenTold: () => Promise<void> = async () => {},
  ) {
    const note = (moved: readonly MovedIdentifier[]) =>
      void this.told.push(...moved.map(({ ref, entityId }) => ({ value: ref.value, entityId })));
    const clock = () => toMillis(this.now);
    this.roster = new RosterStore(database);
    const attribute: Attribute = async (_sql, _tenant, moved) => {
      note(moved);
      await whenTold();
    };
    this.services = directoryServices(database, attribute, clock);
  }

  /** What a new request reads with. */
  loaders(): DirectoryLoaders {
    return new DirectoryLoaders(this.services.stores, () => wholeTenant(this.tenantId));
  }

  /**
   * Resolves a batch as an ingest does. @returns the identifiers that are new.
   * @param failure undoes it. @param before is done before the commit.
   */
  async resolve(
    batch: RosterBatch,
    now = this.now,
    failure?: Error,
    before: () => Promise<void> = async () => {},
  ): Promise<MovedIdentifier[]> {
    const { roster, news } = await this.database.transaction('test', async (sql) => {
      const read = await this.roster.read(sql, this.tenantId, batch, now);
      const written = await this.roster.write(sql, this.tenantId, batch, read, now);
      await before();
      if (failure) throw failure;
      return { roster: read, news: written };
    });
    this.roster.remember(this.tenantId, batch, roster, news);
    return [...roster.moved];
  }

  /** Tells other gateways what they have not been told yet, as one that ends does. */
  close(): Promise<void> {
    return this.roster.close();
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
