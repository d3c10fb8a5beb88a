import { type ASTNode, type DocumentNode, Kind, parse, parseType, print, visit } from 'graphql';

/**
 * A schema with one thing of it changed.
 * @param coordinate a type, or a type and its field: `Course.courseNumber`.
 * @param change gives what stands in its place; null removes it.
 * @throws when there is no such thing.
 */
function changed(
  sdl: string,
  coordinate: string,
  change: (node: ASTNode) => ASTNode | null,
): string {
  let hits = 0;
  const [type, field] = coordinate.split('.');
  const hit = (node: ASTNode): ASTNode | null => {
    hits += 1;
    return change(node);
  };
  const document = visit<DocumentNode>(parse(sdl), {
    enter(node) {
      if (!('name' in node) || node.name?.value !== type) return undefined;
      if (!/Definition$/.test(node.kind) || node.kind === Kind.FIELD_DEFINITION) return undefined;
      if (field === undefined) return hit(node);
      return visit(node, {
        FieldDefinition: (one) => (one.name.value === field ? hit(one) : false),
      }) as ASTNode;
    },
  });
  if (hits !== 1) throw new Error(`one ${coordinate} was required; the schema has ${hits}`);
  return print(document);
}

/** Without a field. */
export function withoutField(sdl: string, coordinate: string): string {
  return changed(sdl, coordinate, () => null);
}

/** Without a directive on a type or field, however often it stands there. */
export function withoutDirective(sdl: string, coordinate: string, directive: string): string {
  return changed(sdl, coordinate, (node) => {
    const directives = 'directives' in node ? (node.directives ?? []) : [];
    const left = directives.filter(({ name }) => name.value !== directive);
    if (left.length === directives.length) throw new Error(`${coordinate} has no @${directive}`);
    return { ...node, directives: left } as ASTNode;
  });
}

/** With another type of a field. */
export function withType(sdl: string, coordinate: string, type: string): string {
  return changed(sdl, coordinate, (node) => ({ ...node, type: parseType(type) }) as ASTNode);
}

/** With another value of an enum. */
export function withValue(sdl: string, type: string, value: string): string {
  return changed(sdl, type, (node) => {
    const values = 'values' in node ? (node.values as readonly ASTNode[]) : [];
    const name = { kind: Kind.NAME, value };
    return { ...node, values: [...values, { kind: Kind.ENUM_VALUE_DEFINITION, name }] } as ASTNode;
  });
}
