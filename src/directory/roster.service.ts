import { type Clock, sqlNow } from '../kernel/clock';
import { wholeTenant } from '../kernel/reach';
import type { EntityKind } from '../kernel/roster';
import type { SqlTime } from '../kernel/timestamp';
import { DEFAULT_REDACTION, Redaction } from '../redaction/redaction';
import type { Database, Sql } from '../storage/database';
import { UnavailableError } from '../storage/storage-error';
import { assignEntities, existingEntity } from './assign-entities';
import { checkedCourses } from './checked-courses';
import { type CheckedMembership, checkedMemberships } from './checked-memberships';
import { checkedPersons } from './checked-persons';
import type { CourseRow } from './course.store';
import { DirectoryVersionStore } from './directory-version.store';
import type { DirectoryStores } from './directory-stores';
import { type EntityInput, type EntityName, idsOf } from './entity-input';
import { factsOf } from './facts-of-inputs';
import { membershipId } from './membership-id';
import type { MembershipRow } from './membership.store';
import type { PersonRow } from './person.store';
import { type MembershipFacts, writeEntities, writeMemberships } from './roster-rows';
import type { Attribute } from './roster.store';
import type { CourseInput } from './types/course.input';
import type { MembershipInput } from './types/membership.input';
import type { PersonInput } from './types/person.input';

/**
 * Takes rosters in: each call in one transaction, all of it or nothing, in a number of statements that does
 * not depend on what it holds (one more for each 100 rows written, each 1,000 identifiers looked up). A call
 * that is repeated changes nothing more. A roster says how things are now: it overwrites what events said.
 */
export class RosterService {
  private readonly versions: DirectoryVersionStore;

  constructor(
    private readonly database: Database,
    private readonly stores: DirectoryStores,
    private readonly attribute: Attribute,
    private readonly clock: Clock,
    private readonly redaction: Redaction = new Redaction(DEFAULT_REDACTION),
  ) {
    this.versions = new DirectoryVersionStore(database);
  }

  /**
   * Makes persons, or brings them up to date. @returns one for each input, in their order.
   * @throws CodedError of checkedPersons and assignEntities; nothing is written then.
   */
  async upsertPersons(tenantId: string, inputs: readonly PersonInput[]): Promise<PersonRow[]> {
    const checked = checkedPersons(this.redaction.value(inputs));
    const now = sqlNow(this.clock);
    return this.database.transaction('directory.upsert-persons', async (sql) => {
      const ids = await this.upsert(sql, 'PERSON', tenantId, checked, now);
      return inOrder(
        ids,
        await this.stores.persons.byIds(wholeTenant(tenantId), [...new Set(ids)], sql),
      );
    });
  }

  /**
   * Makes courses, or brings them up to date. @returns one for each input, in their order.
   * @throws CodedError of checkedCourses and assignEntities; nothing is written then.
   */
  async upsertCourses(tenantId: string, inputs: readonly CourseInput[]): Promise<CourseRow[]> {
    const checked = checkedCourses(this.redaction.value(inputs));
    const now = sqlNow(this.clock);
    return this.database.transaction('directory.upsert-courses', async (sql) => {
      const ids = await this.upsert(sql, 'COURSE', tenantId, checked, now);
      return inOrder(
        ids,
        await this.stores.courses.byIds(wholeTenant(tenantId), [...new Set(ids)], sql),
      );
    });
  }

