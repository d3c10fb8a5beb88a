import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import type { ShapeLimits } from './shape-limits';
import { tooComplex } from './too-complex';

/** Fields and inline fragments below each other in one definition: what recursion over it may cost. */
const NESTING = 100;

/** What one definition says itself, and where it spreads fragments. */
interface Own {
  depth: number;
  selections: number;
  aliases: number;
  readonly spreads: { readonly name: string; readonly at: number }[];
}

/** The same with fragments followed. */
interface Total {
  readonly depth: number;
  readonly selections: number;
  readonly aliases: number;
}

const NOTHING: Total = { depth: 0, selections: 0, aliases: 0 };

/**
 * Measures a document before validation, whose rules take time by what fragments expand to. Takes time by the
 * document's length only: each fragment is measured once, and counted where it is spread.
 * @throws CodedError QUERY_TOO_COMPLEX that names the limit.
 */
export function checkShape(document: DocumentNode, limits: ShapeLimits): void {
  new Measure(document, limits).check();
}

class Measure {
  private directives = 0;
  private readonly aliasesOf = new Map<string, number>();
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly totals = new Map<string, Total>();

  constructor(
    private readonly document: DocumentNode,
    private readonly limits: ShapeLimits,
  ) {}

  check(): void {
    const { definitions } = this.document;
    this.bound('operations and fragments', 'definitions', definitions.length);
    for (const one of definitions) {
      if (one.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(one.name.value, one);
    }
    for (const name of this.fragments.keys()) this.totalOf(name);
    for (const one of definitions) {
      if (one.kind !== Kind.OPERATION_DEFINITION) continue;
      if (one.operation === OperationTypeNode.MUTATION) {
        this.bound('fields of a mutation', 'mutations', one.selectionSet.selections.length);
      }
      const { depth, selections, aliases } = this.following(this.own(one));
      this.bound('levels of fields', 'depth', depth);
      this.bound('fields and fragments', 'selections', selections);
      this.bound('aliases', 'aliases', aliases);
    }
  }

  private bound(what: string, limit: keyof ShapeLimits, came: number): void {
    const most = this.limits[limit];
    if (came > most) throw tooComplex(what, most, came);
  }

  private totalOf(name: string): Total {
    const known = this.totals.get(name);
    if (known) return known;
    const fragment = this.fragments.get(name);
    // A fragment that spreads itself is refused by validation; until then it counts as nothing.
    this.totals.set(name, NOTHING);
    const total = fragment ? this.following(this.own(fragment)) : NOTHING;
    this.totals.set(name, total);
    return total;
  }

  private following({ depth, selections, aliases, spreads }: Own): Total {
    const sum = { depth, selections, aliases };
    for (const { name, at } of spreads) {
      const inner = this.totalOf(name);
      sum.depth = Math.max(sum.depth, at + inner.depth);
      sum.selections += inner.selections;
      sum.aliases += inner.aliases;
    }
    return sum;
  }

  private own(definition: OperationDefinitionNode | FragmentDefinitionNode): Own {
    const own: Own = { depth: 0, selections: 0, aliases: 0, spreads: [] };
    this.decorated(definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      for (const variable of definition.variableDefinitions ?? []) this.decorated(variable);
    }
    this.walk(definition.selectionSet, 0, 0, own);
    return own;
  }

  private walk({ selections }: SelectionSetNode, depth: number, nesting: number, own: Own): void {
    if (nesting > NESTING) throw tooComplex('levels of fields', this.limits.depth, nesting);
    const named = new Map<string, number>();
    own.selections += selections.length;
    for (const one of selections) {
      this.decorated(one);
      if (one.kind === Kind.FRAGMENT_SPREAD) {
        own.spreads.push({ name: one.name.value, at: depth });
        continue;
      }
      if (one.kind === Kind.FIELD) {
        this.field(one, named, own);
        own.depth = Math.max(own.depth, depth + 1);
        this.bound('levels of fields', 'depth', depth + 1);
      }
      const below = one.kind === Kind.FIELD ? depth + 1 : depth;
      if (one.selectionSet) this.walk(one.selectionSet, below, nesting + 1, own);
    }
  }

  private field(field: FieldNode, named: Map<string, number>, own: Own): void {
    const name = field.name.value;
    const key = field.alias?.value ?? name;
    const times = (named.get(key) ?? 0) + 1;
    named.set(key, times);
    this.bound('fields of one name beside each other', 'repeats', times);
    if (!field.alias) return;
    own.aliases += 1;
    if (!field.arguments?.length) return;
    const aliases = (this.aliasesOf.get(name) ?? 0) + 1;
    this.aliasesOf.set(name, aliases);
    this.bound('aliases of one field', 'aliasesOfField', aliases);
  }

  private decorated(node: ASTNode & { readonly directives?: readonly unknown[] }): void {
    const count = node.directives?.length ?? 0;
    if (count === 0) return;
    this.bound('directives in one place', 'directivesOfNode', count);
    this.directives += count;
    this.bound('directives', 'directives', this.directives);
  }
}
