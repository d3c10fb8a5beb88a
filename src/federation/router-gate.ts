import { hash, timingSafeEqual } from 'node:crypto';
import type { FederationContext } from './federation-context';

/** The header in which a router shows its secret, as it is: no scheme before it. */
export const ROUTER_HEADER = 'router-authorization';

/** What the gate is told. */
export interface RouterGateOptions {
  /** The secrets that are good now: two while one takes the place of the other. */
  readonly secrets: readonly string[];
  /** Off: `_service` and `_entities` are answered to everybody. */
  readonly closed: boolean;
}

/** Tells the router from everybody else, by a secret that it shows with each request. */
export class RouterGate {
  private readonly digests: readonly Buffer[];

  constructor(private readonly options: RouterGateOptions) {
    this.digests = options.secrets.map(digestOf);
  }

  /**
   * Once something is shown, takes as long whatever it was: digests are of one length, and every secret is compared.
   * @param headers as Node has them: names in lower case, several of one name joined into one text.
   */
  standing(headers: Readonly<Record<string, string | string[] | undefined>>): FederationContext {
    const shown = headers[ROUTER_HEADER];
    let fromRouter = false;
    if (typeof shown !== 'string') return { fromRouter, mayFederate: !this.options.closed };
    const digest = digestOf(shown);
    for (const good of this.digests) fromRouter = timingSafeEqual(good, digest) || fromRouter;
    return { fromRouter, mayFederate: fromRouter || !this.options.closed };
  }
}

function digestOf(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}
