import type { DatabaseVariables } from '../../storage/database-finding';
import type { DialectName } from '../../storage/dialect';

/** Everything that the doctor looks at, read already. */
export interface Diagnosis {
  readonly engine: DialectName;
  /**
   * Settings by name. Those of one connection of the gateway have `session ` before it, and what is no
   * setting of the engine stands here too: `version`, `clock`, `migrations`, `collations`, `free space`.
   */
  readonly variables: DatabaseVariables;
  /** Of the gateway's configuration. */
  readonly gateway: {
    readonly connections: number;
    readonly maxBodyBytes: number;
    /** Seconds that a statement may take. */
    readonly statementSeconds: number;
    /** The collation that columns and connections must have; null where the engine has none. */
    readonly collation: string | null;
  };
}

/** What the checks compare with. */
export type Gateway = Diagnosis['gateway'] & { readonly engine: DialectName };
