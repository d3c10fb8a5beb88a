import type { Principal } from '../kernel/principal';
import { tooManyEvents } from './too-many-events';

/** What a request may take in. */
export interface EventLimits {
  /** Events of one request, over all its fields. */
  readonly perRequest: number;
  /** Units that each costs of what a client may spend. */
  readonly cost: number;
}

/**
 * Where the principal of one request has what the request took. Not beside it in a WeakMap, which would have grown by
 * one with each request until the whole heap is collected, and kept alive with it what they left behind.
 */
const TAKEN = Symbol('events taken');

type OfRequest = Principal & { readonly [TAKEN]?: { events: number } };

/** Decides on events before they are written, by whatever door they come. */
export class EventAdmission {
  constructor(
    private readonly limits: EventLimits,
    private readonly charge: (principal: Principal, units: number) => Promise<unknown> | null,
  ) {}

  /** The principal as an object of one request alone, by which its fields are counted together. */
  ofRequest(principal: Principal): Principal {
    const own: OfRequest = { ...principal, [TAKEN]: { events: 0 } };
    return own;
  }

  /** @throws CodedError TOO_MANY_EVENTS, RATE_LIMITED: nothing is written then. */
  admit(principal: Principal, events: number): Promise<unknown> | null {
    const taken = (principal as OfRequest)[TAKEN];
    if (taken) {
      const all = taken.events + events;
      if (all > this.limits.perRequest) throw tooManyEvents(all, this.limits.perRequest);
      taken.events = all;
    }
    return this.charge(principal, events * this.limits.cost);
  }
}
