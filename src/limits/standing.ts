/** What is left of a budget of units. */
export interface Standing {
  /** Units of a minute. */
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until all are there again. */
  readonly reset: number;
}
