import { CodedError } from '../kernel/coded-error';
import { type EntityReference, keyText } from '../kernel/entity-reference';
import { isObject } from '../kernel/json';
import type { EntityKind, IdentifierRef } from '../kernel/roster';
import { checkedIdentifier } from './checked-identifier';
import type { DirectoryContext } from './directory-context';
import type { IdentifierInput } from './types/identifier.input';

const IDENTIFIER = 'identifier { type system value }';
const LONGEST_ID = 36;
const LONGEST_NUMBER = 256;

/** How other subgraphs name what the directory knows; the first key is the one that routers prefer. */
export const DIRECTORY_REFERENCES: readonly EntityReference<DirectoryContext>[] = [
  {
    type: 'Person',
    key: 'id',
    find: (value, { directory }) => byText(value, LONGEST_ID, directory.personById),
  },
  {
    type: 'Person',
    key: IDENTIFIER,
    find: (value, { directory }) => byName('PERSON', value, (name) => directory.personNamed(name)),
  },
  {
    type: 'Course',
    key: 'id',
    find: (value, { directory }) => byText(value, LONGEST_ID, directory.courseById),
  },
  {
    type: 'Course',
    key: 'courseNumber',
    find: (value, { directory }) => byText(value, LONGEST_NUMBER, directory.courseByNumber),
  },
  {
    type: 'Course',
    key: IDENTIFIER,
    find: (value, { directory }) =>
      byName('COURSE', value, (name) => directory.courseByIdentifier.load(name)),
  },
  {
    type: 'Membership',
    key: 'id',
    find: (value, { directory }) => byText(value, LONGEST_ID, directory.membershipById),
  },
];

interface Loads<T> {
  load(key: string): Promise<T | null>;
}

function byText<T>(value: unknown, longest: number, loader: Loads<T>) {
  const key = keyText(value, longest);
  return key === null ? null : loader.load(key);
}

/** Any of an entity's identifiers finds it. */
function byName<T>(
  kind: EntityKind,
  value: unknown,
  find: (name: IdentifierRef) => Promise<T | null>,
) {
  const ref = identifierOf(kind, value);
  return ref === null ? null : find(ref);
}

function identifierOf(kind: EntityKind, value: unknown): IdentifierRef | null {
  if (!isObject(value) || typeof value['type'] !== 'string' || typeof value['value'] !== 'string')
    return null;
  if (typeof (value['system'] ?? '') !== 'string') return null;
  try {
    return checkedIdentifier(kind, value as unknown as IdentifierInput, '').ref;
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}
