import type { DirectoryContext } from '../directory/directory-context';
import type { EventLoaders } from './event-loaders';

/** What the resolvers of events find in a request. */
export interface EventsContext extends DirectoryContext {
  readonly events: EventLoaders;
}
