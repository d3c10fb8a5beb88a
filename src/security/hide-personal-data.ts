import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  responsePathAsArray,
} from 'graphql';
import { personalDataRule } from '../graphql/personal-data';
import type { Principal } from '../kernel/principal';
import type { Redactions } from '../kernel/redactions';

/** What hiding needs of a request. */
export interface HidingContext {
  readonly principal: Principal;
  readonly redactions: Redactions;
}

/**
 * Hides what `@PersonalData()` marks from who has no `pii:read`: the resolvers of those fields are wrapped
 * once, when the schema is built, so that no other field costs anything. What is hidden is not read.
 */
export function hidePersonalData(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) hide(type, field as PersonalField);
  }
}

type PersonalField = GraphQLField<unknown, HidingContext>;

function hide(type: GraphQLObjectType, field: PersonalField): void {
  const marked = [field, ...type.getInterfaces().map((one) => one.getFields()[field.name])];
  const rule = marked
    .map((one) => one && personalDataRule(one.extensions))
    .find((found) => found !== undefined);
  if (!rule) return;
  const { unless, instead } = rule;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context, info) => {
    if (context.principal.scopes.has('pii:read') || unless?.(source, info)) {
      return resolve(source, args, context, info);
    }
    context.redactions.add(() => responsePathAsArray(info.path));
    if (!instead) return null;
    const value: unknown = resolve(source, args, context, info);
    return value instanceof Promise ? value.then(instead) : instead(value);
  };
}
