import { type PropertyRule, propertyRule } from './property-rule';
import type { Dialect } from '../dialect';
import { words } from './words';

/** One type of entity: its direct supertypes and the properties that it adds to theirs. */
export interface EntityRow {
  readonly since: Dialect;
  readonly supertypes: readonly string[];
  readonly properties: ReadonlyMap<string, PropertyRule>;
  /** True for parts of entities that have no identity: they need no id. */
  readonly anonymous: boolean;
  /** What to use instead, where 1.1 deprecated it. */
  readonly deprecated: string | null;
}

/** What a row may say beyond its supertypes and properties. */
export interface EntityMore {
  readonly since?: Dialect;
  readonly anonymous?: boolean;
  readonly deprecated?: string;
}

/** Reads one row: supertypes as words, properties as the cells of `propertyRule`. */
export function entityRow(
  supertypes: string,
  properties: Readonly<Record<string, string>> = {},
  { since = 'V1P0', anonymous = false, deprecated }: EntityMore = {},
): EntityRow {
  return {
    since,
    anonymous,
    deprecated: deprecated ?? null,
    supertypes: words(supertypes),
    properties: new Map(
      Object.entries(properties).map(([name, cell]) => [name, propertyRule(cell)]),
    ),
  };
}
