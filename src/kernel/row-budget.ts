import { CodedError } from './coded-error';

/** Whether nobody waits for an answer any more: an AbortSignal is one. */
export interface Abandonment {
  readonly aborted: boolean;
}

/** Rows that one request may read through nested lists. */
export const ROWS_PER_REQUEST = 50_000;

/**
 * What one request may still read: nested lists multiply (500 courses of 500 events each), and a budget
 * stops them before the database is asked.
 */
export class RowBudget {
  private spent = 0;

  constructor(
    private readonly limit: number = ROWS_PER_REQUEST,
    private readonly abandonment?: Abandonment,
  ) {}

  /**
   * Takes rows out of the budget, before they are read.
   * @throws CodedError QUERY_TOO_LARGE when they are more than is left; CANCELLED when nobody waits for them.
   */
  spend(rows: number): void {
    if (this.abandonment?.aborted) throw new CodedError('CANCELLED', 'nobody waits for the answer');
    this.spent += rows;
    if (this.spent > this.limit) {
      throw new CodedError(
        'QUERY_TOO_LARGE',
        `the lists of one request may ask for ${this.limit} rows; ${this.spent} were asked for. Ask for smaller pages, or in several requests`,
        { required: `at most ${this.limit} rows`, came: String(this.spent) },
      );
    }
  }
}
