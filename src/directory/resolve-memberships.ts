import type { SqlTime } from '../kernel/timestamp';
import type { Database, Sql } from '../storage/database';
import { inList, listsOf } from '../storage/in-list';
import type { KnownMembership } from './known-roster';
import { membershipId } from './membership-id';
import { rolesText } from './roles-text';
import type { MembershipSlot } from './roster-batch';
import type { Recollection } from './roster-memory';
import { type Difference, isStale } from './roster-merge';
import type { NewsList } from './roster-news';
import { type MembershipFacts, writeMemberships } from './roster-rows';

/** Memberships that are stored, by id. */
export type KnownMemberships = ReadonlyMap<string, KnownMembership>;

/** Finds the memberships of a batch whose persons and courses are known by now: one statement, or none. */
export async function readMemberships(
  sql: Sql,
  tenantId: string,
  slots: readonly MembershipSlot[],
  recollection: Recollection | null,
): Promise<KnownMemberships> {
  const recalled = recollection ? recall(slots, recollection) : new Map<string, KnownMembership>();
  const missing = [...byMembership(slots).keys()].filter((id) => !recalled.has(id));
  return new Map([...recalled, ...(await readKnown(sql, tenantId, missing))]);
}

/** Says of each slot which membership it is, and what was known of its roles. */
export function fillMemberships(slots: readonly MembershipSlot[], known: KnownMemberships): void {
  for (const [id, group] of byMembership(slots)) {
    const row = known.get(id);
    const isStated = group.some(({ stated }) => stated !== null);
    for (const slot of group) {
      slot.knownRoles = row?.roles ?? null;
      slot.membershipId = row || isStated ? id : null;
    }
  }
}

/** Makes or updates those that the batch states and that are news. */
export async function writeMembershipNews(
  sql: Sql,
  database: Database,
  tenantId: string,
  slots: readonly MembershipSlot[],
  known: KnownMemberships,
  now: SqlTime,
  list: NewsList,
): Promise<void> {
  const news: MembershipFacts[] = [];
  for (const [id, group] of byMembership(slots)) {
    const row = known.get(id);
    const stated = newestOf(group);
    if (!stated) continue;
    const { person, course } = group[0] as MembershipSlot;
    const facts: MembershipFacts = {
      id,
      personId: person.entityId as string,
      courseId: course.entityId as string,
      roles: rolesText(stated.roles),
      status: stated.status,
      asOf: stated.asOf,
    };
    if (list.enter(id, row ? differenceOf(facts, row) : null, facts.asOf)) news.push(facts);
  }
  await writeMemberships(sql, database, 'EVENT', tenantId, news, now);
}

/** The slots of each membership that both persons and courses are known of, by its id. */
export function byMembership(slots: readonly MembershipSlot[]): Map<string, MembershipSlot[]> {
  const groups = new Map<string, MembershipSlot[]>();
  for (const slot of slots) {
    if (slot.person.entityId === null || slot.course.entityId === null) continue;
    const id = (slot.pairId ??= membershipId(slot.person.entityId, slot.course.entityId));
    const group = groups.get(id);
    if (group) group.push(slot);
    else groups.set(id, [slot]);
  }
  return groups;
}

/** What the group states, the newest first: gaps of the newer are filled by the older. */
function newestOf(group: readonly MembershipSlot[]): MembershipSlot['stated'] {
  const stated = group
    .flatMap((slot) => slot.stated ?? [])
    .sort((a, b) => (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : 0));
  const [newest] = stated;
  if (!newest) return null;
  return {
    asOf: newest.asOf,
    roles: stated.find(({ roles }) => roles.length > 0)?.roles ?? [],
    status: stated.find(({ status }) => status !== null)?.status ?? null,
  };
}

function differenceOf(facts: MembershipFacts, row: KnownMembership): Difference {
  const newer = facts.asOf >= row.asOf;
  const roles = { said: spoken(facts.roles), stored: spoken(row.roles) };
  let fills = false;
  for (const { said, stored } of [roles, { said: facts.status, stored: row.status }]) {
    if (said === null || said === stored) continue;
    if (stored === null) fills = true;
    else if (newer) return 'OTHER';
  }
  if (fills) return 'GAP';
  return isStale(row.asOf, facts.asOf) ? 'AGE' : 'NONE';
}

/** Roles that say something. */
function spoken(roles: string): string | null {
  return roles === '[]' ? null : roles;
}

function recall(
  slots: readonly MembershipSlot[],
  recollection: Recollection,
): Map<string, KnownMembership> {
  const known = new Map<string, KnownMembership>();
  for (const slot of slots) {
    const { person, course } = slot;
    if (person.entityId === null || course.entityId === null) continue;
    const row = recollection.membership(person.entityId, course.entityId);
    if (!row || (slot.stated && isStale(row.asOf, slot.stated.asOf))) continue;
    slot.pairId = row.id;
    known.set(row.id, row);
  }
  return known;
}

async function readKnown(
  sql: Sql,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, KnownMembership>> {
  const known = new Map<string, KnownMembership>();
  for (const part of listsOf(ids)) {
    const list = inList(part);
    const rows = await sql.rows<KnownMembership>(
      'directory.known-memberships',
      `SELECT id, roles, status, as_of AS asOf FROM membership WHERE tenant_id = ? AND id IN ${list.text}`,
      [tenantId, ...list.values],
    );
    for (const row of rows) known.set(row.id, row);
  }
  return known;
}
