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

const STANDARD = resolved(ENTITIES);
const LEARN = resolved(BLACKBOARD_ENTITIES);

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

function resolved(table: Readonly<Record<string, EntityRow>>): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  for (const name of Object.keys(table)) resolve(name, table, known);
  return known;
}

function resolve(
  name: string,
  table: Readonly<Record<string, EntityRow>>,
  known: Map<string, Known>,
): Known {
  const before = known.get(name);
  if (before) return before;
  const row = table[name] ?? ENTITIES[name];
  if (!row) throw new Error(`a supertype must be an entity type of the tables; ${name} came`);
  const above = row.supertypes.map((supertype) =>
    supertype === name || !(supertype in table)
      ? resolve(supertype, ENTITIES, new Map())
      : resolve(supertype, table, known),
  );
  const found: Known = {
    row,
    ancestry: new Set([name, ...above.flatMap(({ ancestry }) => [...ancestry])]),
    properties: new Map([
      ...above.toReversed().flatMap((one) => [...one.properties]),
      ...row.properties,
    ]),
  };
  known.set(name, found);
  return found;
}
