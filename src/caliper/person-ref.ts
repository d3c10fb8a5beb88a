import { isObject, type Json, type JsonObject } from '../kernel/json';
import { type IdentifierRef, MAX_NAME, type PersonRef } from '../kernel/roster';
import { type ReadingContext, resolve } from './context';
import {
  extensionIdentifier,
  iriIdentifier,
  joinIdentifiers,
  plainIdentifier,
  siteOf,
} from './identifier';
import { isStorable, nodeId, objectOf, textOf } from './node';

/** Of a list that a sender wrote, no more than this many entries are read. */
export const MAX_LIST = 1000;

/**
 * The person that an object or a bare IRI names, in whatever place a person is required.
 * @returns null when it has no identifier that names one person.
 */
export function personRef(entity: Json | undefined, context: ReadingContext): PersonRef | null {
  const node = resolve(entity, context);
  const id = nodeId(entity);
  const iri = iriIdentifier(id, context.sensor);
  if (node === null) return iri === null ? null : { identifiers: [iri] };
  const extensions = objectOf(node, 'extensions');
  const others = otherIdentifiers(node, context);
  const bb = bbUserIdentifiers(extensions, siteOf(id) ?? context.system);
  const identifiers = joinIdentifiers(iri === null ? [] : [iri], [...bb, ...others]);
  if (identifiers.length === 0) return null;
  const email = others.find(({ type }) => type === 'EMAIL')?.value ?? textOf(node, 'email');
  return {
    identifiers,
    name: nameOf(node, 'name'),
    givenName: nameOf(node, 'givenName') ?? nameOf(node, 'firstName'),
    familyName: nameOf(node, 'familyName') ?? nameOf(node, 'lastName'),
    email: kept(email),
  };
}

/** The user identifiers among Blackboard's extensions; `bb:user.externalId` is the batch_uid. */
export function bbUserIdentifiers(
  extensions: JsonObject | null,
  system: string,
): (IdentifierRef | null)[] {
  if (extensions === null) return [];
  return [
    extensionIdentifier(extensions, 'bb:user.id', 'BB_USER_ID', system),
    extensionIdentifier(extensions, 'bb:user.externalId', 'BB_USER_EXTERNAL_ID', system),
  ];
}

/** The identifiers of Caliper 1.2's SystemIdentifier entities (section 3.3, otherIdentifiers). */
export function otherIdentifiers(node: JsonObject, context: ReadingContext): IdentifierRef[] {
  const list = node.otherIdentifiers;
  if (!Array.isArray(list)) return [];
  const found: IdentifierRef[] = [];
  for (const entry of list.slice(0, MAX_LIST)) {
    if (!isObject(entry)) continue;
    const kind = textOf(entry, 'identifierType') ?? 'Other';
    const source = nodeId(entry.source) ?? context.sensor;
    const ref =
      kind === 'EmailAddress'
        ? plainIdentifier('EMAIL', '', entry.identifier)
        : plainIdentifier('OTHER', `${source}/${kind}`, entry.identifier);
    if (ref !== null) found.push(ref);
  }
  return found;
}

/** A name, title or the like as the directory may keep it: never cut, left out where it does not fit. */
export function nameOf(node: JsonObject, key: string): string | null {
  return kept(textOf(node, key));
}

function kept(text: string | null): string | null {
  return text !== null && text.length <= MAX_NAME && isStorable(text) ? text : null;
}

/** Two refs of the same person as one: what the first does not say, the second does. */
export function joinPersons(one: PersonRef, other: PersonRef): PersonRef {
  const identifiers = joinIdentifiers(one.identifiers, other.identifiers);
  const saysMore = other.name ?? other.givenName ?? other.familyName ?? other.email ?? null;
  if (identifiers === one.identifiers && saysMore === null) return one;
  return {
    identifiers,
    name: one.name ?? other.name,
    givenName: one.givenName ?? other.givenName,
    familyName: one.familyName ?? other.familyName,
    email: one.email ?? other.email,
  };
}
