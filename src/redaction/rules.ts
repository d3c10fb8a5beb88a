import type { KeyRules } from './key-rules';
import type { Places } from './path-rules';

/** What is a secret. */
export interface Rules {
  /** Names of members. */
  readonly members: KeyRules;
  /** Names of parameters of URLs and forms: those of members, and more. */
  readonly parameters: KeyRules;
  /** Exact places. */
  readonly paths: Places;
}
