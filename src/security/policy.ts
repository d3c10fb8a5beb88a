import { holds, type Principal, type Scope } from '../kernel/principal';
import { type NarrowReach, NOTHING } from '../kernel/reach';

/** Who may ask for a field of Query or Mutation. */
export interface RootField {
  /** `Query.events` */
  readonly field: string;
  /** Any of these is enough; none: everybody who was authenticated. `admin` is enough for all of them. */
  readonly needs: readonly Scope[];
  readonly why: string;
}

const READ: readonly Scope[] = ['events:read'];
const SENDERS: readonly Scope[] = ['hub:publish', 'caliper:ingest'];

/** Every field of Query and Mutation. The schema is not built while one is missing. */
export const ROOT_FIELDS: readonly RootField[] = [
  ...rows('Query', READ, 'events are read with the scope for it, as far as the reader reaches', [
    ...['event', 'hubEvent', 'events', 'activity'],
  ]),
  ...rows('Query', READ, 'who was where is what events tell; there is no scope of its own for it', [
    ...['person', 'persons', 'course', 'courses', 'membership', 'memberships'],
  ]),
  ...rows('Query', READ, 'entities are what the fields above answer, named by another subgraph', [
    '_entities',
  ]),
  ...rows('Query', [...SENDERS, 'events:read'], 'senders follow up what they sent', [
    ...['receipt', 'quarantine'],
  ]),
  ...rows('Query', [...SENDERS, 'events:read'], 'a dry run stores nothing, and costs work', [
    ...['validateCaliper', 'validateCaliperText'],
  ]),
  ...rows('Query', [], 'the schema is no secret; the router’s gate has its own condition', [
    '_service',
  ]),
  ...rows('Query', ['admin'], 'keys open doors', ['apiKeys']),
  ...rows('Mutation', ['hub:publish'], 'publishers publish, each for the programs it is bound to', [
    ...['publishHubEvent', 'publishHubEvents'],
  ]),
  ...rows('Mutation', ['caliper:ingest'], 'sensors send, each key for the sensors it is bound to', [
    ...['ingestCaliper', 'ingestCaliperText'],
  ]),
  ...rows(
    'Mutation',
    SENDERS,
    'who sent an item may mend it; its format’s own scope is asked too',
    ['replayQuarantine'],
  ),
  ...rows('Mutation', ['roster:write'], 'the roster says who teaches, and so who sees what', [
    ...['upsertPersons', 'upsertCourses', 'upsertMemberships', 'linkIdentifier'],
    'unlinkIdentifier',
  ]),
  ...rows('Mutation', ['admin'], 'keys open doors', [
    ...['createApiKey', 'rotateApiKey', 'revokeApiKey'],
  ]),
];

/** What the directory knows of whoever asks. */
export interface Belonging {
  /** Null: no person is known by any of the names. */
  readonly personId: string | null;
  readonly courseIds: readonly string[];
  readonly taughtCourseIds: readonly string[];
}

/** One kind of reader, and what of the tenant it reaches. */
export interface Reader {
  readonly who: string;
  readonly is: (principal: Principal) => boolean;
  readonly events: string;
  readonly directory: string;
  readonly why: string;
  /** Whether what it reaches depends on the directory. */
  readonly asksDirectory?: true;
  /** What it reaches; null: everything in the tenant. */
  readonly reach: (principal: Principal, belonging: Belonging) => NarrowReach | null;
}

/** Every kind of reader: the first that somebody is says what they reach. */
export const READERS: readonly Reader[] = [
  {
    who: 'an administrator: scope `admin`',
    is: ({ scopes }) => scopes.has('admin'),
    events: 'all',
    directory: 'all',
    why: 'who runs the gateway answers for all of the tenant; what is personal still needs `pii:read`',
    reach: () => null,
  },
  {
    who: 'anybody without `events:read`',
    is: (principal) => !holds(principal, 'events:read'),
    events: 'none but those in the answers to what they send',
    directory: 'none but what their own mutations answer',
    why: 'a key that writes is no key that reads, by whatever way round',
    reach: () => NOTHING,
  },
  {
    who: 'a user: a token that names a person',
    is: ({ person }) => person !== null,
    events:
      'their own; in the courses that they teach, everybody’s. Of somebody who acted in such a course and is no member of it the event is seen, and not the person',
    directory:
      'themselves, their memberships and courses; of the courses that they teach, the members and memberships. A person’s or membership’s events, courses and counts only as far as that',
    why: 'a learner sees what is theirs, an instructor what happens in the course',
    asksDirectory: true,
    reach: (_principal, belonging) => ({ ...NOTHING, ...belonging }),
  },
  {
    who: 'a key that is bound to programs or sensors',
    is: ({ programs, sensors }) => programs !== null || sensors !== null,
    events: 'hub events of its programs, Caliper events of its sensors',
    directory: 'none: `person`, `course` and `membership` of an event are null',
    why: 'a publisher sees what it published, and nothing of what others know of the same people',
    reach: ({ programs, sensors }) => ({
      ...NOTHING,
      programs: programs ?? [],
      sensors: sensors ?? [],
    }),
  },
  {
    who: 'a key that is bound to nothing',
    is: () => true,
    events: 'all',
    directory: 'all',
    why: 'reports and other services of the institution read everything; personal data needs `pii:read`',
    reach: () => null,
  },
];

function rows(
  type: 'Query' | 'Mutation',
  needs: readonly Scope[],
  why: string,
  names: readonly string[],
): RootField[] {
  return names.map((name) => ({ field: `${type}.${name}`, needs, why }));
}
