import { CodedError } from '../kernel/coded-error';
import type { Reach } from '../kernel/reach';
import type { SqlTime } from '../kernel/timestamp';
import { andAll } from '../storage/condition';
import type { Database } from '../storage/database';
import type { BucketUnit } from '../storage/dialect';
import { inList } from '../storage/in-list';
import type { Condition } from '../storage/keyset';
import { eventConditions, type EventFilter } from './event-filter';
import { eventReach } from './event-reach';

/** What activity can be told apart by. */
export type ActivityDimension = 'TYPE' | 'ACTION' | 'COURSE' | 'PERSON';

/** How much happened in one bucket. */
export interface ActivityRow {
  readonly start: SqlTime;
  readonly count: number;
  readonly persons: number;
  readonly type?: string;
  readonly action?: string | null;
  readonly courseId?: string | null;
  readonly personId?: string | null;
}

/** How much happened in all. */
export type ActivityTotals = Pick<ActivityRow, 'count' | 'persons'>;

/** Most buckets of one answer. */
export const MAX_BUCKETS = 10_000;

const DIMENSIONS: Record<
  ActivityDimension,
  { readonly column: string; readonly name: keyof ActivityRow }
> = {
  TYPE: { column: 'e.type', name: 'type' },
  ACTION: { column: 'e.action_term', name: 'action' },
  COURSE: { column: 'e.course_id', name: 'courseId' },
  PERSON: { column: 'e.person_id', name: 'personId' },
};

/** What activity is asked for. */
export interface ActivityQuery {
  readonly filter: EventFilter;
  readonly bucket: BucketUnit;
  readonly groupBy: readonly ActivityDimension[];
}

/** Counts the events that a reach reaches where they are, in the database. */
export class ActivityStore {
  constructor(private readonly database: Database) {}

  /**
   * Events and distinct persons per bucket and dimension, the earliest bucket first.
   * @throws CodedError TOO_MANY_BUCKETS past 10,000 buckets.
   */
  count(reach: Reach, query: ActivityQuery): Promise<ActivityRow[]> {
    return this.read(reach, query, query.groupBy, []);
  }

  /** The same for each of many courses, in one statement and in their order. */
  async ofCourses(
    reach: Reach,
    courses: readonly string[],
    query: ActivityQuery,
  ): Promise<ActivityRow[][]> {
    const list = inList(courses);
    const rows = await this.read(
      reach,
      query,
      [...query.groupBy, 'COURSE'],
      [{ text: `e.course_id IN ${list.text}`, values: list.values }],
    );
    const byCourse = new Map<string, ActivityRow[]>(courses.map((course) => [course, []]));
    for (const { courseId, ...row } of rows) {
      const shown = query.groupBy.includes('COURSE') ? { ...row, courseId } : row;
      byCourse.get(courseId ?? '')?.push(shown);
    }
    return courses.map((course) => byCourse.get(course) ?? []);
  }

  /** All that ever happened in each of many courses, in one statement and in their order. */
  async totalsOfCourses(reach: Reach, courses: readonly string[]): Promise<ActivityTotals[]> {
    const list = inList(courses);
    const where = andAll([
      { text: `e.course_id IN ${list.text}`, values: list.values },
      ...eventReach(reach, 'e'),
    ]);
    const rows = await this.database.sql.rows<Counted & { courseId: string }>(
      'events.activity-totals',
      `SELECT e.course_id AS courseId, COUNT(*) AS count, COUNT(DISTINCT e.person_id) AS persons
         FROM event e WHERE e.tenant_id = ?${where.text}
        GROUP BY e.course_id`,
      [reach.tenantId, ...where.values],
    );
    const found = new Map(rows.map((row) => [row.courseId, row]));
    return courses.map((course) => {
      const row = found.get(course);
      return { count: Number(row?.count ?? 0), persons: Number(row?.persons ?? 0) };
    });
  }

  private async read(
    reach: Reach,
    { filter, bucket }: ActivityQuery,
    groupBy: readonly ActivityDimension[],
    more: readonly Condition[],
  ): Promise<ActivityRow[]> {
    const where = andAll([...eventConditions(reach, filter, 'e'), ...more]);
    const groups = [...new Set(groupBy)].map((dimension) => DIMENSIONS[dimension]);
    const start = this.database.dialect.bucket(bucket, 'e.occurred_at');
    const columns = groups.map(({ column }) => column);
    const rows = await this.database.sql.rows<Counted>(
      'events.activity',
      `SELECT ${[`${start} AS start`, ...groups.map(({ column, name }) => `${column} AS ${name}`)].join(', ')},
              COUNT(*) AS count, COUNT(DISTINCT e.person_id) AS persons
         FROM event e WHERE e.tenant_id = ?${where.text}
        GROUP BY ${[start, ...columns].join(', ')} ORDER BY ${['1', ...columns].join(', ')} LIMIT ${MAX_BUCKETS + 1}`,
      [reach.tenantId, ...where.values],
      'free',
    );
    if (rows.length > MAX_BUCKETS) throw tooMany();
    return rows.map((row) => ({ ...row, count: Number(row.count), persons: Number(row.persons) }));
  }
}

/** Drivers give counts as text, since they may be beyond what a number holds. */
type Counted = Omit<ActivityRow, 'count' | 'persons'> & {
  count: string | number;
  persons: string | number;
};

function tooMany(): CodedError {
  return new CodedError(
    'TOO_MANY_BUCKETS',
    `at most ${MAX_BUCKETS} buckets were allowed and more came; ask for a shorter time, a larger bucket or fewer dimensions`,
    { path: 'filter', required: `at most ${MAX_BUCKETS}` },
  );
}
