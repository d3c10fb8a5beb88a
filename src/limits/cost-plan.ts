import type { Size } from './argument-size';

/** Whether a selection takes part, by the variables of a request. */
export type Condition = (variable: (name: string) => unknown) => boolean;

/** One field of an operation, with everything that its document alone tells. */
export interface FieldPlan {
  /** What it costs by itself, for each of its rows. */
  readonly weight: number;
  /** How many rows it answers, or has in the list below it; null: one. */
  readonly size: Size | null;
  /** Whether it is a list itself. */
  readonly isList: boolean;
  /** True for a list that is as long as the field above it says: `edges`, `outcomes`. */
  readonly sized: boolean;
  /** Events that it takes in; null: none. */
  readonly events: Size | null;
  readonly when: readonly Condition[];
  readonly below: SelectionPlan | null;
}

/** Fields of some of the types that a place can have. */
export interface GroupPlan {
  /** Null: of all that it can have. */
  readonly types: readonly string[] | null;
  readonly when: readonly Condition[];
  readonly selection: SelectionPlan;
}

/** A selection set. One of a fragment is shared by all places that spread it. */
export interface SelectionPlan {
  readonly fields: FieldPlan[];
  readonly groups: GroupPlan[];
}

/** An operation. */
export interface CostPlan {
  readonly selection: SelectionPlan;
  /** Defaults of its variables. */
  readonly defaults: ReadonlyMap<string, unknown>;
  /** Whether it asks for texts that are large by themselves. */
  readonly hasText: boolean;
  /** How many plain fields it names. */
  readonly leaves: number;
}
