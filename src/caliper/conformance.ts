import {
  type Excess,
  excessOf,
  type JsonBounds,
  type JsonObject,
  MAX_JSON_DEPTH,
  MAX_JSON_VALUES,
  saidOfExcess,
} from '../kernel/json';
import { error, type Problem } from '../kernel/problem';
import { checkContext } from './conformance-context';
import { checkEntity } from './conformance-entity';
import { checkEvent } from './conformance-event';
import { type Scope, scopeOf, type WrittenNumbers } from './conformance-scope';
import { type CaliperEnvelope, looksLikeEvent, NO_ENVELOPE } from './envelope';
import { IssueList } from './issue-list';
import { Spot } from './spot';

/** What stands around an item. */
export interface ConformanceContext {
  /** The envelope that it came in; without one it must say by itself which version it is. */
  readonly envelope?: CaliperEnvelope;
  /** JSON pointer of the item, put before the paths of its issues; empty when not said. */
  readonly path?: string;
  /** How the body's numbers were written, where its text is at hand. */
  readonly numbers?: WrittenNumbers | null;
}

/**
 * Everything that one event or entity, as parsed JSON, does otherwise than the standard asks, or than
 * its dialect is known to do: errors first, at most 1,000. One that is too large to be looked at (`excessIn`)
 * has that as its one issue.
 */
export function conformanceOf(item: JsonObject, context: ConformanceContext = {}): Problem[] {
  const issues = new IssueList();
  const excess = excessIn(item, context.path ?? '');
  if (excess) issues.take(excess);
  else checkItem(item, context, issues);
  return issues.reported();
}

const BOUNDS: JsonBounds = { depth: MAX_JSON_DEPTH, values: MAX_JSON_VALUES };
const CODES: Readonly<Record<Excess, string>> = {
  DEPTH: 'PAYLOAD_TOO_DEEP',
  VALUES: 'PAYLOAD_TOO_LARGE',
  KEY: 'PAYLOAD_TOO_LARGE',
};

/** What is said of an item that nests too deep, or holds too much, to be looked at; null of any other. */
export function excessIn(item: JsonObject, path: string): Problem | null {
  const excess = excessOf(item, BOUNDS);
  if (!excess) return null;
  const { required, came } = saidOfExcess(excess, BOUNDS);
  const message = `an item may have ${required}; it has ${came}, and was not checked`;
  return error(CODES[excess], path, message, { required });
}

/** The same, for an item of bearable size, into a list that a whole body shares. */
export function checkItem(item: JsonObject, context: ConformanceContext, issues: IssueList): Scope {
  const { envelope = NO_ENVELOPE, path = '', numbers = null } = context;
  const scope = scopeOf(item, envelope, numbers, issues);
  checkContext(item, path, scope);
  if (looksLikeEvent(item)) checkEvent(item, path, scope);
  else checkEntity(item, [], new Spot(path, 'a described entity', scope));
  return scope;
}
