import { DirectoryLoaders } from './directory/directory-loaders';
import { EventLoaders } from './events/event-loaders';
import type { EventsContext } from './events/events-context';
import type { FederationContext } from './federation/federation-context';
import type { GatewayServices } from './gateway-services';
import type { Principal } from './kernel/principal';
import type { ReachOfRequest } from './kernel/reach';
import { Redactions } from './kernel/redactions';
import { type Abandonment, ROWS_PER_REQUEST, RowBudget } from './kernel/row-budget';

/** What every resolver can find in a request. */
export type GatewayContext = EventsContext &
  FederationContext & { readonly redactions: Redactions; readonly requestId: string };

/** What is known of a request before it is executed. */
export interface RequestFacts extends FederationContext {
  readonly requestId: string;
  readonly principal: Principal;
  readonly reach: ReachOfRequest;
  readonly abandonment: Abandonment;
}

/**
 * The context of a request. Loaders are made when one is asked for: most requests need few of them. Apollo executes
 * with a copy of it, which has the same.
 */
export class RequestContext implements GatewayContext {
  readonly fromRouter: boolean;
  readonly mayFederate: boolean;
  readonly requestId: string;
  readonly principal: Principal;
  readonly reach: ReachOfRequest;
  readonly redactions = new Redactions();
  private readonly loaders: LoadersOfRequest;

  constructor(facts: RequestFacts, services: Pick<GatewayServices, 'directory' | 'events'>) {
    this.fromRouter = facts.fromRouter;
    this.mayFederate = facts.mayFederate;
    this.requestId = facts.requestId;
    this.principal = facts.principal;
    this.reach = facts.reach;
    this.loaders = new LoadersOfRequest(facts, services);
  }

  get directory(): DirectoryLoaders {
    return this.loaders.directory;
  }

  get events(): EventLoaders {
    return this.loaders.events;
  }
}

class LoadersOfRequest {
  private readonly budget: RowBudget;
  private madeDirectory: DirectoryLoaders | undefined;
  private madeEvents: EventLoaders | undefined;

  constructor(
    private readonly facts: RequestFacts,
    private readonly services: Pick<GatewayServices, 'directory' | 'events'>,
  ) {
    this.budget = new RowBudget(ROWS_PER_REQUEST, facts.abandonment);
  }

  get directory(): DirectoryLoaders {
    const { stores } = this.services.directory;
    return (this.madeDirectory ??= new DirectoryLoaders(stores, this.facts.reach, this.budget));
  }

  get events(): EventLoaders {
    const { events } = this.services;
    return (this.madeEvents ??= new EventLoaders(this.facts.reach, events, this.budget));
  }
}
