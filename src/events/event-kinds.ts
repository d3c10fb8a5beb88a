import type { StoredEvent } from './stored-event';

/** Which GraphQL type shows an event. The type decides, never the action. */
export interface EventKind {
  /** Name of the GraphQL type. */
  readonly graphqlType: string;
  /** Whose vocabulary: `CALIPER`, `BLACKBOARD`. */
  readonly namespace: string;
  /** The event type's term. */
  readonly type: string;
  /** What such an event says, for people. */
  readonly example: string;
}

/** A new typed event costs a row here, and its GraphQL type. */
export const EVENT_KINDS: readonly EventKind[] = [
  {
    graphqlType: 'AssignableEvent',
    namespace: 'CALIPER',
    type: 'AssignableEvent',
    example: 'Ada submitted her second attempt at Essay 1.',
  },
  {
    graphqlType: 'LtiEvent',
    namespace: 'BLACKBOARD',
    type: 'LTIEvent',
    example: 'Ada launched the simulation lab from Biology 101.',
  },
  {
    graphqlType: 'LtiEvent',
    namespace: 'CALIPER',
    type: 'ToolLaunchEvent',
    example: 'Ada returned from the simulation lab.',
  },
  {
    graphqlType: 'ContentEvent',
    namespace: 'BLACKBOARD',
    type: 'ContentEvent',
    example: 'Prof. Lovelace hid the folder Week 1.',
  },
  {
    graphqlType: 'GradeEvent',
    namespace: 'CALIPER',
    type: 'GradeEvent',
    example: 'The gradebook gave Ada 56 of 60 for Essay 1.',
  },
  {
    graphqlType: 'GradeEvent',
    namespace: 'CALIPER',
    type: 'OutcomeEvent',
    example: 'The gradebook gave Ada 56 of 60 for Essay 1 (before Caliper 1.2).',
  },
];

const BY_TYPE = new Map(
  EVENT_KINDS.map((kind) => [`${kind.namespace} ${kind.type}`, kind.graphqlType]),
);

/** The name of the GraphQL type that shows an event. */
export function graphqlTypeOf(
  event: Pick<StoredEvent, 'source' | 'typeNamespace' | 'type'>,
): string {
  if (event.source === 'HUB') return 'HubEvent';
  return BY_TYPE.get(`${event.typeNamespace} ${event.type}`) ?? 'OtherCaliperEvent';
}
