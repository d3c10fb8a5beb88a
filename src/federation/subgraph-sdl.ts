import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  isInterfaceType,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
} from 'graphql';

/** Directives by schema coordinate: `Person`, `Person.email`; what an interface's field has, its implementations have. */
export type DirectiveTable = Readonly<Record<string, readonly string[]>>;

/** What stands on a field by its shape, wherever it is. */
export type FieldRule = (field: FieldDefinitionNode) => readonly string[];

/** The version of the specification that schema.graphql keeps to: the first with `@cost` and `@listSize`. */
export const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';

/**
 * The schema as a Federation 2 subgraph: sorted, with `@link` and the directives of the table. graphql's own
 * printSchema prints none, so they are put into its document.
 * @throws Error for a coordinate that the schema does not have.
 */
export function subgraphSdl(
  schema: GraphQLSchema,
  table: DirectiveTable,
  fieldRule: FieldRule = () => [],
): string {
  const wanted = new Map(Object.entries(spread(schema, table)));
  const used = new Set<string>();
  const take = (coordinate: string, more: readonly string[] = []): ConstDirectiveNode[] => {
    const texts = [...(wanted.get(coordinate) ?? []), ...more];
    wanted.delete(coordinate);
    const nodes = texts.map(directiveNode);
    for (const { name } of nodes) used.add(`@${name.value}`);
    return nodes;
  };
  const document = parse(printSchema(lexicographicSortSchema(schema)), { noLocation: true });
  const definitions = document.definitions.map((node) => withDirectives(node, take, fieldRule));
  const [lost] = wanted.keys();
  if (lost !== undefined) throw new Error(`directives of ${lost}: the schema has no such thing`);
  return `${print({ kind: Kind.DOCUMENT, definitions: [linkTo([...used]), ...definitions] })}\n`;
}

type Take = (coordinate: string, more?: readonly string[]) => ConstDirectiveNode[];

function withDirectives(node: DefinitionNode, take: Take, rule: FieldRule): DefinitionNode {
  if (!('name' in node) || !node.name || !('directives' in node)) return node;
  const type = node.name.value;
  const directives = [...(node.directives ?? []), ...take(type)];
  if (!('fields' in node)) return { ...node, directives } as DefinitionNode;
  const fields = (node.fields ?? []).map((field) => ({
    ...field,
    directives: [
      ...(field.directives ?? []),
      ...take(
        `${type}.${field.name.value}`,
        field.kind === Kind.FIELD_DEFINITION ? rule(field) : [],
      ),
    ],
  }));
  return { ...node, directives, fields } as DefinitionNode;
}

/** Fields of an interface are fields of what implements it. */
function spread(schema: GraphQLSchema, table: DirectiveTable): Record<string, readonly string[]> {
  const all: Record<string, readonly string[]> = {};
  for (const [coordinate, texts] of Object.entries(table)) {
    const [name, field] = coordinate.split('.') as [string, string | undefined];
    const type = schema.getType(name);
    const below =
      field !== undefined && isInterfaceType(type)
        ? [
            ...schema.getImplementations(type).objects,
            ...schema.getImplementations(type).interfaces,
          ].map((one) => `${one.name}.${field}`)
        : [];
    for (const one of [coordinate, ...below]) {
      all[one] = [...new Set([...(all[one] ?? []), ...texts])];
    }
  }
  return all;
}

function linkTo(imports: readonly string[]): DefinitionNode {
  const list = [...imports].sort().map((name) => JSON.stringify(name));
  return firstOf(
    parse(`extend schema @link(url: "${FEDERATION}", import: [${list.join(', ')}])`, {
      noLocation: true,
    }),
  );
}

function directiveNode(text: string): ConstDirectiveNode {
  const extension = firstOf(parse(`extend schema ${text}`, { noLocation: true }));
  const node = 'directives' in extension ? extension.directives?.[0] : undefined;
  if (!node) throw new Error(`a directive was required; ${text} came`);
  return node as ConstDirectiveNode;
}

function firstOf(document: DocumentNode): DefinitionNode {
  return document.definitions[0] as DefinitionNode;
}
