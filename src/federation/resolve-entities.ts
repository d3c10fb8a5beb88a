import { type GraphQLSchema, isAbstractType } from 'graphql';
import { CodedError } from '../kernel/coded-error';
import type { EntityReference } from '../kernel/entity-reference';
import { isObject } from '../kernel/json';

/** Most representations of one call. */
export const MAX_REPRESENTATIONS = 1000;

/** A row with the name of its type, as the `_Entity` union needs it. */
export interface TypedRow {
  readonly __typename: string;
}

type Found = Promise<TypedRow | null> | null;

/**
 * Finds the entities that a router names (Apollo Federation 2, `_entities`): each in its slot, null where
 * there is none. A representation is found by the first key, in order of declaration, of which it has the
 * field. All loaders are asked before any answers, so each (type, key) costs one statement.
 */
export class EntityResolver<TContext> {
  private readonly byType = new Map<string, EntityReference<TContext>[]>();

  constructor(
    references: readonly EntityReference<TContext>[],
    private readonly schema: GraphQLSchema,
  ) {
    for (const reference of references) {
      const known = this.byType.get(reference.type) ?? [];
      this.byType.set(reference.type, [...known, reference]);
    }
  }

  /** @throws CodedError QUERY_TOO_COMPLEX past 1,000 representations. */
  resolve(representations: readonly unknown[], context: TContext): Found[] {
    if (representations.length > MAX_REPRESENTATIONS) {
      const required = `at most ${MAX_REPRESENTATIONS} representations`;
      const came = String(representations.length);
      throw new CodedError('QUERY_TOO_COMPLEX', `_entities takes ${required}; ${came} came`, {
        path: 'representations',
        required,
        came,
      });
    }
    return representations.map((one) => this.find(one, context));
  }

  private find(representation: unknown, context: TContext): Found {
    if (!isObject(representation) || typeof representation['__typename'] !== 'string') return null;
    for (const reference of this.byType.get(representation['__typename']) ?? []) {
      const field = fieldOf(reference.key);
      if (!Object.hasOwn(representation, field)) continue;
      const found = reference.find(representation[field], context);
      return found && found.then((row) => this.typed(row, reference));
    }
    return null;
  }

  /** A copy: the loader's row is shared by the whole request. */
  private typed(row: object | null, reference: EntityReference<TContext>): TypedRow | null {
    if (row === null) return null;
    const { type } = reference;
    const actual = reference.typeOf?.(row) ?? type;
    return actual === type || this.isA(actual, type) ? { ...row, __typename: actual } : null;
  }

  private isA(actual: string, type: string): boolean {
    const [object, abstract] = [this.schema.getType(actual), this.schema.getType(type)];
    return (
      isAbstractType(abstract) &&
      this.schema.getPossibleTypes(abstract).some((possible) => possible === object)
    );
  }
}

/** The first field of a key's field set. */
export function fieldOf(key: string): string {
  return key.split(/[\s{]/, 1)[0] as string;
}
