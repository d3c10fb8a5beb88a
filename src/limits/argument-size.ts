import {
  type ArgumentNode,
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  isEnumType,
  isListType,
  Kind,
  type ValueNode,
} from 'graphql';
import { isObject } from '../kernel/json';
import { DEFAULT_PAGE, MAX_PAGE } from '../kernel/page';

/** How many rows a field answers, by its arguments and the variables of a request. */
export type Size = (variable: (name: string) => unknown) => number;

const SLICING = new Set(['first', 'last', 'limit']);

/**
 * The size that a field's arguments ask for; null where none of them tells one. Pages are clamped to what a
 * page may be: a negative number, null or a text counts as a page that names no size, and is refused later.
 */
export function argumentSize(
  field: GraphQLField<unknown, unknown>,
  given: readonly ArgumentNode[],
): Size | null {
  const nodes = new Map(given.map((one) => [one.name.value, one.value]));
  const pages = field.args.filter(({ name }) => SLICING.has(name));
  if (pages.length > 0) {
    const read = pages.flatMap(({ name }) => pageSize(nodes.get(name)));
    return (variable) => Math.max(...read.map((one) => one(variable)), 0) || DEFAULT_PAGE;
  }
  const lists = field.args.filter(isSizedList).flatMap(({ name }) => nodes.get(name) ?? []);
  if (lists.length === 0) return null;
  const read = lists.map((node) => itemCount(node));
  return (variable) => Math.max(...read.map((one) => one(variable)));
}

/** `[HubEventInput!]!`, `[_Any!]!`, `[ID!]!`; what is grouped by says nothing of how many rows come. */
function isSizedList({ type }: GraphQLArgument): boolean {
  return isListType(getNullableType(type)) && !isEnumType(getNamedType(type));
}

function pageSize(node: ValueNode | undefined): Size[] {
  if (node === undefined) return [];
  if (node.kind === Kind.VARIABLE) return [(variable) => clamped(variable(node.name.value))];
  const size = clamped(node.kind === Kind.INT ? Number(node.value) : null);
  return [() => size];
}

/** 0 where no size is told. */
function clamped(size: unknown): number {
  return typeof size === 'number' && size > 0 ? Math.min(Math.ceil(size), MAX_PAGE) : 0;
}

/** How many items a list argument has; an item that stands for a list of one counts as one. */
export function itemCount(node: ValueNode): Size {
  if (node.kind === Kind.VARIABLE) {
    return (variable) => {
      const value = variable(node.name.value);
      return Array.isArray(value) ? value.length : 1;
    };
  }
  const count = node.kind === Kind.LIST ? node.values.length : 1;
  return () => count;
}

/** How many events a JSON body has: envelopes hold theirs in `data`. */
export function eventCount(body: unknown): number {
  const bodies: readonly unknown[] = Array.isArray(body) ? body : [body];
  let count = 0;
  for (const one of bodies) {
    const data = isObject(one) ? one['data'] : null;
    count += Array.isArray(data) ? data.length : 1;
  }
  return count;
}
