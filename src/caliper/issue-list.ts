import type { Problem, Severity } from '../kernel/problem';

/** How many issues are reported of one body; more are counted. */
export const MAX_ISSUES = 1000;

/** The issues of one body: counts all, keeps the first thousand of each severity that fit. */
export class IssueList {
  readonly #kept: Record<Severity, Problem[]> = { ERROR: [], WARNING: [], INFO: [] };
  readonly #counts: Record<Severity, number> = { ERROR: 0, WARNING: 0, INFO: 0 };

  add(
    severity: Severity,
    code: string,
    path: string,
    message: string,
    required?: string,
    came?: string,
  ): void {
    this.#counts[severity] += 1;
    const kept = this.#kept[severity];
    if (kept.length >= MAX_ISSUES) return;
    const more = {
      ...(required !== undefined && { required }),
      ...(came !== undefined && { came }),
    };
    kept.push({ code, path, message, severity, ...more });
  }

  /** A problem that another part of the gateway found. */
  take(problem: Problem): void {
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

  /** True when more was found than `reported` gives. */
  get truncated(): boolean {
    const { ERROR, WARNING, INFO } = this.#counts;
    return ERROR + WARNING + INFO > MAX_ISSUES;
  }
}