  /**
   * Makes memberships of known persons in known courses, or brings them up to date.
   * @returns one for each input, in their order.
   * @throws CodedError of checkedMemberships, and NOT_FOUND; nothing is written then.
   */
  async upsertMemberships(
    tenantId: string,
    inputs: readonly MembershipInput[],
  ): Promise<MembershipRow[]> {
    const checked = checkedMemberships(this.redaction.value(inputs));
    const now = sqlNow(this.clock);
    return this.database.transaction('directory.upsert-memberships', async (sql) => {
      const names = checked.flatMap(({ person, course }) => [person, course]);
      const owners = await this.stores.identifiers.owners(tenantId, keysOf(names), sql);
      const persons = await this.existing(
        sql,
        'PERSON',
        tenantId,
        checked.map(({ person }) => person),
      );
      const courses = await this.existing(
        sql,
        'COURSE',
        tenantId,
        checked.map(({ course }) => course),
      );
      const ids: string[] = [];
      const facts = new Map<string, MembershipFacts>();
      for (const membership of checked) {
        const personId = existingEntity('PERSON', membership.person, persons, owners);
        const courseId = existingEntity('COURSE', membership.course, courses, owners);
        const id = membershipId(personId, courseId);
        ids.push(id);
        facts.set(id, latest({ id, personId, courseId, asOf: now }, membership, facts.get(id)));
      }
      await writeMemberships(sql, this.database, 'ROSTER', tenantId, [...facts.values()], now);
      const rows = await this.stores.memberships.byIds(
        wholeTenant(tenantId),
        [...facts.keys()],
        sql,
      );
      await this.versions.raise(sql, [tenantId], 'FACTS');
      return inOrder(ids, rows);
    });
  }

  private async upsert(
    sql: Sql,
    kind: EntityKind,
    tenantId: string,
    inputs: readonly EntityInput[],
    now: SqlTime,
  ): Promise<readonly string[]> {
    const slots = inputs.flatMap(({ identifiers, whenFree }) => [
      ...identifiers,
      ...(whenFree ? [whenFree] : []),
    ]);
    const parents = inputs.flatMap(({ parent }) => parent ?? []);
    const keys = [...slots.map(({ key }) => key), ...keysOf(parents)];
    const sole = new Set(inputs.flatMap(({ soleNumber }) => soleNumber ?? []));
    const numbered = await this.stores.courses.firstByNumbers(
      wholeTenant(tenantId),
      [...sole],
      sql,
    );
    const assignment = assignEntities(kind, inputs, {
      ids: await this.existing(sql, kind, tenantId, [...inputs, ...parents]),
      owners: await this.stores.identifiers.owners(tenantId, keys, sql),
      numbers: new Map([...numbered].map(([number, { id }]) => [number, id])),
    });
    const { named, entityIds } = assignment;
    // Somebody else named one of them first: the transaction begins again, and finds whom it names now.
    if (!(await this.stores.identifiers.add(tenantId, named, now, sql))) {
      throw new UnavailableError('ROLLED_BACK', 'an identifier was given to somebody meanwhile');
    }
    const facts = factsOf(inputs, assignment, now);
    await writeEntities(sql, this.database, 'ROSTER', kind, tenantId, facts, now);
    if (kind === 'PERSON' && named.length > 0) await this.attribute(sql, tenantId, named);
    const overwrites = [...facts.keys()].some((id) => !assignment.made.has(id));
    if (overwrites) await this.versions.raise(sql, [tenantId], 'FACTS');
    return entityIds;
  }

  /** Which of the ids that were given are there; asks nothing where none was given. */
  private async existing(
    sql: Sql,
    kind: EntityKind,
    tenantId: string,
    names: readonly { readonly id: string | null }[],
  ): Promise<Set<string>> {
    const store = kind === 'PERSON' ? this.stores.persons : this.stores.courses;
    const rows = await store.byIds(wholeTenant(tenantId), idsOf(names), sql);
    return new Set(rows.map(({ id }) => id));
  }
}

function latest(
  pair: Omit<MembershipFacts, 'roles' | 'status'>,
  said: CheckedMembership,
  before: MembershipFacts | undefined,
): MembershipFacts {
  return { ...pair, roles: said.roles, status: said.status ?? before?.status ?? null };
}

function keysOf(names: readonly EntityName[]): string[] {
  return names.flatMap(({ identifier }) => (identifier ? [identifier.key] : []));
}

/** Every id was written or found in this transaction, so each has its row. */
function inOrder<T extends { readonly id: string }>(
  ids: readonly string[],
  rows: readonly T[],
): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) as T);
}
