/** One thing that is wrong with a file, or a part of it. */
export interface FileProblem {
  readonly code: string;
  readonly message: string;
  /** JSON pointer. */
  readonly path: string;
  /** Place in a text that is not JSON, both from 1. */
  readonly line?: number | null;
  readonly column?: number | null;
}

/** What became of a text that is not JSON. */
export interface Malformed {
  /** Whether its problem says a line and column. */
  readonly located: boolean;
  /** Whether the gateway offers a repair. */
  readonly suggested: boolean;
  /** Whether that repair was applied, and everything in the text is stored since. */
  readonly repaired: boolean;
}

/** What one file came to. */
export interface FileResult {
  readonly folder: string;
  readonly path: string;
  /** Events, and entities described apart. */
  readonly items: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly quarantined: number;
  /** Issues of severity ERROR in the text, or in its repair; null where neither is JSON. */
  readonly errors: number | null;
  /** Null for JSON. */
  readonly malformed: Malformed | null;
  /** Why the file is not stored clean: what put it into quarantine, else its first error; null when it is. */
  readonly problem: FileProblem | null;
}
