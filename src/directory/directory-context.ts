import type { Principal } from '../kernel/principal';
import type { ReachOfRequest } from '../kernel/reach';
import type { DirectoryLoaders } from './directory-loaders';

/** What the directory's resolvers need of a request. */
export interface DirectoryContext {
  readonly principal: Principal;
  /** What of its tenant's data the request may read. */
  readonly reach: ReachOfRequest;
  /** One set for each request. */
  readonly directory: DirectoryLoaders;
}
