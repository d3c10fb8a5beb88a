import { RowBudget } from './row-budget';

it('RowBudget gives what it has, over several lists, and refuses the first row more', () => {
  const budget = new RowBudget(10);
  budget.spend(4);
  budget.spend(6);
  expect(() => budget.spend(1)).toThrow(expect.objectContaining({ code: 'QUERY_TOO_LARGE' }));
});
