import { type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** What an operation asks of one field; a resolver's GraphQLResolveInfo is one. */
export interface Asked {
  readonly fieldNodes: readonly FieldNode[];
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

/** Fields by name, with what is asked of each. */
export type FieldsAsked = ReadonlyMap<string, Asked>;

/**
 * The fields that are asked of what a field answers. Aliases are resolved, fragments on any type are opened,
 * `@skip` and `@include` are not looked at: never less than what will be resolved, at times more.
 */
export function fieldsAsked({ fieldNodes, fragments }: Asked): FieldsAsked {
  const found = new Map<string, { fieldNodes: FieldNode[]; fragments: Asked['fragments'] }>();
  const opened = new Set<string>();
  const open = ({ selections }: SelectionSetNode): void => {
    for (const one of selections) {
      if (one.kind === Kind.INLINE_FRAGMENT) {
        open(one.selectionSet);
      } else if (one.kind === Kind.FIELD) {
        const known = found.get(one.name.value);
        if (known) known.fieldNodes.push(one);
        else found.set(one.name.value, { fieldNodes: [one], fragments });
      } else if (!opened.has(one.name.value)) {
        opened.add(one.name.value);
        const fragment = fragments[one.name.value];
        if (fragment) open(fragment.selectionSet);
      }
    }
  };
  for (const { selectionSet } of fieldNodes) if (selectionSet) open(selectionSet);
  return found;
}

/** The fields that are asked of the nodes of a connection; none when only its pageInfo or cursors are. */
export function nodeFieldsAsked(connection: Asked): FieldsAsked {
  const edges = fieldsAsked(connection).get('edges');
  const node = edges && fieldsAsked(edges).get('node');
  return node ? fieldsAsked(node) : new Map();
}

/**
 * Reads something out of what is asked, once for each place of a document: nothing for the other parents of
 * the same list, and nothing for an operation that comes again while the server holds its document.
 */
export function lookAhead<T extends object>(read: (asked: Asked) => T): (info: Asked) => T {
  const known = new WeakMap<object, T>();
  return (info) => {
    const { fieldNodes } = info;
    // A field that is asked in several places of one selection has a list of nodes for itself.
    const place = fieldNodes.length === 1 ? (fieldNodes[0] as FieldNode) : fieldNodes;
    let found = known.get(place);
    if (!found) {
      found = read(info);
      known.set(place, found);
    }
    return found;
  };
}
