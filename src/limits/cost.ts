import type { CostPlan, FieldPlan, SelectionPlan } from './cost-plan';

/** What an operation would do with the variables of one request. */
export interface Cost {
  /** Objects that it may answer, with the weights of its fields: as `@cost` and `@listSize` count. */
  readonly units: number;
  /** Events that it takes in, over all its fields; those of texts are counted when they are read. */
  readonly events: number;
}

/** A selection's cost: what all types have, and what some have besides. */
interface Sum {
  all: number;
  by: Map<string, number> | null;
}

/** Counts an operation's cost. Takes time by its document with fragments expanded, and looks into no input. */
export function costOf(plan: CostPlan, variables: Readonly<Record<string, unknown>>): Cost {
  let events = 0;
  const variable = (name: string): unknown =>
    Object.hasOwn(variables, name) && variables[name] !== undefined
      ? variables[name]
      : plan.defaults.get(name);

  const total = (selection: SelectionPlan, rows: number): number => {
    const { all, by } = sum(selection, rows);
    return by ? all + Math.max(0, ...by.values()) : all;
  };

  const sum = (selection: SelectionPlan, rows: number): Sum => {
    const result: Sum = { all: 0, by: null };
    for (const field of selection.fields) result.all += ofField(field, rows);
    for (const { types, when, selection: inner } of selection.groups) {
      if (!when.every((condition) => condition(variable))) continue;
      const found = sum(inner, rows);
      if (types === null) {
        result.all += found.all;
        for (const [type, cost] of found.by ?? []) add(result, type, cost);
      } else {
        for (const type of types) add(result, type, found.all + (found.by?.get(type) ?? 0));
      }
    }
    return result;
  };

  const ofField = (field: FieldPlan, rows: number): number => {
    if (!field.when.every((condition) => condition(variable))) return 0;
    const size = field.size ? field.size(variable) : 1;
    if (field.events) events += size;
    const below = field.below ? total(field.below, field.isList ? 1 : size) : 0;
    const times = field.sized ? rows : field.isList ? size : 1;
    return times * (field.weight + below);
  };

  return { units: total(plan.selection, 1), events };
}

function add(sum: Sum, type: string, cost: number): void {
  sum.by ??= new Map();
  sum.by.set(type, (sum.by.get(type) ?? 0) + cost);
}
