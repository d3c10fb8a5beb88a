import type { FileResult } from './file-result';

const COLUMNS: readonly (readonly [
  title: string,
  count: (results: readonly FileResult[]) => number,
])[] = [
  ['files', (results) => results.length],
  ['items', (results) => sum(results, ({ items }) => items)],
  ['stored', (results) => sum(results, ({ stored }) => stored)],
  ['duplicate', (results) => sum(results, ({ duplicates }) => duplicates)],
  ['quarantined', (results) => sum(results, ({ quarantined }) => quarantined)],
  ['conformant', (results) => count(results, ({ errors }) => errors === 0)],
  ['with errors', (results) => count(results, ({ errors }) => errors !== null && errors > 0)],
  ['not JSON', (results) => count(results, ({ malformed }) => malformed !== null)],
  ['located', (results) => count(results, ({ malformed }) => malformed?.located === true)],
  ['repairable', (results) => count(results, ({ malformed }) => malformed?.suggested === true)],
  ['repaired', (results) => count(results, ({ malformed }) => malformed?.repaired === true)],
];

/** A table of one row for each folder, and one for all of them; files are judged, items counted. */
export function summaryTable(results: readonly FileResult[]): string {
  const folders = [...new Set(results.map(({ folder }) => folder))];
  const rows = folders.map((folder) => [
    folder,
    ...cells(results.filter((result) => result.folder === folder)),
  ]);
  const table = [
    ['folder', ...COLUMNS.map(([title]) => title)],
    ...rows,
    ['all', ...cells(results)],
  ];
  const widths = (table[0] ?? []).map((_, at) =>
    Math.max(...table.map((row) => (row[at] ?? '').length)),
  );
  const lines = table.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
  const rule = '-'.repeat(lines[0]?.length ?? 0);
  return [lines[0], rule, ...lines.slice(1, -1), rule, lines.at(-1)].join('\n');
}

/** A line for each file that is not stored clean: how it ended, and why. */
export function explanations(results: readonly FileResult[]): string[] {
  return results.flatMap((result) => {
    const { path, problem } = result;
    if (problem === null) return [];
    const place = problem.line ? `line ${problem.line}:${problem.column ?? 1}` : problem.path;
    return [`${path}: ${ending(result)}: ${problem.code} ${place || '/'}: ${problem.message}`];
  });
}

function ending({ malformed, quarantined, errors }: FileResult): string {
  if (malformed?.repaired) return 'repaired';
  const ended = quarantined > 0 ? 'quarantined' : 'stored';
  return errors ? `${ended}, errors ${errors}` : ended;
}

function cells(results: readonly FileResult[]): string[] {
  return COLUMNS.map(([, value]) => String(value(results)));
}

function sum(results: readonly FileResult[], value: (result: FileResult) => number): number {
  return results.reduce((total, result) => total + value(result), 0);
}

function count(results: readonly FileResult[], holds: (result: FileResult) => boolean): number {
  return results.filter(holds).length;
}
