import type { Outcome } from '../../events/prepared';
import type { ImportItem } from './import-item';

/** What an import came to so far. Plain JSON: the checkpoint keeps it. */
export interface ImportCounts {
  readonly received: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly rejected: number;
  /** How many were quarantined or rejected, by the code of their first problem. */
  readonly codes: Readonly<Record<string, number>>;
}

/** Nothing yet. */
export const NO_COUNTS: ImportCounts = {
  received: 0,
  stored: 0,
  duplicates: 0,
  quarantined: 0,
  rejected: 0,
  codes: {},
};

const FIELD = {
  STORED: 'stored',
  DUPLICATE: 'duplicates',
  QUARANTINED: 'quarantined',
  REJECTED: 'rejected',
} as const;

/** The counts with the outcomes of one more batch. */
export function counted(counts: ImportCounts, outcomes: readonly Outcome[]): ImportCounts {
  const sum = { ...counts, codes: { ...counts.codes } };
  for (const { status, problems } of outcomes) {
    sum.received++;
    sum[FIELD[status]]++;
    const code = problems[0]?.code;
    if (code !== undefined) sum.codes[code] = (sum.codes[code] ?? 0) + 1;
  }
  return sum;
}

/** The sum of two counts. */
export function together(one: ImportCounts, other: ImportCounts): ImportCounts {
  const codes = { ...one.codes };
  for (const [code, count] of Object.entries(other.codes)) codes[code] = (codes[code] ?? 0) + count;
  return {
    received: one.received + other.received,
    stored: one.stored + other.stored,
    duplicates: one.duplicates + other.duplicates,
    quarantined: one.quarantined + other.quarantined,
    rejected: one.rejected + other.rejected,
    codes,
  };
}

/** 0: everything is stored. 2: something was quarantined or rejected. */
export function exitCodeOf({ quarantined, rejected }: ImportCounts): 0 | 2 {
  return quarantined + rejected > 0 ? 2 : 0;
}

/** The end of an import, for people. @param seconds that this run took. @param received by this run alone. */
export function reportText(
  counts: ImportCounts,
  more: { readonly bytes: number; readonly seconds: number; readonly received: number },
  dryRun: boolean,
): string {
  const { received, stored, duplicates, quarantined, rejected, codes } = counts;
  const rate = more.received / Math.max(more.seconds, 0.001);
  const lines: [string, string][] = [
    ['received', whole(received)],
    [dryRun ? 'valid' : 'stored', whole(stored)],
    ...(dryRun ? [] : [['duplicates', whole(duplicates)] as [string, string]]),
    ['quarantined', whole(quarantined)],
    ['rejected', whole(rejected)],
    ...Object.entries(codes).map(([code, n]): [string, string] => [`  ${code}`, whole(n)]),
    ['bytes', whole(more.bytes)],
    ['seconds', more.seconds.toFixed(1)],
    ['events/s', whole(Math.round(rate))],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  const right = Math.max(...lines.map(([, value]) => value.length));
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${value.padStart(right)}`).join('\n');
}

/** One item that was not stored, for people: `line 12 /data/3: INVALID_TIMESTAMP: eventTime must be …` */
export function refusalText({ line, path }: ImportItem, { problems }: Outcome): string {
  const [problem] = problems;
  const place = `line ${line}${path === '' ? '' : ` ${path}`}`;
  const message = (problem?.message ?? '').replace(/^line \d+ of .*?: /, '');
  return `${place}: ${problem?.code ?? 'UNKNOWN'}: ${message}`;
}

/** A number with commas between thousands. */
export function whole(value: number): string {
  return value.toLocaleString('en-US');
}
