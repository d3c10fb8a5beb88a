/**
 * About how many characters an answer's JSON has. Stops counting where it is more than `most`: an alias costs
 * nothing until it is written out, and ten thousand aliases of one text are that text ten thousand times.
 * @param value what JSON.stringify is to be given.
 */
export function answerSize(value: unknown, most: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 5;
  let size = 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      size += 1 + answerSize(item, most - size);
      if (size > most) return size;
    }
    return size;
  }
  for (const key in value) {
    size += key.length + 4 + answerSize((value as Record<string, unknown>)[key], most - size);
    if (size > most) return size;
  }
  return size;
}
