/** What a GraphQL document may be, whatever it asks for. All are bounds that are still allowed. */
export interface ShapeLimits {
  /** Fields below each other, fragments followed. */
  readonly depth: number;
  /** Fields, spreads and inline fragments, fragments counted where they are spread. */
  readonly selections: number;
  /** Aliases, fragments counted where they are spread. */
  readonly aliases: number;
  /** Aliases of one field with arguments: each asks for something else. */
  readonly aliasesOfField: number;
  /** Times that one selection set names the same field. */
  readonly repeats: number;
  /** Directives of the document, and of one field, fragment or operation. */
  readonly directives: number;
  readonly directivesOfNode: number;
  /** Root fields of a mutation. */
  readonly mutations: number;
  /** Operations and fragments. */
  readonly definitions: number;
}

/** Generous for what front-ends and routers send; GraphiQL's own introspection is 15 deep. */
export const SHAPE_LIMITS: ShapeLimits = {
  depth: 15,
  selections: 2_000,
  aliases: 100,
  aliasesOfField: 15,
  repeats: 10,
  directives: 50,
  directivesOfNode: 5,
  mutations: 10,
  definitions: 50,
};
