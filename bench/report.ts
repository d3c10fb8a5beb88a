import { cpus, totalmem } from 'node:os';
import type { BenchRow, Side } from './bench-row';
import type { Measurement } from './measure-row';

/** All that a row came to. */
export interface RowResult {
  readonly row: BenchRow;
  readonly rounds: Record<Side, Measurement[]>;
  readonly statements: Record<Side, number>;
}

/** The results as one Markdown table. Figures are `gateway / baseline`, medians of the rounds. */
export function reportTable(results: readonly RowResult[]): string {
  const head = [
    'row',
    'connections',
    'per second',
    'ratio (min–max)',
    'p50 ms',
    'p99 ms',
    'CPU s / 1,000 requests',
    'CPU s of MySQL',
    'peak MB',
    'SQL / request',
  ];
  const lines = [head, head.map((_, at) => (at === 0 ? '---' : '--:')), ...results.map(line)];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The machine in one line. @param server the database server's facts. */
export function machineFacts(server: string): string {
  const [cpu] = cpus();
  return `${cpu?.model.trim() ?? '?'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB; Node ${process.version}; ${server}`;
}

function line({ row, rounds, statements }: RowResult): string[] {
  const both = (read: (one: Measurement) => number, digits: number) =>
    `${median(rounds.gateway.map(read)).toFixed(digits)} / ${median(rounds.baseline.map(read)).toFixed(digits)}`;
  const ratios = rounds.gateway.map(
    (one, at) => one.perSecond / (rounds.baseline[at]?.perSecond ?? NaN),
  );
  const unit = row.events > 0 ? 'events' : 'requests';
  return [
    row.name,
    String(row.connections),
    `${both((one) => one.perSecond * Math.max(1, row.events), 0)} ${unit}`,
    `**${median(ratios).toFixed(2)}** (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`,
    both((one) => one.p50, 1),
    both((one) => one.p99, 1),
    both((one) => one.cpu, 2),
    both((one) => one.databaseCpu, 2),
    both((one) => one.peakBytes / 2 ** 20, 0),
    `${statements.gateway.toFixed(1)} / ${statements.baseline.toFixed(1)}`,
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
