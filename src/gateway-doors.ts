import { DATA_VERSIONS } from './caliper/dialect';
import type { Config } from './config';
import { HubApiService } from './events/hub-api.service';
import type { GatewayServices } from './gateway-services';
import { caliperDoor } from './http/caliper-door';
import type { Door, DoorOptions } from './http/door';
import { hubDoor } from './http/hub-door';
import { openapiDoor } from './http/openapi/openapi-door';
import { HUB_LIMITS } from './hub/hub-limits';
import { PUBLISHER_SYSTEMS } from './hub/publisher-systems';
import type { Principal } from './kernel/principal';
import type { Reach } from './kernel/reach';

/** What the doors beside GraphQL are opened with. */
export interface DoorWiring {
  readonly config: Config;
  readonly events: GatewayServices['events'];
  /** Of the package, semantic. */
  readonly version: string;
  readonly reachOf: (principal: Principal) => Reach | Promise<Reach>;
  readonly report: DoorOptions['report'];
}

/** The doors beside GraphQL, on the same services as its mutations and queries. */
export function gatewayDoors({ config, events, version, reachOf, report }: DoorWiring): Door[] {
  const { maxBodyBytes, maxEvents } = config;
  const door = { maxBodyBytes, report };
  const hub = new HubApiService({ ...events, ingest: events.ingestThrough('hub') }, reachOf);
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
    hubDoor({ ...door, hub }),
    openapiDoor(facts, door),
  ];
}
