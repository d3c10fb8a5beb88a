import { error } from '../kernel/problem';
import { fittingProblems } from './fitting-problems';

const problem = (length: number) => error('CODE', `/${'p'.repeat(length)}`, 'm');
const size = (problems: readonly unknown[]) => JSON.stringify(problems).length;

describe('fittingProblems', () => {
  it('keeps all that fits, and the same list', () => {
    const problems = [problem(10), problem(10)];
    expect(fittingProblems(problems, size(problems))).toBe(problems);
    expect(fittingProblems([], 0)).toEqual([]);
  });

  it('keeps the first ones of what does not fit', () => {
    const problems = [problem(10), problem(10), problem(10)];
    const kept = fittingProblems(problems, size(problems) - 5);
    expect(kept).toEqual(problems.slice(0, 2));
  });

  it('keeps the first one, cut, where not even that fits', () => {
    const [kept] = fittingProblems([problem(5000), problem(1)], 1000);
    expect(kept).toMatchObject({ code: 'CODE', severity: 'ERROR' });
    expect(kept?.path).toHaveLength(200);
  });
});
