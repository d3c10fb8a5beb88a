import { Field, InterfaceType, registerEnumType } from 'type-graphql';
import { graphqlTypeOf } from '../event-kinds';
import type { StoredEvent } from '../stored-event';
import { EventType } from './event.type';

/** The values of CaliperEvent.dialect. */
export enum CaliperDialect {
  V1P0 = 'V1P0',
  V1P1 = 'V1P1',
  V1P2 = 'V1P2',
}

registerEnumType(CaliperDialect, {
  name: 'CaliperDialect',
  description: 'The version of Caliper that an event is written in.',
  valuesConfig: {
    V1P0: { description: 'Caliper 1.0: `@id`, `@type`, full IRIs, no event id.' },
    V1P1: { description: 'Caliper 1.1.' },
    V1P2: { description: 'Caliper 1.2.' },
  },
});

/** What every Caliper event has beyond Event; its entities are resolved in caliper-event.resolver.ts. */
@InterfaceType('CaliperEvent', {
  implements: EventType,
  description: 'A 1EdTech Caliper event, of any version and vocabulary (Caliper 1.2, Event).',
  resolveType: (event: StoredEvent) => graphqlTypeOf(event),
})
export abstract class CaliperEventType extends EventType {
  @Field(() => String, {
    nullable: true,
    description: 'The envelope’s sensor, as sent; null for an event that came bare.',
  })
  sensor!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The id that the sender gave the event; null where it gave none, or one that names the sensor and not the event.',
  })
  sourceId!: string | null;

  @Field(() => CaliperDialect, { description: 'The version it is written in.' })
  dialect!: CaliperDialect;

  @Field(() => String, {
    nullable: true,
    description: 'Its profile (Caliper 1.2), as sent: `AssignableProfile`; null before 1.2.',
  })
  profile!: string | null;

  @Field(() => String, {
    name: 'normalizedAction',
    nullable: true,
    description:
      '`action` as Caliper 1.2 spells it: `Launched` for LTILaunch, `Created` for Create; null where there is none.',
  })
  actionTerm!: string | null;
}
