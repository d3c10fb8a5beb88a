/** Most paths that one response lists. */
const LISTED = 100;

/** What a response says of the fields that it left out: `extensions.redacted`. */
export interface RedactedFields {
  /** How many there were. */
  readonly count: number;
  /** The first of them, at most 100: names and places of the response, joined by dots. */
  readonly paths: readonly string[];
}

/** The personal fields that one response left out. Holds no values: a field that is empty is left out too. */
export class Redactions {
  private count = 0;
  private readonly paths: string[] = [];

  /** @param path makes the field's place in the response; asked for the first hundred only. */
  add(path: () => readonly (string | number)[]): void {
    this.count += 1;
    if (this.paths.length < LISTED) this.paths.push(path().join('.'));
  }

  /** Null where nothing was left out. */
  told(): RedactedFields | null {
    return this.count === 0 ? null : { count: this.count, paths: this.paths };
  }
}
