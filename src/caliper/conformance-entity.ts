import { isObject, type JsonObject } from '../kernel/json';
import { shown } from '../kernel/problem';
import { checkIri, checkOwnId } from './entity-id';
import { checkKind, onlyAnonymous } from './entity-kind';
import { checkEnum } from './enum-checks';
import { nodeTypeIri } from './node';
import { a, anyOf, came } from './phrase';
import { Spot } from './spot';
import { CALIPER, type TypeTerm, typeTerm } from './term';
import { checkAge, checkUnknownType } from './type-checks';
import { checkUnknownProperty } from './unknown-property';
import { checkPrimitive } from './value-checks';
import { entityType } from './vocabulary/entity-types';
import type { PropertyRule } from './vocabulary/property-rule';

const KEYWORDS: ReadonlySet<string> = new Set(['@context', '@id', '@type', 'id', 'type']);
const ENTITY: TypeTerm = { namespace: CALIPER, term: 'Entity' };
const NO_RULES: ReadonlyMap<string, PropertyRule> = new Map();

/**
 * Checks an entity where one stands in an event or another entity: an object, or the IRI of one that was
 * described before (Caliper 1.2 section 3.5). `expected` are the types that it may have or be below.
 */
export function checkReference(value: unknown, expected: readonly string[], spot: Spot): void {
  const whole = onlyAnonymous(expected);
  if (typeof value === 'string' && !whole) checkIri(value, spot);
  else if (isObject(value)) checkEntity(value, expected, spot);
  else {
    const form = whole ? 'an object' : 'an object or an IRI';
    spot.wrong('NOT_AN_ENTITY', `${anyOf(expected)}, as ${form}`, value);
  }
}

/** Checks one entity and everything in it. No `expected` leaves its type open. */
export function checkEntity(entity: JsonObject, expected: readonly string[], spot: Spot): void {
  const iri = nodeTypeIri(entity);
  if (iri === null) {
    checkNoType(entity, expected, spot);
    return checkProperties(entity, { namespace: CALIPER, term: expected[0] ?? 'Entity' }, spot);
  }
  const type = typeTerm(iri);
  const known = entityType(type);
  const ofType = new Spot(`${spot.path}/type`, spot.subject, spot.scope);
  if (Array.isArray(entity.type ?? entity['@type'])) {
    const message = `type of ${spot.subject} should be one string; an array came`;
    ofType.doubt('SEVERAL_TYPES', message, 'one string', 'an array');
  }
  if (!known?.row.anonymous) {
    const key = 'id' in entity || !('@type' in entity) ? 'id' : '@id';
    checkOwnId(entity.id ?? entity['@id'], spot.at(key, `id of ${a(shown(type.term))}`));
  }
  if (known) {
    checkKind(type, expected, ofType);
    checkAge(known.row, type.term, ofType);
  } else checkUnknownType(iri, spot.at('type', `type of ${spot.subject}`));
  checkProperties(entity, type, spot);
}

function checkNoType({ type = null }: JsonObject, expected: readonly string[], spot: Spot): void {
  const required = expected.length > 0 ? anyOf(expected) : 'as in Person';
  const what = type === null ? 'nothing' : came(type);
  const message = `${spot.subject} must have a type: ${required}; ${what} came`;
  spot.at('type', spot.subject).fault('REQUIRED', message, required, what);
}

function checkProperties(entity: JsonObject, type: TypeTerm, spot: Spot): void {
  const known = entityType(type);
  const rules = (known ?? entityType(ENTITY))?.properties ?? NO_RULES;
  const holder = a(shown(type.term));
  const { lenient, dialect, issues } = spot.scope;
  for (const key in entity) {
    if (issues.exhausted) return;
    if (KEYWORDS.has(key)) continue;
    const rule = rules.get(key);
    if (rule && (lenient || !rule.only1_0)) {
      checkProperty(entity[key], rule, spot.at(key, `${key} of ${holder}`));
    } else if (known) checkUnknownProperty(key, entity, holder, rules.keys(), spot);
  }
  if (!known || dialect !== 'V1P2') return;
  for (const [key, { required }] of rules) {
    const value = required ? entity[key] : '';
    if (value === undefined || value === null) spot.at(key, `${key} of ${holder}`).missing(value);
  }
}

function checkProperty(value: unknown, rule: PropertyRule, spot: Spot): void {
  if (value === null) {
    // A required one is reported with the absent ones.
    if (!rule.required || spot.scope.dialect !== 'V1P2') spot.empty();
  } else if (!rule.many) checkOne(value, rule, spot);
  else if (!Array.isArray(value)) spot.wrong('NOT_A_LIST', 'an array', value);
  else checkItems(value, rule, spot);
}

function checkItems(list: readonly unknown[], rule: PropertyRule, spot: Spot): void {
  for (const [at, one] of list.entries()) {
    if (spot.scope.issues.exhausted) return;
    checkOne(one, rule, spot.item(at));
  }
}

function checkOne(value: unknown, { value: must }: PropertyRule, spot: Spot): void {
  if (must.kind === 'ENTITY') checkReference(value, must.types, spot);
  else if (must.kind === 'ENUM') checkEnum(must.name, value, spot);
  else checkPrimitive(must.primitive, value, spot);
}
