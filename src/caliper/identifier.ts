import type { Json, JsonObject } from '../kernel/json';
import { type IdentifierRef, type IdentifierType, MAX_IDENTIFIER } from '../kernel/roster';
import { namesOneThing } from '../kernel/shared-iri';
import { isStorable, textOf } from './node';
import { BLACKBOARD, CALIPER, typeTerm } from './term';

/**
 * True for an id that names one thing, so that two events that hold it speak of the same. False for
 * blank nodes, for anonymous ids (Caliper 1.2 section 3.2: the IRI of the type itself), and for what real
 * senders write when they know no id: a path without its last segment, `unknown/unknown`.
 */
export function isShared(id: string): boolean {
  if (id === '' || id.length > MAX_IDENTIFIER || !isStorable(id)) return false;
  return namesOneThing(id) && !isAnonymous(id);
}

function isAnonymous(id: string): boolean {
  if (!id.startsWith('http://')) return ANONYMOUS_WORDS.has(id);
  const { namespace } = typeTerm(id);
  return namespace === CALIPER || namespace === BLACKBOARD;
}

const ANONYMOUS_WORDS: ReadonlySet<string> = new Set([
  'Agent',
  'CourseOffering',
  'CourseSection',
  'Group',
  'Membership',
  'Organization',
  'Person',
]);

/**
 * The identifier that an entity's id is. An absolute IRI is unique everywhere; a bare word or number
 * only at the sensor that sent it.
 */
export function iriIdentifier(id: string | null, sensor: string): IdentifierRef | null {
  if (id === null || !isShared(id)) return null;
  return { type: 'IRI', system: id.includes(':') ? '' : sensor, value: id };
}

/** The identifier that an extension such as `bb:user.id` holds. */
export function extensionIdentifier(
  extensions: JsonObject | null,
  key: string,
  type: IdentifierType,
  system: string,
): IdentifierRef | null {
  const value = extensions === null ? null : textOf(extensions, key);
  return value === null ? null : plainIdentifier(type, system, value);
}

/** An identifier of any kind but an IRI; null where the store could not hold it as it is. */
export function plainIdentifier(
  type: IdentifierType,
  system: string,
  value: Json | undefined,
): IdentifierRef | null {
  if (typeof value !== 'string' || value === '') return null;
  const fits = value.length <= MAX_IDENTIFIER && system.length <= MAX_IDENTIFIER;
  return fits && isStorable(value) && isStorable(system) ? { type, system, value } : null;
}

/** The Blackboard site in an IRI (`…/sites/{site}/users/…`); null where there is none. */
export function siteOf(iri: string | null): string | null {
  if (iri === null) return null;
  const start = iri.indexOf('/sites/') + 7;
  if (start < 7) return null;
  const end = iri.indexOf('/', start);
  return iri.slice(start, end < 0 ? undefined : end) || null;
}

/** True when two lists name the same entity: by their IRIs where both have one, else by any identifier. */
export function isSameEntity(
  one: readonly IdentifierRef[],
  other: readonly IdentifierRef[],
): boolean {
  const [first] = one;
  const [second] = other;
  if (first?.type === 'IRI' && second?.type === 'IRI') return isSameIdentifier(first, second);
  return one.some((mine) => other.some((theirs) => isSameIdentifier(mine, theirs)));
}

function isSameIdentifier(one: IdentifierRef, other: IdentifierRef): boolean {
  return one.value === other.value && one.type === other.type && one.system === other.system;
}

const ORDER: Readonly<Record<IdentifierType, number>> = {
  IRI: 0,
  BB_USER_ID: 1,
  BB_COURSE_ID: 1,
  BB_USER_EXTERNAL_ID: 2,
  BB_COURSE_EXTERNAL_ID: 2,
  COURSE_NUMBER: 3,
  EMAIL: 4,
  PARTICIPANT_ID: 5,
  OTHER: 6,
};

/** Several an entity may have in one system; of the rest the first one stands. */
const MANY: ReadonlySet<IdentifierType> = new Set(['EMAIL', 'PARTICIPANT_ID', 'OTHER']);

/**
 * Both lists without repetitions, in the order that decides: the IRI first. Gives back `known` itself
 * where nothing is new: a hundred events of an envelope repeat each other's people.
 */
export function joinIdentifiers(
  known: readonly IdentifierRef[],
  more: readonly (IdentifierRef | null)[],
): readonly IdentifierRef[] {
  let joined: IdentifierRef[] | null = null;
  let inOrder = true;
  for (const next of more) {
    if (next === null || repeats(joined ?? known, next)) continue;
    joined ??= [...known];
    const last = joined.at(-1);
    if (last && ORDER[last.type] > ORDER[next.type]) inOrder = false;
    joined.push(next);
  }
  if (joined === null || inOrder) return joined ?? known;
  return joined.sort((one, other) => ORDER[one.type] - ORDER[other.type]);
}

function repeats(known: readonly IdentifierRef[], next: IdentifierRef): boolean {
  for (const one of known) {
    if (one.type !== next.type || one.system !== next.system) continue;
    if (one.value === next.value || !MANY.has(next.type)) return true;
  }
  return false;
}
