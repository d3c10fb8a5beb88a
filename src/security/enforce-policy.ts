import type { GraphQLSchema } from 'graphql';
import { defaultFieldResolver } from 'graphql';
import { type Principal, requireScope } from '../kernel/principal';
import { ROOT_FIELDS, type RootField } from './policy';

/**
 * Lets through to a root field who has a scope that its row of the policy names. The resolvers are wrapped
 * once, when the schema is built: a middleware around every field would cost several times the work.
 * @throws Error for a root field that has no row, so that none is forgotten.
 */
export function enforcePolicy(
  schema: GraphQLSchema,
  rows: readonly RootField[] = ROOT_FIELDS,
): void {
  const needs = new Map(rows.map((row) => [row.field, row.needs]));
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      const name = `${root?.name}.${field.name}`;
      const scopes = needs.get(name);
      if (!scopes)
        throw new Error(`${name} needs a row in security/policy.ts: who may ask for it?`);
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, args, context: { readonly principal: Principal }, info) => {
        requireScope(context.principal, field.name, scopes);
        return resolve(source, args, context, info);
      };
    }
  }
}
