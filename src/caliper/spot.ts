import { pointerToken } from '../kernel/json';
import { shown } from '../kernel/problem';
import type { Scope } from './conformance-scope';
import { came } from './phrase';

/** A place in a body: its path, its name in messages, and whether a fault there is an error. */
export class Spot {
  constructor(
    readonly path: string,
    /** As in `actor of an AssessmentEvent`: the beginning of a sentence about it. */
    readonly subject: string,
    readonly scope: Scope,
  ) {}

  /** The property `key` of the standard, spoken of as `subject`. */
  at(key: string, subject: string): Spot {
    return new Spot(`${this.path}/${key}`, subject, this.scope);
  }

  /** A property that a sender made up. */
  atForeign(key: string, subject: string): Spot {
    return this.at(pointerToken(shown(key)), subject);
  }

  /** An item of the list that stands here. */
  item(index: number): Spot {
    return new Spot(`${this.path}/${index}`, `an item of ${this.subject}`, this.scope);
  }

  /** A fault against the standard: ERROR, or WARNING where the dialect is known to take liberties. */
  fault(code: string, message: string, required?: string, what?: string): void {
    const { issues, lenient } = this.scope;
    issues.add(lenient ? 'WARNING' : 'ERROR', code, this.path, message, required, what);
  }

  /** What is doubtful in every dialect. */
  doubt(code: string, message: string, required?: string, what?: string): void {
    this.scope.issues.add('WARNING', code, this.path, message, required, what);
  }

  /** What is doubtful, and only worth knowing where the dialect is known to take liberties. */
  note(code: string, message: string, required?: string, what?: string): void {
    const { issues, lenient } = this.scope;
    issues.add(lenient ? 'INFO' : 'WARNING', code, this.path, message, required, what);
  }

  /** A fault: this is not what it must be. `what` is what came, where `value` does not say it. */
  wrong(code: string, required: string, value: unknown, what = came(value)): void {
    this.fault(code, `${this.subject} must be ${required}; ${what} came`, required, what);
  }

  /** A doubt: this is not as it should be. */
  odd(code: string, required: string, value: unknown): void {
    const what = came(value);
    this.doubt(code, `${this.subject} should be ${required}; ${what} came`, required, what);
  }

  /** A fault: what is required is absent. `value` is undefined or null. */
  missing(value: unknown, required = 'a value'): void {
    const what = absence(value);
    this.fault('REQUIRED', `${this.subject} is required; ${what} came`, required, what);
  }

  /** What nothing can be done without: an error in every dialect. `value` is undefined or null. */
  demanded(value: unknown): void {
    const what = absence(value);
    const message = `${this.subject} is required; ${what} came`;
    this.scope.issues.add('ERROR', 'REQUIRED', this.path, message, 'a value', what);
  }

  /** 1.0 and Blackboard Learn send null for what there is not; 1.1 asks that it be left out. */
  empty(): void {
    if (this.scope.lenient) return;
    const message = `${this.subject} should be left out where there is none; null came`;
    this.doubt('NULL', message, 'no such property', 'null');
  }

  /** Doubtful where text is longer than every receiver must take. */
  atMost(limit: number, text: string): void {
    if (text.length <= limit) return;
    const message = `${this.subject} has ${text.length} characters; receivers need take only ${limit}`;
    this.doubt('LONG_STRING', message, `at most ${limit} characters`, `${text.length} characters`);
  }
}

function absence(value: unknown): string {
  return value === null ? 'null' : 'nothing';
}
