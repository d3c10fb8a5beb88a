import { isObject, type Json, type JsonObject } from '../kernel/json';
import { contextsOf } from './dialect';
import { siteOf } from './identifier';
import { nodeId, nodeType, objectOf } from './node';
import { BLACKBOARD } from './term';

/** Finds the describe of an IRI that came in the same body. */
export type Described = (iri: string) => JsonObject | undefined;

/** What an entity is, as far as persons and courses go; UNKNOWN for a bare IRI that nothing describes. */
export type Kind = 'PERSON' | 'COURSE' | 'GROUP' | 'MEMBERSHIP' | 'OTHER' | 'UNKNOWN';

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['Person', 'PERSON'],
  ['Course', 'COURSE'],
  ['CourseOffering', 'COURSE'],
  ['CourseSection', 'COURSE'],
  ['Group', 'GROUP'],
  ['Membership', 'MEMBERSHIP'],
]);

/** Where an event may say more about an IRI that it also names bare. */
const PLACES = ['actor', 'group', 'membership', 'session', 'federatedSession', 'edApp', 'object'];

/** All that an entity's surroundings say about it. */
export interface ReadingContext {
  /** The envelope's sensor, or ''. */
  readonly sensor: string;
  /** Where Blackboard's ids are unique when the entity's own IRI names no site. */
  readonly system: string;
  /** True where courseNumber is the batch_uid. */
  readonly blackboard: boolean;
  /** The object that an IRI stands for, if this event or body has it. */
  readonly find: Described;
}

/** The surroundings of an event's or describe's entities. */
export function readingContext(
  root: JsonObject,
  sensor: string | null,
  described?: Described,
): ReadingContext {
  const nodes = PLACES.map((place) => objectOf(root, place));
  const site = nodes.reduce<string | null>(
    (found, node) => {
      return found ?? (node === null ? null : siteOf(nodeId(node)));
    },
    siteOf(nodeId(root)),
  );
  return {
    sensor: sensor ?? '',
    system: site ?? sensor ?? '',
    blackboard: isBlackboard(root) || nodes.some((node) => node !== null && isBlackboard(node)),
    find: (iri) => within(nodes, iri) ?? described?.(iri),
  };
}

/** The object that an entity is or that its IRI stands for; null when only its IRI is known. */
export function resolve(entity: Json | undefined, context: ReadingContext): JsonObject | null {
  if (isObject(entity)) return entity;
  return typeof entity === 'string' && entity !== '' ? (context.find(entity) ?? null) : null;
}

/** What an entity is; null for none at all. */
export function kindOf(entity: Json | undefined, context: ReadingContext): Kind | null {
  const node = resolve(entity, context);
  if (node === null) return typeof entity === 'string' && entity !== '' ? 'UNKNOWN' : null;
  const type = nodeType(node);
  if (type !== null) return KINDS.get(type.term) ?? 'OTHER';
  const id = nodeId(node);
  const told = id === null || typeof entity === 'string' ? undefined : context.find(id);
  return told === undefined || told === node ? 'UNKNOWN' : kindOf(told, SILENT);
}

const SILENT: ReadingContext = { sensor: '', system: '', blackboard: false, find: () => undefined };

function within(nodes: readonly (JsonObject | null)[], iri: string): JsonObject | undefined {
  for (const node of nodes) {
    if (node === null) continue;
    for (const candidate of [
      node,
      node.member,
      node.organization,
      node.user,
      node.subOrganizationOf,
    ]) {
      if (isObject(candidate) && nodeId(candidate) === iri && nodeType(candidate)) return candidate;
    }
  }
  return undefined;
}

function isBlackboard(node: JsonObject): boolean {
  if (nodeType(node)?.namespace === BLACKBOARD) return true;
  for (const key in objectOf(node, 'extensions')) if (key.startsWith('bb:')) return true;
  return contextsOf(node).some((iri) => iri.startsWith('http://caliper.blackboard.com/'));
}
