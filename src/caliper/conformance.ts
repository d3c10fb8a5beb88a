import { deeperThan, type JsonObject, MAX_JSON_DEPTH } from '../kernel/json';
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
 * its dialect is known to do: errors first, at most 1,000. One that nests deeper than MAX_JSON_DEPTH has
 * PAYLOAD_TOO_DEEP and is not looked at further.
 */
export function conformanceOf(item: JsonObject, context: ConformanceContext = {}): Problem[] {
  const issues = new IssueList();
  if (deeperThan(item, MAX_JSON_DEPTH)) issues.take(tooDeep(context.path ?? ''));
  else checkItem(item, context, issues);
  return issues.reported();
}

/** What is said of an item that nests too deep to be looked at. */
export function tooDeep(path: string): Problem {
  const message = `an item may nest ${MAX_JSON_DEPTH} levels deep; it nests deeper, and was not checked`;
  return error('PAYLOAD_TOO_DEEP', path, message, { required: `at most ${MAX_JSON_DEPTH} levels` });
}

/** The same, for an item of bearable depth, into a list that a whole body shares. */
export function checkItem(item: JsonObject, context: ConformanceContext, issues: IssueList): Scope {
  const { envelope = NO_ENVELOPE, path = '', numbers = null } = context;
  const scope = scopeOf(item, envelope, numbers, issues);
  checkContext(item, path, scope);
  if (looksLikeEvent(item)) checkEvent(item, path, scope);
  else checkEntity(item, [], new Spot(path, 'a described entity', scope));
  return scope;
}
