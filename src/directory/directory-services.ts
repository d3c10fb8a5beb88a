import type { Clock } from '../kernel/clock';
import type { Redaction } from '../redaction/redaction';
import type { Database } from '../storage/database';
import { type DirectoryStores, directoryStores } from './directory-stores';
import { IdentifierService } from './identifier.service';
import { IdentifierResolver } from './resolvers/identifier.resolver';
import { RosterResolver } from './resolvers/roster.resolver';
import { RosterService } from './roster.service';
import type { Attribute } from './roster.store';

/** What this module is made of, on one database. Nothing of it holds state of a request. */
export interface DirectoryServices {
  /** What a request's DirectoryLoaders read from. */
  readonly stores: DirectoryStores;
  readonly roster: RosterService;
  readonly identifiers: IdentifierService;
  /** The instances of the resolvers that need services; the others are made without. */
  readonly resolvers: readonly object[];
}

/**
 * The services and stores of this module, and the instances of its resolvers.
 * @param attribute is told of person identifiers that are new, moved or gone.
 * @param redaction is applied to what is sent before it is looked at.
 */
export function directoryServices(
  database: Database,
  attribute: Attribute,
  clock: Clock,
  redaction?: Redaction,
): DirectoryServices {
  const stores = directoryStores(database);
  const roster = new RosterService(database, stores, attribute, clock, redaction);
  const identifiers = new IdentifierService(database, stores, attribute, clock, redaction);
  const resolvers = [new RosterResolver(roster), new IdentifierResolver(identifiers)];
  return { stores, roster, identifiers, resolvers };
}
