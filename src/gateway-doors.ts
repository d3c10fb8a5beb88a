import { DATA_VERSIONS } from './caliper/dialect';
import type { Config } from './config';
import { HubApiService } from './events/hub-api.service';
import type { GatewayServices } from './gateway-services';
import { caliperDoor } from './http/caliper-door';
import type { Charge } from './http/charge';
import type { Door, DoorOptions } from './http/door';
import { hubDoor } from './http/hub-door';
import type { HubQuery } from './http/hub-paging';
import { openapiDoor } from './http/openapi/openapi-door';
import { HUB_LIMITS } from './hub/hub-limits';
import { PUBLISHER_SYSTEMS } from './hub/publisher-systems';
import { MAX_PAGE } from './kernel/page';
import type { Principal } from './kernel/principal';
import type { Reach } from './kernel/reach';

/** What the doors beside GraphQL are opened with. */
export interface DoorWiring {
  readonly config: Config;
  readonly events: GatewayServices['events'];
  /** Of the package, semantic. */
  readonly version: string;
  readonly reachOf: (principal: Principal) => Reach | Promise<Reach>;
  /** Takes what reading costs from what a client may spend; what is sent is charged where it is taken in. */
  readonly charge: Charge;
  readonly report: DoorOptions['report'];
}

/** Units that a page costs, as GraphQL charges them: one for each event that was asked for. */
function pageCost({ limit }: HubQuery): number {
  return Math.min(MAX_PAGE, Math.max(1, Number(limit ?? 100) || 1));
}

/** The doors beside GraphQL, on the same services as its mutations and queries. */
export function gatewayDoors(wiring: DoorWiring): Door[] {
  const { config, events, version, reachOf, charge, report } = wiring;
  const { maxBodyBytes, maxEvents } = config;
  const door = { maxBodyBytes, deadline: config.requestDeadline * 1000, report };
  const api = new HubApiService({ ...events, ingest: events.ingestThrough('hub') }, reachOf);
  const facts = {
    version,
    maxBodyBytes,
    maxEvents,
    dataVersions: DATA_VERSIONS,
    hubLimits: HUB_LIMITS,
    systems: PUBLISHER_SYSTEMS,
  };
  return [
    caliperDoor({
      ...door,
      caliper: events.ingestThrough('caliper'),
      dataVersions: DATA_VERSIONS,
    }),
    hubDoor({
      ...door,
      hub: {
        publish: (principal, body) => api.publish(principal, body),
        find: async (principal, eventId) => {
          await charge(principal, 1);
          return api.find(principal, eventId);
        },
        page: async (principal, query) => {
          await charge(principal, pageCost(query));
          return api.page(principal, query);
        },
      },
    }),
    openapiDoor(facts, door),
  ];
}
