import type { Principal } from '../kernel/principal';
import type { DirectoryLoaders } from './directory-loaders';

/** What the directory's resolvers need of a request. */
export interface DirectoryContext {
  readonly principal: Principal;
  /** One set for each request. */
  readonly directory: DirectoryLoaders;
}
