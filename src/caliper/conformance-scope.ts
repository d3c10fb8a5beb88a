import { isObject, type JsonObject } from '../kernel/json';
import { contextsOf, type Dialect, dialectOf } from './dialect';
import type { CaliperEnvelope } from './envelope';
import type { IssueList } from './issue-list';
import { nodeTypeIri } from './node';
import { BLACKBOARD, typeTerm } from './term';
import { BLACKBOARD_EXTENSIONS } from './vocabulary/blackboard';
import { BLACKBOARD_CONTEXT, EXTENSION_CONTEXTS } from './vocabulary/contexts';
import { eventType } from './vocabulary/event-types';

/** A number's text in the body, by JSON pointer; JSON.parse cannot tell `12` from `12.0`. */
export type WrittenNumbers = ReadonlyMap<string, string>;

/** What the rules need to know of the item that they look at. */
export interface Scope {
  readonly dialect: Dialect;
  /** True where a profile extension of 1.1 brings terms of 1.2. */
  readonly extended: boolean;
  /** True for Blackboard Learn's dialects and 1.0: what they do otherwise is doubtful, not wrong. */
  readonly lenient: boolean;
  readonly envelope: CaliperEnvelope;
  readonly numbers: WrittenNumbers | null;
  readonly issues: IssueList;
}

/** The scope of one item of a body. */
export function scopeOf(
  item: JsonObject,
  envelope: CaliperEnvelope,
  numbers: WrittenNumbers | null,
  issues: IssueList,
): Scope {
  const dialect = dialectOf(item, envelope.dataVersion);
  const contexts = contextsOf(item);
  return {
    dialect,
    extended: contexts.some((iri) => EXTENSION_CONTEXTS.has(iri)),
    lenient: dialect === 'V1P0' || isBlackboard(item, contexts),
    envelope,
    numbers,
    issues,
  };
}

function isBlackboard(item: JsonObject, contexts: readonly string[]): boolean {
  if (contexts.includes(BLACKBOARD_CONTEXT)) return true;
  const iri = nodeTypeIri(item);
  const type = iri === null ? null : typeTerm(iri);
  if (type?.namespace === BLACKBOARD) return true;
  // Blackboard Learn's standard events are known by the keys of its extensions.
  return (
    type !== null &&
    eventType(type) !== undefined &&
    ['actor', 'object'].some((part) => marked(item[part]))
  );
}

function marked(entity: unknown): boolean {
  const extensions = isObject(entity) ? entity.extensions : null;
  return (
    isObject(extensions) &&
    Object.keys(extensions)
      .slice(0, 20)
      .some((key) => BLACKBOARD_EXTENSIONS.has(key))
  );
}
