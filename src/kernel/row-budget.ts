import { CodedError } from './coded-error';

/** Rows that one request may read through nested lists. */
export const ROWS_PER_REQUEST = 50_000;

/**
 * What one request may still read: nested lists multiply (500 courses of 500 events each), and a budget
 * stops them before the database is asked.
 */
export class RowBudget {
  private spent = 0;

  constructor(private readonly limit: number = ROWS_PER_REQUEST) {}

  /** Takes rows out of the budget. @throws CodedError QUERY_TOO_LARGE when they are more than is left. */
  spend(rows: number): void {
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
