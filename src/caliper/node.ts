import { isObject, type Json, type JsonObject } from '../kernel/json';
import { typeTerm, type TypeTerm } from './term';

/** Longest type, action, role or profile that is kept, in UTF-16 units (Caliper 1.2 asks for 256). */
export const MAX_TERM = 256;

/** A member that holds text; null for everything else, empty text included. */
export function textOf(node: JsonObject, key: string): string | null {
  const value = node[key];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A member that holds an object; null for everything else. */
export function objectOf(node: JsonObject | null, key: string): JsonObject | null {
  const value = node?.[key];
  return isObject(value) ? value : null;
}

/** The id of an entity or event: the text itself for a bare IRI, else its `id`, else its `@id` (1.0). */
export function nodeId(value: Json | undefined): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return isObject(value) ? (textOf(value, 'id') ?? textOf(value, '@id')) : null;
}

/** The type as it was sent: `type`, else `@type` (1.0); the first where JSON-LD lists several. */
export function nodeTypeIri(node: JsonObject): string | null {
  return firstText(node.type) ?? firstText(node['@type']);
}

/** The type as a term; null where there is none, or one longer than MAX_TERM. */
export function nodeType(node: JsonObject): TypeTerm | null {
  const iri = nodeTypeIri(node);
  if (iri === null) return null;
  const type = typeTerm(iri);
  return type.term.length > MAX_TERM ? null : type;
}

/** True for text that every store can hold as it is: no U+0000, no lone surrogate. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function firstText(value: Json | undefined): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first : null;
}
