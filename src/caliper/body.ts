import { CodedError } from '../kernel/coded-error';
import { excessOfText } from '../kernel/excess-of-text';
import {
  type Excess,
  excessOf,
  isObject,
  type Json,
  type JsonBounds,
  type JsonObject,
  MAX_JSON_DEPTH,
  MAX_JSON_VALUES,
  saidOfExcess,
} from '../kernel/json';
import { error, type Problem, shown } from '../kernel/problem';
import * as envelopes from './envelope';
import { type BodyPart, parsedPart, textPart } from './body-part';
import type { CaliperEnvelope } from './envelope';
import { parsedJson, readJsonText } from './json-text';

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
  /** Members and elements of one item, at all its levels; 20,000 when not said. */
  readonly maxValues?: number;
  /** Takes secrets out of a text before anything of it is kept. @param isJson whether JSON.parse takes it. */
  readonly redact?: (text: string, isJson: boolean) => string;
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
  const said = parsedJson(text);
  const kept = limits.redact?.(text, said !== undefined) ?? text;
  // Most texts hold no secret, and have been read.
  const isRead = said !== undefined && kept === text;
  const { value, problems } = isRead ? { value: said, problems: [] } : readJsonText(kept);
  return problems.length > 0
    ? [unreadable(kept, envelopes.NO_ENVELOPE, problems)]
    : read(textPart(value, kept), limits);
}

/**
 * Reads the text of one item that was cut out of its envelope, byte for byte: an envelope that is too large
 * to be held as a whole is read so.
 * @param head the members of the envelope besides its data; what is wrong with them is said of each item.
 */
export function readItemText(text: string, head: JsonObject, limits: BodyLimits = {}): CaliperItem {
  const envelope = envelopes.envelopeOf(head);
  const { value, problems } = readJsonText(text);
  const all = [...envelopes.envelopeProblems({ ...head, data: [value] }, ''), ...problems];
  if (all.length > 0) return unreadable(text, envelope, all);
  const reader = new ItemReader(boundsOf(limits));
  reader.take(textPart(value, text), '', envelope);
  return reader.items[0] as CaliperItem;
}

function unreadable(text: string, envelope: CaliperEnvelope, problems: Problem[]): CaliperItem {
  return { kind: 'UNREADABLE', index: 0, path: '', envelope, text, problems };
}

function read(body: BodyPart, limits: BodyLimits): CaliperItem[] {
  const { value } = body;
  requireAtMost(limits.maxItems ?? 5000, value);
  const reader = new ItemReader(boundsOf(limits));
  if (Array.isArray(value) && value.length > 0) {
    body.parts(value).forEach((part, at) => reader.open(part, `/${at}`));
  } else if (isObject(value)) reader.open(body, '');
  else reader.refuse(body, '', envelopes.NO_ENVELOPE, [noBody(value)]);
  return reader.items;
}

class ItemReader {
  readonly items: CaliperItem[] = [];

  constructor(private readonly bounds: JsonBounds) {}

  /** Takes an envelope's items, or the part itself where it is none. */
  open(part: BodyPart, path: string): void {
    const { value } = part;
    if (!isObject(value) || !envelopes.looksLikeEnvelope(value)) {
      this.take(part, path, envelopes.NO_ENVELOPE);
      return;
    }
    const envelope = envelopes.envelopeOf(value);
    const problems = envelopes.envelopeProblems(value, path);
    if (problems.length > 0) {
      this.refuse(part, path, envelope, problems);
      return;
    }
    const data = part.memberParts(value.data as Json[], 'data');
    if (data === null) {
      this.refuse(part, path, envelope, [
        envelopes.invalid(`${path}/data`, 'data', 'there once', 'the same key twice'),
      ]);
      return;
    }
    data.forEach((datum, at) => this.take(datum, `${path}/data/${at}`, envelope));
  }

  refuse(part: BodyPart, path: string, envelope: CaliperEnvelope, problems: Problem[]): void {
    const index = this.items.length;
    this.items.push({ kind: 'UNREADABLE', index, path, envelope, text: part.text(), problems });
  }

  /** Takes one item. */
  take(part: BodyPart, path: string, envelope: CaliperEnvelope): void {
    const { value } = part;
    const text = part.text();
    const excess = this.excess(value, text);
    if (!isObject(value)) this.refuse(part, path, envelope, [notAnObject(path, value)]);
    else if (excess) this.refuse(part, path, envelope, [tooMuch(path, excess, this.bounds)]);
    else {
      const kind = envelopes.looksLikeEvent(value) ? 'EVENT' : 'ENTITY';
      const index = this.items.length;
      this.items.push({ kind, index, path, envelope, value, text });
    }
  }

  /** A large text is looked at before its value: it is where the time would go. */
  private excess(value: Json, text: string): Excess | null {
    return excessOfText(text, this.bounds) ?? excessOf(value, this.bounds);
  }
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

function boundsOf({ maxDepth, maxValues }: BodyLimits): JsonBounds {
  return { depth: maxDepth ?? MAX_JSON_DEPTH, values: maxValues ?? MAX_JSON_VALUES };
}

function tooMuch(path: string, excess: Excess, bounds: JsonBounds): Problem {
  const { required, came } = saidOfExcess(excess, bounds);
  const code = excess === 'DEPTH' ? 'PAYLOAD_TOO_DEEP' : 'PAYLOAD_TOO_LARGE';
  return error(code, path, `An item may have ${required}; it has ${came}`, { required });
}
