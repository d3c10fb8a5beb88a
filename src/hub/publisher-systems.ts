/** One type of event that a publisher's system sends. */
export interface HubEventType {
  /** As it is sent, at most 50 characters: `AI_COMP_SUCCESS`. Compared byte for byte. */
  readonly id: string;
  /** What happened, in a sentence about somebody, for people who read the schema or a form. */
  readonly example: string;
}

/** A kind of system that publishes Learning Hub events. */
export interface PublisherSystem {
  /** As it is sent, at most 25 characters: `LB`. Compared byte for byte. */
  readonly id: string;
  /** The product's name: `LearningBuilder`. */
  readonly name: string;
  readonly eventTypes: readonly HubEventType[];
}

/**
 * Every system that may publish, with the types it may send (Learning Hub, PublisherSystemId and
 * EventType). A new system is one more row: the rules, the messages and the schema's descriptions
 * follow from it.
 */
export const PUBLISHER_SYSTEMS: readonly PublisherSystem[] = [
  {
    id: 'LB',
    name: 'LearningBuilder',
    eventTypes: [
      { id: 'LPI_STARTED', example: 'Ada began her learning plan for 2026.' },
      {
        id: 'LPI_COMP_UNSUCCESS',
        example: 'Ada’s learning plan closed without its required hours.',
      },
      { id: 'LPI_COMP_SUCCESS', example: 'Ada completed her learning plan for 2026.' },
      { id: 'LPI_REOPENED', example: 'Ada’s completed learning plan was opened again.' },
      { id: 'AI_STARTED', example: 'Ada began the activity “Infection control”.' },
      { id: 'AI_COMP_UNSUCCESS', example: 'Ada finished “Infection control” without passing.' },
      { id: 'AI_COMP_SUCCESS', example: 'Ada completed “Infection control” and passed.' },
      { id: 'AI_REOPENED', example: 'Ada’s completed activity was recalled as incomplete.' },
    ],
  },
];

/** The declared system of that id, or undefined. */
export function findPublisherSystem(id: unknown): PublisherSystem | undefined {
  return PUBLISHER_SYSTEMS.find((system) => system.id === id);
}
