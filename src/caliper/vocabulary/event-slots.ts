import type { EventParts } from './event-row';

/** One property of an event that holds an entity, or an entity's IRI. */
export interface EventSlot {
  readonly name: string;
  /** Where an event type's row has a say. */
  readonly part?: keyof EventParts;
  /** What it must be where the row says nothing. */
  readonly types: readonly string[];
  readonly required: boolean;
}

/** Where an event's entities stand (Caliper 1.2 section 3.4, 1.1 section 3.2). */
export const EVENT_SLOTS: readonly EventSlot[] = [
  { name: 'actor', part: 'actor', types: ['Agent'], required: true },
  { name: 'object', part: 'object', types: ['Entity'], required: true },
  { name: 'generated', part: 'generated', types: ['Entity'], required: false },
  { name: 'target', part: 'target', types: ['Entity'], required: false },
  { name: 'referrer', part: 'referrer', types: ['Entity'], required: false },
  { name: 'edApp', types: ['SoftwareApplication'], required: false },
  { name: 'group', types: ['Organization'], required: false },
  { name: 'membership', types: ['Membership'], required: false },
  { name: 'session', types: ['Session'], required: false },
  { name: 'federatedSession', types: ['LtiSession'], required: false },
];

/** Every property that an event may have; all others belong into its extensions. */
export const EVENT_PROPERTIES: ReadonlySet<string> = new Set([
  '@context',
  'id',
  'type',
  '@id',
  '@type',
  'profile',
  'action',
  'eventTime',
  'extensions',
  ...EVENT_SLOTS.map(({ name }) => name),
]);
