import type { Principal } from '../kernel/principal';
import { tooManyEvents } from './too-many-events';

/** What a request may take in. */
export interface EventLimits {
  /** Events of one request, over all its fields. */
  readonly perRequest: number;
  /** Units that each costs of what a client may spend. */
  readonly cost: number;
}

/** Decides on events before they are written, by whatever door they come. */
export class EventAdmission {
  private readonly taken = new WeakMap<Principal, number>();

  constructor(
    private readonly limits: EventLimits,
    private readonly charge: (principal: Principal, units: number) => Promise<unknown> | null,
  ) {}

  /** The principal as an object of one request alone, by which its fields are counted together. */
  ofRequest(principal: Principal): Principal {
    const own = { ...principal };
    this.taken.set(own, 0);
    return own;
  }

  /** @throws CodedError TOO_MANY_EVENTS, RATE_LIMITED: nothing is written then. */
  admit(principal: Principal, events: number): Promise<unknown> | null {
    const before = this.taken.get(principal);
    if (before !== undefined) {
      const all = before + events;
      if (all > this.limits.perRequest) throw tooManyEvents(all, this.limits.perRequest);
      this.taken.set(principal, all);
    }
    return this.charge(principal, events * this.limits.cost);
  }
}
