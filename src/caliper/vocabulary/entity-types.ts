import { BLACKBOARD, CALIPER, type TypeTerm } from '../term';
import { BLACKBOARD_ENTITIES } from './blackboard';
import { ENTITIES } from './entities';
import type { EntityRow } from './entity-row';
import type { PropertyRule } from './property-rule';

interface Known {
  readonly row: EntityRow;
  /** The type itself and everything above it. */
  readonly ancestry: ReadonlySet<string>;
  /** Own and inherited; the nearest declaration wins. */
  readonly properties: ReadonlyMap<string, PropertyRule>;
}

const STANDARD = new Map<string, Known>();
for (const name of Object.keys(ENTITIES)) standardType(name);

const LEARN = new Map(
  Object.entries(BLACKBOARD_ENTITIES).map(([name, row]) => [name, resolved(name, row)]),
);

/** The names of the properties that hold a number in some type. */
export const NUMERIC_PROPERTIES: ReadonlySet<string> = new Set(
  [...STANDARD.values(), ...LEARN.values()].flatMap(({ properties }) =>
    [...properties].filter(([, { value }]) => isNumeric(value)).map(([name]) => name),
  ),
);

/** What is known of an entity type; undefined for types that no table holds. */
export function entityType({ namespace, term }: TypeTerm): Known | undefined {
  if (namespace === CALIPER) return STANDARD.get(term);
  return namespace === BLACKBOARD ? LEARN.get(term) : undefined;
}

/** True when the type is one of `expected` or below one of them. */
export function isAnyOf(type: Known, expected: readonly string[]): boolean {
  return expected.some((name) => type.ancestry.has(name));
}

function isNumeric(value: PropertyRule['value']): boolean {
  return (
    value.kind === 'PRIMITIVE' && (value.primitive === 'Integer' || value.primitive === 'Decimal')
  );
}

function standardType(name: string): Known {
  const known = STANDARD.get(name);
  if (known) return known;
  const row = ENTITIES[name];
  if (!row) throw new Error(`a supertype must be one of the entity types; ${name} came`);
  const type = resolved(name, row);
  STANDARD.set(name, type);
  return type;
}

function resolved(name: string, row: EntityRow): Known {
  const above = row.supertypes.map(standardType);
  return {
    row,
    ancestry: new Set([name, ...above.flatMap(({ ancestry }) => [...ancestry])]),
    // The first supertype goes before the others, and the type itself before all.
    properties: new Map([
      ...above.toReversed().flatMap(({ properties }) => [...properties]),
      ...row.properties,
    ]),
  };
}
