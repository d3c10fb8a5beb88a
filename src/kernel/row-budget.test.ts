import { RowBudget } from './row-budget';

it('RowBudget gives what it has, over several lists, and refuses the first row more', () => {
  const budget = new RowBudget(10);
  budget.spend(4);
  budget.spend(6);
  expect(() => budget.spend(1)).toThrow(expect.objectContaining({ code: 'QUERY_TOO_LARGE' }));
});

it('RowBudget gives nothing more when nobody waits for the answer', () => {
  const gone = new AbortController();
  const budget = new RowBudget(10, gone.signal);
  budget.spend(1);
  gone.abort();
  expect(() => budget.spend(1)).toThrow(expect.objectContaining({ code: 'CANCELLED' }));
});
