import { isIPv6 } from 'node:net';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { CodedError } from '../kernel/coded-error';
import { BoundedMap } from './bounded-map';

const SECONDS = 60;
/** Addresses that are counted at once; of more, those that failed longest ago are forgotten. */
const ADDRESSES = 50_000;

/** Limits how often one address may show what is no credential. Credentials that are known are not asked. */
export class FailureLimit {
  private readonly limiter: RateLimiterMemory;
  private readonly counted: BoundedMap<string, true>;

  /** @param points failures of one address in a minute. */
  constructor(points: number, addresses: number = ADDRESSES) {
    this.limiter = new RateLimiterMemory({ points, duration: SECONDS });
    this.counted = new BoundedMap(addresses, (network) => void this.limiter.delete(network));
  }

  /** @throws CodedError RATE_LIMITED with `retryAfter` in seconds, for an address that failed too often. */
  async check(address: string): Promise<void> {
    const network = networkOf(address);
    const state = await this.limiter.get(network);
    if (!state || state.consumedPoints < this.limiter.points) return;
    const retryAfter = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
    throw new CodedError(
      'RATE_LIMITED',
      'a good credential was required; too many others came from this address',
      { retryAfter },
    );
  }

  /** Counts a failure. */
  async count(address: string): Promise<void> {
    const network = networkOf(address);
    this.counted.set(network, true);
    await this.limiter.penalty(network);
  }
}

/** Whoever has an IPv6 address has 2^64 of them: they count as one. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}
