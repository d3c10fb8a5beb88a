import { words } from './words';

/** What a value may be that is neither an entity nor one of an enumeration. */
const PRIMITIVES = [
  'String',
  'Integer',
  'Decimal',
  'Boolean',
  'DateTime',
  'Duration',
  'Map',
  'Any',
] as const;
export type Primitive = (typeof PRIMITIVES)[number];

/** The enumerations of the standard that a property may be bound to. */
const ENUM_NAMES = [
  'Role',
  'Status',
  'Metric',
  'IdentifierType',
  'MessageType',
  'Profile',
] as const;
export type EnumName = (typeof ENUM_NAMES)[number];

/** What one property of an entity must be. */
export interface PropertyRule {
  readonly value:
    | { readonly kind: 'PRIMITIVE'; readonly primitive: Primitive }
    | { readonly kind: 'ENUM'; readonly name: EnumName }
    | { readonly kind: 'ENTITY'; readonly types: readonly string[] };
  /** True where an array is required. */
  readonly many: boolean;
  /** True where 1.2 requires it. */
  readonly required: boolean;
  /** True for what 1.1 took away: it is looked at in 1.0 and Blackboard's dialect only. */
  readonly only1_0: boolean;
}

/**
 * Reads a cell: the type, then `[]` for a list, `!` for required in 1.2, ` @1.0` for what 1.1 took
 * away. `Person`, `String[]`, `Attempt!`, `Questionnaire|QuestionnaireItem[]`, `Decimal @1.0`.
 * @throws Error for a cell that cannot be read: a fault in the table, found when the module is loaded.
 */
export function propertyRule(cell: string): PropertyRule {
  const match = /^([A-Za-z|]+)(\[\])?(!)?( @1\.0)?$/.exec(cell);
  if (!match) throw new Error(`a property is written as in Attempt!, String[]; ${cell} came`);
  const [, type = '', many, required, old] = match;
  return {
    value: valueOf(type),
    many: many !== undefined,
    required: required !== undefined,
    only1_0: old !== undefined,
  };
}

function valueOf(type: string): PropertyRule['value'] {
  const primitive = PRIMITIVES.find((name) => name === type);
  if (primitive) return { kind: 'PRIMITIVE', primitive };
  const name = ENUM_NAMES.find((one) => one === type);
  return name ? { kind: 'ENUM', name } : { kind: 'ENTITY', types: words(type) };
}
