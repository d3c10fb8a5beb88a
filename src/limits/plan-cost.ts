import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  valueFromASTUntyped,
} from 'graphql';
import { argumentSize, eventCount, itemCount, type Size } from './argument-size';
import { conditions } from './conditions';
import type { CostPlan, FieldPlan, GroupPlan, SelectionPlan } from './cost-plan';
import {
  ASSUMED_SIZES,
  EVENT_ARGUMENTS,
  FIELD_WEIGHTS,
  SIZED_LISTS,
  TEXT_WEIGHTS,
} from './field-weights';

const WEIGHTS: Readonly<Record<string, number>> = { ...FIELD_WEIGHTS, ...TEXT_WEIGHTS };
const TEXTS = new Set(['raw', 'rawText', 'data', 'extensions', 'publisherEventData']);

/**
 * Works out once what the cost of an operation depends on. The document must be valid, and its shape within
 * the limits. As large as the document: what a fragment costs is planned once, wherever it is spread.
 */
export function planCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): CostPlan {
  return new Planner(schema, document).plan(operation);
}

class Planner {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly planned = new Map<string, SelectionPlan>();
  private hasText = false;
  private leaves = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
  ) {
    for (const one of document.definitions) {
      if (one.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(one.name.value, one);
    }
  }

  plan(operation: OperationDefinitionNode): CostPlan {
    const root = this.schema.getRootType(operation.operation);
    const selection = root
      ? this.selection(operation.selectionSet, root)
      : { fields: [], groups: [] };
    const defaults = new Map<string, unknown>();
    for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
      if (defaultValue) defaults.set(variable.name.value, valueFromASTUntyped(defaultValue));
    }
    return { selection, defaults, hasText: this.hasText, leaves: this.leaves };
  }

  private selection(set: SelectionSetNode, type: GraphQLCompositeType): SelectionPlan {
    const plan: SelectionPlan = { fields: [], groups: [] };
    for (const one of set.selections) {
      if (one.kind === Kind.FIELD) {
        const field = this.field(one, type);
        if (field) plan.fields.push(field);
      } else if (one.kind === Kind.INLINE_FRAGMENT) {
        const inner = this.named(one.typeCondition?.name.value, type);
        plan.groups.push({
          ...this.group(inner, type, one.directives),
          selection: this.selection(one.selectionSet, inner),
        });
      } else {
        const fragment = this.fragments.get(one.name.value);
        if (!fragment) continue;
        const inner = this.named(fragment.typeCondition.name.value, type);
        plan.groups.push({
          ...this.group(inner, type, one.directives),
          selection: this.fragment(fragment, inner),
        });
      }
    }
    return plan;
  }

  private fragment(node: FragmentDefinitionNode, type: GraphQLCompositeType): SelectionPlan {
    const known = this.planned.get(node.name.value);
    if (known) return known;
    const plan = this.selection(node.selectionSet, type);
    this.planned.set(node.name.value, plan);
    return plan;
  }

  private named(name: string | undefined, otherwise: GraphQLCompositeType): GraphQLCompositeType {
    const type = name === undefined ? otherwise : this.schema.getType(name);
    return isCompositeType(type) ? type : otherwise;
  }

  private group(
    inner: GraphQLCompositeType,
    outer: GraphQLCompositeType,
    directives: readonly DirectiveNode[] = [],
  ): Omit<GroupPlan, 'selection'> {
    const when = conditions(directives);
    if (inner === outer || !isAbstractType(outer)) return { types: null, when };
    const types = isAbstractType(inner) ? this.schema.getPossibleTypes(inner) : [inner];
    return { types: types.map(({ name }) => name), when };
  }

  private field(node: FieldNode, parent: GraphQLCompositeType): FieldPlan | null {
    const name = node.name.value;
    const field = fieldOf(parent, name);
    if (!field) return null;
    const type = getNamedType(field.type);
    const weight = this.weight(parent, field, isCompositeType(type) ? 1 : 0);
    const below =
      isCompositeType(type) && node.selectionSet ? this.selection(node.selectionSet, type) : null;
    if (!below) this.leaves += 1;
    if (!below && TEXTS.has(name)) this.hasText = true;
    // What neither costs nor holds anything is left out of the plan: most of a document.
    if (weight === 0 && !below) return null;
    const coordinate = `${parent.name}.${name}`;
    const events = eventsOf(coordinate, node);
    const assumed = ASSUMED_SIZES[coordinate];
    const size = events ?? argumentSize(field, node.arguments ?? []);
    return {
      weight,
      size: size ?? (assumed === undefined ? null : () => assumed),
      isList: isListType(getNullableType(field.type)),
      sized: SIZED_LISTS.has(name),
      events,
      when: conditions(node.directives),
      below,
    };
  }

  private weight(
    parent: GraphQLCompositeType,
    { name }: GraphQLField<unknown, unknown>,
    plain: number,
  ): number {
    const types =
      isObjectType(parent) || isInterfaceType(parent)
        ? [parent, ...parent.getInterfaces()]
        : [parent];
    for (const type of types) {
      const weight = WEIGHTS[`${type.name}.${name}`];
      if (weight !== undefined) return weight;
    }
    return plain;
  }
}

function fieldOf(
  parent: GraphQLCompositeType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  for (const meta of [SchemaMetaFieldDef, TypeMetaFieldDef]) if (meta.name === name) return meta;
  return isUnionType(parent) ? undefined : parent.getFields()[name];
}

function eventsOf(coordinate: string, node: FieldNode): Size | null {
  const name = EVENT_ARGUMENTS[coordinate];
  const value = node.arguments?.find((one) => one.name.value === name)?.value;
  if (!value) return null;
  if (name !== 'envelope') return itemCount(value);
  if (value.kind === Kind.VARIABLE) return (variable) => eventCount(variable(value.name.value));
  return (variable) => eventCount(valueFromASTUntyped(value, proxyOf(variable)));
}

/** Literals may hold variables; graphql asks for them by name. */
function proxyOf(variable: (name: string) => unknown): Record<string, unknown> {
  return new Proxy({}, { get: (_, name) => variable(String(name)) });
}
