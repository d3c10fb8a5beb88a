import { isObject, type Json, type JsonObject } from '../kernel/json';
import type { PersonRef } from '../kernel/roster';
import { kindOf, type ReadingContext, resolve } from './context';
import { iriIdentifier, joinIdentifiers, plainIdentifier, siteOf } from './identifier';
import { nodeId, objectOf } from './node';
import { MAX_LIST, personRef } from './person-ref';

const MAX_TEXT = 1_000_000;

/**
 * The people of a group: its `members` (Caliper 1.2 section 3.3, Group) and Blackboard's
 * `bb:group.users`, which holds `[{id, uuid, batchUid}]` as a list, or as a list written into a text.
 * At most MAX_LIST of each are read.
 */
export function groupUsers(
  group: Json | undefined,
  event: JsonObject,
  context: ReadingContext,
): PersonRef[] {
  const node = resolve(group, context);
  const found: PersonRef[] = [];
  const add = (person: PersonRef | null) => {
    if (person !== null) found.push(person);
  };
  const groupIri = nodeId(group);
  for (const extensions of [objectOf(node, 'extensions'), objectOf(event, 'extensions')]) {
    for (const user of listOf(extensions?.['bb:group.users'])) add(bbUser(user, groupIri, context));
  }
  if (node !== null && kindOf(node, context) === 'GROUP') {
    for (const member of membersOf(node)) add(personRef(member, context));
  }
  return found;
}

/** The members of a group or course, as they were sent. */
export function membersOf(organization: JsonObject): Json[] {
  return Array.isArray(organization.members) ? organization.members.slice(0, MAX_LIST) : [];
}

function bbUser(user: Json, groupIri: string | null, context: ReadingContext): PersonRef | null {
  if (!isObject(user)) return null;
  const system = siteOf(groupIri) ?? context.system;
  const identifiers = joinIdentifiers(
    [],
    [
      iriIdentifier(userIri(user.uuid, groupIri), context.sensor),
      plainIdentifier('BB_USER_ID', system, user.id),
      plainIdentifier('BB_USER_EXTERNAL_ID', system, user.batchUid ?? user.batchUId),
    ],
  );
  return identifiers.length === 0 ? null : { identifiers };
}

/** Blackboard's IRI of a user is its site's, then `/users/` and the uuid: the one that actors have. */
function userIri(uuid: Json | undefined, groupIri: string | null): string | null {
  const site = siteOf(groupIri);
  if (site === null || groupIri === null || typeof uuid !== 'string') return null;
  if (!/^[0-9a-zA-Z_-]{1,64}$/.test(uuid)) return null;
  const end = groupIri.indexOf('/sites/') + '/sites/'.length + site.length;
  return `${groupIri.slice(0, end)}/users/${uuid}`;
}

function listOf(value: Json | undefined): Json[] {
  const list = typeof value === 'string' && value.length <= MAX_TEXT ? parsed(value) : value;
  return Array.isArray(list) ? list.slice(0, MAX_LIST) : [];
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
