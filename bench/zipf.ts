import type { Random } from './seeded-random';

/**
 * Draws ranks 0 to `size` - 1, rank r with a weight of 1 / (r + 1)^exponent: a few courses and persons have
 * most of the events, as in a real term.
 */
export function zipf(random: Random, size: number, exponent: number): () => number {
  const bounds = new Float64Array(size);
  let sum = 0;
  for (let rank = 0; rank < size; rank += 1) {
    sum += 1 / (rank + 1) ** exponent;
    bounds[rank] = sum;
  }
  return () => {
    const wanted = random() * sum;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((bounds[middle] as number) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
