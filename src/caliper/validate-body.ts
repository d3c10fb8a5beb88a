import { deeperThan, isObject, type Json, type JsonObject, MAX_JSON_DEPTH } from '../kernel/json';
import { error, type Problem, shown } from '../kernel/problem';
import { readBodyText } from './body';
import { checkItem, excessIn } from './conformance';
import { checkEnvelope } from './conformance-envelope';
import type { ConformanceItem, ConformanceReport } from './conformance-report';
import type { WrittenNumbers } from './conformance-scope';
import {
  type CaliperEnvelope,
  envelopeOf,
  looksLikeEnvelope,
  looksLikeEvent,
  NO_ENVELOPE,
} from './envelope';
import { idProblems } from './id-problems';
import { IssueList } from './issue-list';
import { nodeTypeIri } from './node';
import { whatItIsInstead } from './not-caliper';
import { came } from './phrase';
import { NUMERIC_PROPERTIES } from './vocabulary/entity-types';
import { writtenNumbers } from './written-numbers';

/** How many events and entities of one body are looked at: as many as one body may hold. */
const MAX_ITEMS = 5000;

const BODY = 'an envelope, an event, a described entity, or an array of them';

/**
 * Says of a whole body, as parsed JSON, everything that it does otherwise than the standard asks: an
 * envelope, an array of envelopes, an event, an entity, or an array of those. Never throws.
 */
export function validateBody(value: unknown): ConformanceReport {
  return new BodyCheck(null).run((value ?? null) as Json);
}

/**
 * The same for a body's text. Text that is no JSON is one ERROR, MALFORMED_JSON, with its position. The
 * text shows two things more: an integer written `2.0`, and (1.2) a decimal written `2`.
 */
export function validateText(text: string): ConformanceReport {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return new BodyCheck(null).unreadable(text);
  }
  const isDeep = deeperThan(value, MAX_JSON_DEPTH + 3);
  return new BodyCheck(isDeep ? null : () => writtenNumbers(text, NUMERIC_PROPERTIES)).run(value);
}

class BodyCheck {
  private readonly issues = new IssueList();
  private readonly items: ConformanceItem[] = [];
  private envelopes = 0;
  private seen = 0;
  private read: WrittenNumbers | null = null;

  /** @param readNumbers reads the whole text: not before there is an item to check. */
  constructor(private readonly readNumbers: (() => WrittenNumbers) | null) {}

  run(body: Json): ConformanceReport {
    if (Array.isArray(body) && body.length > 0)
      body.forEach((part, at) => this.part(part, `/${at}`));
    else this.part(body, '');
    if (this.seen > MAX_ITEMS) this.issues.take(tooMany(this.seen));
    return this.report();
  }

  unreadable(text: string): ConformanceReport {
    for (const item of readBodyText(text)) {
      if (item.kind === 'UNREADABLE') item.problems.forEach((problem) => this.issues.take(problem));
    }
    return this.report();
  }

  private part(part: Json, path: string): void {
    if (!isObject(part) || !looksLikeEnvelope(part)) return this.item(part, path, NO_ENVELOPE);
    this.envelopes += 1;
    checkEnvelope(part, path, this.issues);
    const data = part.data ?? [];
    const envelope = envelopeOf(part);
    if (!Array.isArray(data)) return this.item(data, `${path}/data`, envelope);
    data.forEach((item, at) => this.item(item, `${path}/data/${at}`, envelope));
  }

  private item(item: Json, path: string, envelope: CaliperEnvelope): void {
    this.seen += 1;
    if (this.seen > MAX_ITEMS || this.issues.exhausted) return;
    if (!isObject(item)) return this.refuse(item, path, envelope);
    const excess = excessIn(item, path);
    if (excess) return this.issues.take(excess);
    const instead = whatItIsInstead(item);
    if (instead) return this.issues.add('ERROR', instead.code, path, instead.message, BODY);
    this.check(item, path, envelope);
  }

  private check(item: JsonObject, path: string, envelope: CaliperEnvelope): void {
    const before = this.issues.count('ERROR');
    const numbers = (this.read ??= this.readNumbers?.() ?? null);
    const { dialect } = checkItem(item, { envelope, path, numbers }, this.issues);
    for (const problem of idProblems(item)) {
      this.issues.take({ ...problem, path: path + problem.path });
    }
    const type = nodeTypeIri(item);
    this.items.push({
      path,
      kind: looksLikeEvent(item) ? 'EVENT' : 'ENTITY',
      type: type === null ? null : shown(type),
      dialect,
      conformant: this.issues.count('ERROR') === before && !this.issues.exhausted,
    });
  }

  private refuse(item: Json, path: string, envelope: CaliperEnvelope): void {
    const instead = whatItIsInstead(item);
    const bare = envelope === NO_ENVELOPE;
    const required = bare ? BODY : 'an event or a described entity';
    const what = `${bare ? 'a body' : 'an item of data'} must be ${required}`;
    const message = instead?.message ?? `${what}; ${came(item)} came`;
    this.issues.add('ERROR', instead?.code ?? 'NOT_AN_OBJECT', path, message, required, came(item));
  }

  private report(): ConformanceReport {
    const { issues, items } = this;
    const events = items.filter(({ kind }) => kind === 'EVENT').length;
    return {
      conformant: issues.count('ERROR') === 0 && !issues.exhausted,
      envelopes: this.envelopes,
      events,
      entities: items.length - events,
      errors: issues.count('ERROR'),
      warnings: issues.count('WARNING'),
      infos: issues.count('INFO'),
      items,
      issues: issues.reported(),
      truncated: issues.truncated,
    };
  }
}

function tooMany(came: number): Problem {
  const message = `a body may hold ${MAX_ITEMS} events and entities; ${came} came, the rest was not checked`;
  return error('TOO_MANY_EVENTS', '', message, {
    required: `at most ${MAX_ITEMS}`,
    came: String(came),
  });
}
