import { deepStrictEqual } from 'node:assert';
import type { BenchRow, Side } from './bench-row';
import { HttpConnection, type Target } from './http-connection';

const TRIES = 5;

/**
 * Asks both sides the same questions before anything is timed.
 * @throws AssertionError, with the difference, when their answers are not the same.
 */
export async function checkAnswers(
  row: BenchRow,
  targets: Readonly<Record<Side, Target>>,
): Promise<void> {
  const [gateway, baseline] = await Promise.all([
    answers(row, 'gateway', targets.gateway),
    answers(row, 'baseline', targets.baseline),
  ]);
  for (let at = 0; at < TRIES; at += 1)
    deepStrictEqual(gateway[at], baseline[at], `${row.name}: the two sides answer differently`);
}

async function answers(row: BenchRow, side: Side, target: Target): Promise<unknown[]> {
  const connection = await HttpConnection.open(target);
  const request = row.request(side, 0);
  const found: unknown[] = [];
  for (let at = 0; at < TRIES; at += 1) {
    const answer = await connection.post(request.path, request.next());
    const text = answer.body.toString();
    if (!row.isRight(answer)) throw new Error(`${row.name}: ${side} answered ${text}`);
    found.push(row.events > 0 ? withoutIds(text) : JSON.parse(text));
  }
  connection.close();
  return found;
}

/** A receipt's id and field's name are each side's own. */
function withoutIds(text: string): unknown {
  const { data } = JSON.parse(text) as { data: Record<string, object> };
  return { ...Object.values(data)[0], id: null };
}
