import { CodedError } from '../kernel/coded-error';
import { deeperThan, isObject, type Json, type JsonObject, MAX_JSON_DEPTH } from '../kernel/json';
import { error, type Problem, shown } from '../kernel/problem';
import * as envelopes from './envelope';
import type { CaliperEnvelope } from './envelope';
import { cutArray, cutMemberArray, cutValue, type Span } from './json-cutter';
import { locateError } from './repair';
import { stringify } from './stringify';

export type { CaliperEnvelope };

/** One thing that a body holds: an event, an entity sent apart (a describe), or what is neither. */
export type CaliperItem =
  | {
      readonly kind: 'EVENT' | 'ENTITY';
      /** Its place among all items of the body, from 0. */
      readonly index: number;
      /** JSON pointer (RFC 6901) from the root of the body. */
      readonly path: string;
      readonly envelope: CaliperEnvelope;
      readonly value: JsonObject;
      /** The item as it came, without the white space around it. */
      readonly text: string;
    }
  | {
      readonly kind: 'UNREADABLE';
      readonly index: number;
      readonly path: string;
      readonly envelope: CaliperEnvelope;
      readonly text: string;
      readonly problems: Problem[];
    };

/** How much a body may hold. */
export interface BodyLimits {
  /** Items of all envelopes together; 5,000 when not said. */
  readonly maxItems?: number;
  /** Levels of nesting of one item; 30 when not said. */
  readonly maxDepth?: number;
}

/** A value and its raw text, cut out only when asked for. */
interface Part {
  readonly value: Json;
  text(): string;
  /** The parts of an array, or of an envelope's data. */
  parts(values: readonly Json[], key?: 'data'): Part[];
}

/**
 * Reads a body that came as JSON: an envelope, an array of envelopes, an event, an array of events, or
 * a mixture (Caliper 1.2 section 3). What cannot be read is an item too; its neighbours are not hurt.
 * @throws CodedError TOO_MANY_EVENTS when there are more items than `limits.maxItems`.
 */
export function readBody(value: unknown, limits: BodyLimits = {}): CaliperItem[] {
  return read(parsedPart((value === undefined ? null : value) as Json), limits);
}

/**
 * Reads a body that came as text, and gives each item its own text, byte for byte.
 * Text that is no JSON is one UNREADABLE item with the problem MALFORMED_JSON and its position.
 * @throws CodedError TOO_MANY_EVENTS when there are more items than `limits.maxItems`.
 */
export function readBodyText(text: string, limits: BodyLimits = {}): CaliperItem[] {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    const found = locateError(text) ?? { line: 1, column: 1, offset: 0, message: 'no JSON' };
    const { message, ...place } = found;
    const problems = [error('MALFORMED_JSON', '', message, place)];
    const envelope = envelopes.NO_ENVELOPE;
    return [{ kind: 'UNREADABLE', index: 0, path: '', envelope, text, problems }];
  }
  return read(textPart(value, text, cutValue(text)), limits);
}

function parsedPart(value: Json): Part {
  return {
    value,
    text: () => stringify(value),
    parts: (values) => values.map(parsedPart),
  };
}

function textPart(value: Json, text: string, span: Span): Part {
  return {
    value,
    text: () => text.slice(span.start, span.end),
    parts: (values, key) => {
      const spans = key ? cutMemberArray(text, span.start, key) : cutArray(text, span.start);
      return values.map((item, at) => textPart(item, text, spans[at] as Span));
    },
  };
}

function read(body: Part, limits: BodyLimits): CaliperItem[] {
  const { value } = body;
  requireAtMost(limits.maxItems ?? 5000, value);
  const items: CaliperItem[] = [];
  const maxDepth = limits.maxDepth ?? MAX_JSON_DEPTH;
  const refuse = (part: Part, path: string, envelope: CaliperEnvelope, problems: Problem[]) =>
    items.push({
      kind: 'UNREADABLE',
      index: items.length,
      path,
      envelope,
      text: part.text(),
      problems,
    });
  const take = (part: Part, path: string, envelope: CaliperEnvelope) => {
    const { value: item } = part;
    if (!isObject(item)) return refuse(part, path, envelope, [notAnObject(path, item)]);
    if (deeperThan(item, maxDepth)) return refuse(part, path, envelope, [tooDeep(path, maxDepth)]);
    const kind = envelopes.looksLikeEvent(item) ? 'EVENT' : 'ENTITY';
    return items.push({
      kind,
      index: items.length,
      path,
      envelope,
      value: item,
      text: part.text(),
    });
  };
  const open = (part: Part, path: string) => {
    const { value: item } = part;
    if (!isObject(item) || !envelopes.looksLikeEnvelope(item)) {
      return take(part, path, envelopes.NO_ENVELOPE);
    }
    const envelope = envelopes.envelopeOf(item);
    const problems = envelopes.envelopeProblems(item, path);
    if (problems.length > 0) return refuse(part, path, envelope, problems);
    const data = part.parts(item.data as Json[], 'data');
    return data.forEach((datum, at) => take(datum, `${path}/data/${at}`, envelope));
  };
  if (Array.isArray(value) && value.length > 0) {
    body.parts(value).forEach((part, at) => open(part, `/${at}`));
  } else if (isObject(value)) open(body, '');
  else refuse(body, '', envelopes.NO_ENVELOPE, [noBody(value)]);
  return items;
}

function requireAtMost(maxItems: number, body: Json): void {
  const count = (Array.isArray(body) ? body : [body]).reduce<number>((sum, part) => {
    const holdsMany =
      isObject(part) && envelopes.looksLikeEnvelope(part) && Array.isArray(part.data);
    return sum + (holdsMany ? (part.data as Json[]).length : 1);
  }, 0);
  if (count <= maxItems) return;
  const message = `A body may hold at most ${maxItems} events; ${count} came`;
  throw new CodedError('TOO_MANY_EVENTS', message, { required: maxItems, came: count });
}

function noBody(value: Json): Problem {
  const required = 'an envelope, an event, or an array of them';
  return envelopes.invalid('', 'The body', required, shown(value));
}

function notAnObject(path: string, value: Json): Problem {
  const came = shown(value);
  const message = `An event or entity must be an object; ${came} came`;
  return error('NOT_AN_OBJECT', path, message, { required: 'an object', came });
}

function tooDeep(path: string, limit: number): Problem {
  const message = `An item may nest ${limit} levels deep; it nests deeper`;
  return error('PAYLOAD_TOO_DEEP', path, message, { required: `at most ${limit} levels` });
}
