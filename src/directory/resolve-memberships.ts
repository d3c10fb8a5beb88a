import type { SqlTime } from '../kernel/timestamp';
import type { Database, Sql } from '../storage/database';
import { inList, listsOf } from '../storage/in-list';
import { membershipId } from './membership-id';
import { rolesText } from './roles-text';
import type { MembershipSlot } from './roster-batch';
import { isStale } from './roster-merge';
import { type MembershipFacts, writeMemberships } from './roster-rows';

/** A membership as it is stored. */
interface KnownMembership {
  readonly id: string;
  readonly roles: string;
  readonly status: string | null;
  readonly asOf: SqlTime;
}

/** Memberships that are stored, by id. */
export type KnownMemberships = ReadonlyMap<string, KnownMembership>;

/** Finds the memberships of a batch whose persons and courses are known by now: one statement. */
export function readMemberships(
  sql: Sql,
  tenantId: string,
  slots: readonly MembershipSlot[],
): Promise<KnownMemberships> {
  return readKnown(sql, tenantId, [...byMembership(slots).keys()]);
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
    if (!row || isNews(facts, row)) news.push(facts);
  }
  await writeMemberships(sql, database, 'EVENT', tenantId, news, now);
}

function byMembership(slots: readonly MembershipSlot[]): Map<string, MembershipSlot[]> {
  const groups = new Map<string, MembershipSlot[]>();
  for (const slot of slots) {
    if (slot.person.entityId === null || slot.course.entityId === null) continue;
    const id = membershipId(slot.person.entityId, slot.course.entityId);
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

function isNews(facts: MembershipFacts, row: KnownMembership): boolean {
  const newer = facts.asOf >= row.asOf;
  const saysRoles = facts.roles !== '[]';
  if (saysRoles && facts.roles !== row.roles && (newer || row.roles === '[]')) return true;
  const { status } = facts;
  if (status !== null && status !== row.status && (newer || row.status === null)) return true;
  return isStale(row.asOf, facts.asOf);
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
