/** An operation that the query page opens with, in a tab of its own. */
export interface GraphiqlExample {
  /** The name of its operation, and so of its tab. */
  readonly name: string;
  /** The document: a comment that says what it is, and one operation. */
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}
