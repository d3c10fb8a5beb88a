import type { Problem, Severity } from '../kernel/problem';

/** How many issues are reported of one body; more are counted. */
const MAX_ISSUES = 1000;

/** After so many a body is not looked at any further. */
const MAX_FOUND = 20_000;

/** The issues of one body: counts all, keeps the first thousand of each severity. */
export class IssueList {
  readonly #kept: Record<Severity, Problem[]> = { ERROR: [], WARNING: [], INFO: [] };
  #found = 0;
  readonly #counts: Record<Severity, number> = { ERROR: 0, WARNING: 0, INFO: 0 };

  add(
    severity: Severity,
    code: string,
    path: string,
    message: string,
    required?: string,
    came?: string,
  ): void {
    const more = {
      ...(required !== undefined && { required }),
      ...(came !== undefined && { came }),
    };
    this.take({ code, path, message, severity, ...more });
  }

  /** A problem as it was found. */
  take(problem: Problem): void {
    this.#found += 1;
    this.#counts[problem.severity] += 1;
    const kept = this.#kept[problem.severity];
    if (kept.length < MAX_ISSUES) kept.push(problem);
  }

  count(severity: Severity): number {
    return this.#counts[severity];
  }

  /** Errors first, then warnings, then what is worth knowing, each in the order of the body. */
  reported(): Problem[] {
    const { ERROR, WARNING, INFO } = this.#kept;
    return [...ERROR, ...WARNING, ...INFO].slice(0, MAX_ISSUES);
  }

  /** True when so much was found that looking further is idle. */
  get exhausted(): boolean {
    return this.#found >= MAX_FOUND;
  }

  /** True when more was found than `reported` gives. */
  get truncated(): boolean {
    return this.#found > MAX_ISSUES;
  }
}
