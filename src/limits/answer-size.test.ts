import { answerSize } from './answer-size';

it.each([
  [{ a: ['x', 1, null, true], b: { c: 'é'.repeat(50) } }],
  [{ list: Array.from({ length: 100 }, (_, id) => ({ id: `n${id}`, name: 'Noor' })) }],
])('the size of an answer is near that of its JSON', (answer) => {
  const size = answerSize(answer, Infinity);
  const { length } = JSON.stringify(answer);
  expect(Math.abs(size - length)).toBeLessThan(Math.max(20, length / 10));
});

it('is counted no further than it may be', () => {
  let read = 0;
  const rows = Array.from({ length: 1000 }, () => ({
    get text() {
      read += 1;
      return 'x'.repeat(100);
    },
  }));
  expect(answerSize({ rows }, 1000)).toBeGreaterThan(1000);
  expect(read).toBeLessThan(15);
});
