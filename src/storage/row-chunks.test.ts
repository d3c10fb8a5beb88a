import { rowChunks } from './row-chunks';

describe('rowChunks', () => {
  const rows = (count: number, text = 'x'): string[][] =>
    Array.from({ length: count }, () => [text, ...Array<string>(99).fill('')]);
  const sizes = (count: number, text?: string): string[] =>
    rowChunks(rows(count, text)).map((chunk) => `${chunk.rows.length} ${chunk.shape}`);

  it('prepares a few sizes, and sends any other as one statement', () => {
    expect([0, 1, 2, 5, 7, 10, 20, 50, 99, 100].map((count) => sizes(count).join())).toEqual([
      '',
      '1 fixed',
      '2 fixed',
      '5 fixed',
      '7 free',
      '10 fixed',
      '20 fixed',
      '50 fixed',
      '99 free',
      '100 fixed',
    ]);
  });

  it('prepares any size of rows that have few values', () => {
    const narrow = Array.from({ length: 29 }, () => ['a', 'b', 'c', 'd', 'e']);
    expect(rowChunks(narrow).map(({ shape }) => shape)).toEqual(['fixed']);
  });

  it('takes no more statements than hundreds', () => {
    expect(sizes(250)).toEqual(['100 fixed', '100 fixed', '50 fixed']);
    for (let count = 1; count <= 310; count += 1)
      expect(sizes(count)).toHaveLength(Math.ceil(count / 100));
  });

  it('cuts earlier where the text grows past what a server takes, and sends a longer row alone', () => {
    expect(sizes(5, 'x'.repeat(1.5 * 1024 * 1024))).toEqual(['2 fixed', '2 fixed', '1 fixed']);
    expect(sizes(2, 'x'.repeat(5 * 1024 * 1024))).toEqual(['1 fixed', '1 fixed']);
  });
});
