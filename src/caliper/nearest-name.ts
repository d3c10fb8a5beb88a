/** The shortest name that a slip is looked for in; in shorter ones everything resembles everything. */
const SHORTEST = 5;

/**
 * The known name from which a slip of one or two neighbouring keys leads to `name`: a letter added, left
 * out, changed, or two exchanged; also another letter case. Undefined when there is none.
 */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  if (name.length < SHORTEST || name.length > 64) return undefined;
  for (const candidate of known) {
    if (candidate.length >= SHORTEST && isSlip(name, candidate)) return candidate;
  }
  return undefined;
}

function isSlip(came: string, meant: string): boolean {
  if (came === meant || Math.abs(came.length - meant.length) > 1) return false;
  if (came.toLowerCase() === meant.toLowerCase()) return true;
  let start = 0;
  while (start < came.length && came[start] === meant[start]) start += 1;
  const left = came.slice(start);
  const right = meant.slice(start);
  if (left.slice(1) === right.slice(1)) return true;
  if (left === right.slice(1) || left.slice(1) === right) return true;
  return left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
}
