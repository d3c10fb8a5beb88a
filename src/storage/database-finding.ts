/** Settings of a database by their names, as text: a server's global variables, or SQLite's pragmas. */
export type DatabaseVariables = ReadonlyMap<string, string>;

/** What looking at one setting of a database came to. */
export interface DatabaseFinding {
  /** The setting's own name, or what was looked at: `sync_binlog`. */
  readonly check: string;
  /** ERROR: a promise of the gateway does not hold. WARNING: it may not, or the setting could not be read. */
  readonly level: 'OK' | 'WARNING' | 'ERROR';
  /** What the setting is; `unknown` where it could not be read. */
  readonly found: string;
  /** What it should be, in a few words. */
  readonly required: string;
  /** What goes wrong otherwise, in one sentence. */
  readonly why: string;
  /** The statement to run, or the setting to change; as it is written. */
  readonly change: string;
}

/** One row of a table of checks: a declaration, no code that touches anything. */
export interface VariableCheck<Context = void> {
  readonly check: string;
  readonly level: 'WARNING' | 'ERROR';
  readonly required: (context: Context) => string;
  readonly why: string;
  readonly change: (context: Context) => string;
  /** Whether it matters at all here; always, where nothing is said. */
  readonly matters?: (variables: DatabaseVariables, context: Context) => boolean;
  readonly holds: (value: string, variables: DatabaseVariables, context: Context) => boolean;
}

/** Compares settings with a table of checks. Pure; a setting that could not be read is a WARNING. */
export function findingsOf<Context>(
  checks: readonly VariableCheck<Context>[],
  variables: DatabaseVariables,
  context: Context,
): DatabaseFinding[] {
  return checks
    .filter(({ matters }) => matters?.(variables, context) ?? true)
    .map((row) => {
      const value = variables.get(row.check);
      const told = {
        check: row.check,
        found: value ?? 'unknown',
        required: row.required(context),
        why: row.why,
        change: row.change(context),
      };
      if (value === undefined) return { ...told, level: 'WARNING' };
      return { ...told, level: row.holds(value, variables, context) ? 'OK' : row.level };
    });
}
