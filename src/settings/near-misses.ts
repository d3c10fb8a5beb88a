/** Shorter names are one letter from too many others. */
const SHORTEST = 6;

/**
 * Variables that are set, mean nothing here, and are one slip of the finger from one that does: a letter
 * too much, too few, wrong, or two in each other's place. Doubts, not faults: what stands in an environment
 * is not ours alone to say.
 * @param given names that are set. @param known names that mean something.
 * @returns a sentence for each.
 */
export function nearMisses(given: readonly string[], known: readonly string[]): string[] {
  const meant = new Set(known);
  return given.flatMap((name) => {
    if (meant.has(name)) return [];
    const near = known.find((one) => one.length >= SHORTEST && isOneSlipAway(name, one));
    return near === undefined ? [] : [`${name} is set and means nothing; is ${near} meant?`];
  });
}

function isOneSlipAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let at = 0;
  while (a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  );
}
