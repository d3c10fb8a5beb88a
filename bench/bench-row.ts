import type { BenchRequest } from './closed-loop';
import type { HttpAnswer } from './http-connection';

/** One line of the table: the same work, asked of both sides. */
export interface BenchRow {
  readonly name: string;
  readonly connections: number;
  /** Events of one request, where the row is about ingest; else 0. */
  readonly events: number;
  /** What connection number `at` sends; both sides see the same sequence. */
  request(side: Side, at: number): BenchRequest;
  isRight(answer: HttpAnswer): boolean;
}

/** The two that are compared. */
export type Side = 'gateway' | 'baseline';
