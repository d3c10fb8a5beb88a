import { type DirectiveNode, Kind } from 'graphql';
import type { Condition } from './cost-plan';

/** What `@skip` and `@include` ask for (GraphQL, section 3.13). */
export function conditions(directives: readonly DirectiveNode[] = []): Condition[] {
  return directives.flatMap(({ name, arguments: args = [] }): Condition[] => {
    const wanted = { skip: false, include: true }[name.value];
    const value = args.find((one) => one.name.value === 'if')?.value;
    if (wanted === undefined || !value) return [];
    if (value.kind === Kind.VARIABLE) {
      return [(variable) => variable(value.name.value) !== !wanted];
    }
    const takesPart = value.kind !== Kind.BOOLEAN || value.value === wanted;
    return [() => takesPart];
  });
}
