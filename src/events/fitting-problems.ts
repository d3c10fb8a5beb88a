import type { Problem } from '../kernel/problem';

/** UTF-16 units of problems that one row may hold: a third of MEDIUMTEXT's 16 MB, as each unit may take 3 bytes. */
export const MAX_PROBLEM_TEXT = 5_000_000;

const LONGEST_WORDS = 200;

/**
 * The first problems, as many as fit into `units` of JSON: one sender's nonsense must not be more than a row
 * can hold. The first one is kept in any case, with its texts cut where it does not fit.
 */
export function fittingProblems(problems: readonly Problem[], units: number): readonly Problem[] {
  let left = units;
  const end = problems.findIndex((problem) => (left -= JSON.stringify(problem).length + 1) < 0);
  const [first] = problems;
  if (end < 0 || !first) return problems;
  return end > 0 ? problems.slice(0, end) : [shortened(first)];
}

function shortened({ code, message, path, severity }: Problem): Problem {
  return { code, message: cut(message), path: cut(path), severity };
}

function cut(text: string): string {
  return text.length > LONGEST_WORDS ? `${text.slice(0, LONGEST_WORDS - 1)}…` : text;
}
