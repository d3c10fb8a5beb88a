import { ActivityResolver } from './resolvers/activity.resolver';
import { CaliperEventResolver } from './resolvers/caliper-event.resolver';
import {
  CourseEventsResolver,
  MembershipEventsResolver,
  PersonEventsResolver,
} from './resolvers/directory-events.resolver';
import { EventResolver } from './resolvers/event.resolver';
import { EventsResolver } from './resolvers/events.resolver';
import { HubEventResolver } from './resolvers/hub-event.resolver';
import { EventOutcomeResolver, PublishResolver } from './resolvers/publish.resolver';
import { QuarantineResolver } from './resolvers/quarantine.resolver';
import {
  AssignableEventResolver,
  ContentEventResolver,
  GradeEventResolver,
  LtiEventResolver,
} from './resolvers/typed-events.resolver';
import {
  AssignableEventType,
  ContentEventType,
  GradeEventType,
  HubEventType,
  LtiEventType,
  OtherCaliperEventType,
} from './types/typed-events.type';

/** The resolver classes of this module. */
export const EVENT_RESOLVERS = [
  EventsResolver,
  PublishResolver,
  EventOutcomeResolver,
  QuarantineResolver,
  EventResolver,
  HubEventResolver,
  CaliperEventResolver,
  AssignableEventResolver,
  LtiEventResolver,
  ContentEventResolver,
  GradeEventResolver,
  ActivityResolver,
  PersonEventsResolver,
  CourseEventsResolver,
  MembershipEventsResolver,
] as const;

/** Types that no field names: they are found through their interface. */
export const EVENT_TYPES = [
  HubEventType,
  AssignableEventType,
  LtiEventType,
  ContentEventType,
  GradeEventType,
  OtherCaliperEventType,
] as const;
