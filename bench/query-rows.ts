import type { BenchDatabase } from './bench-database';
import type { BenchRow } from './bench-row';
import { textsOfBoth } from './texts-of-both';

const CONNECTIONS = 8;
const DAY = 86_400_000;

type Variables = Record<string, string>;

/** The rows that read. They ask for courses and events that the database has. */
export async function queryRows(database: BenchDatabase): Promise<BenchRow[]> {
  const courses = await ids(
    database,
    'SELECT course_id AS id FROM event WHERE course_id IS NOT NULL GROUP BY course_id HAVING COUNT(*) >= 50 ORDER BY course_id LIMIT 100',
  );
  const some = await ids(database, 'SELECT id FROM event ORDER BY identity LIMIT 4000');
  const events = (await textsOfBoth(database, some)).slice(0, 2_000);
  const to = new Date(Math.floor(Date.now() / DAY) * DAY).toISOString();
  const from = new Date(Date.parse(to) - 30 * DAY).toISOString();
  return [
    queryRow(
      'query: latest 50 events of a course',
      COURSE_EVENTS,
      '/course-events',
      courses.map((courseId) => ({ courseId })),
    ),
    queryRow('query: 20 courses × 10 events × person', COURSES, '/courses', [{}]),
    queryRow('query: 100 persons, memberships, courses', PERSONS, '/persons', [{}]),
    queryRow(
      'query: one event with raw text',
      EVENT,
      '/event',
      events.map((event) => ({ ...event })),
    ),
    queryRow(
      'query: activity of a course, 30 days',
      ACTIVITY,
      '/activity',
      courses.map((courseId) => ({ courseId, from, to })),
    ),
  ];
}

const COURSE_EVENTS = `query ($courseId: ID!) { events(filter: { courseId: $courseId }, first: 50, orderBy: OCCURRED_DESC) {
  edges { node { id type action occurredAt person { id name } course { id courseNumber name } membership { id roles status } } } } }`;

const COURSES = `{ courses(first: 20) { edges { node { id name
  events(first: 10) { edges { node { id type occurredAt person { id name } } } } } } } }`;

const PERSONS = `{ persons(first: 100) { edges { node { id name
  memberships(first: 10) { edges { node { id roles course { id name } } } } } } } }`;

const EVENT = 'query ($id: ID!) { event(id: $id) { id rawText } }';

const ACTIVITY = `query ($courseId: ID!, $from: DateTime!, $to: DateTime!) {
  activity(filter: { courseId: $courseId, occurredFrom: $from, occurredTo: $to }, bucket: DAY, groupBy: [ACTION]) {
    start count persons action } }`;

function queryRow(
  name: string,
  query: string,
  path: string,
  asked: readonly Variables[],
): BenchRow {
  const bodies = {
    gateway: asked.map((variables) => Buffer.from(JSON.stringify({ query, variables }))),
    baseline: asked.map((variables) => Buffer.from(JSON.stringify(variables))),
  };
  return {
    name,
    connections: CONNECTIONS,
    events: 0,
    request: (side, at) => {
      let turn = at * 7;
      return {
        path: side === 'gateway' ? '/graphql' : path,
        next: () => bodies[side][turn++ % asked.length] as Buffer,
      };
    },
    isRight: ({ status, body }) => status === 200 && body.indexOf('{"data":{') === 0,
  };
}

async function ids(database: BenchDatabase, sql: string): Promise<string[]> {
  return (await database.rows(sql)).map((row) => String(row['id']));
}
