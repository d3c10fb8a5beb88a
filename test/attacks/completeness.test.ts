import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ELSEWHERE } from './elsewhere';
import { NOT_APPLICABLE } from './not-applicable';

const ROOT = join(__dirname, '..', '..');
const ATTACKS = 150;

/** The numbers at the beginning of the titles of a file's tests. */
function numbersOf(text: string): number[] {
  const titles = text.matchAll(/['`](\d{1,3}(?: \d{1,3})*) \S/g);
  return [...titles].flatMap(([, numbers = '']) => numbers.split(' ').map(Number));
}

describe('the attacks', () => {
  const made = readdirSync(__dirname)
    .filter((name) => name.endsWith('.test.ts') && !name.startsWith('completeness'))
    .flatMap((name) => numbersOf(readFileSync(join(__dirname, name), 'utf8')));

  it('are each made here, made elsewhere, or have a reason why not', () => {
    const known = new Set([
      ...made,
      ...[ELSEWHERE, NOT_APPLICABLE].flatMap((one) => Object.keys(one).map(Number)),
    ]);
    const all = Array.from({ length: ATTACKS }, (_, at) => at + 1);
    expect(all.filter((number) => !known.has(number))).toEqual([]);
  });

  it.each(Object.entries(ELSEWHERE))('%s is made where the table says', (_, [file, title]) =>
    expect(readFileSync(join(ROOT, file), 'utf8').includes(title)).toBe(true),
  );

  it('that are made need no excuse', () => {
    const excused = Object.keys(NOT_APPLICABLE).map(Number);
    expect(excused.filter((number) => made.includes(number))).toEqual([]);
  });
});
