import { Suspicion } from './suspicion';
import { DEFAULT_KEYS, DEFAULT_PARAMETERS } from './default-keys';
import { KeyRules } from './key-rules';
import { ExactPaths, PathRules, readPathPattern } from './path-rules';
import { redactJson } from './redact-json';
import { redactValue } from './redact-value';
import type { Rules } from './rules';
import { secretSpans } from './secret-spans';
import { replaceSpans } from './span';
import type { Json } from '../kernel/json';

/** What is redacted, as an operator says it. */
export interface RedactionSettings {
  /** Whether the list of `default-keys.ts` holds. */
  readonly defaults: boolean;
  /** More names: see `KeyRules`. */
  readonly keys: readonly string[];
  /** Exact places: JSON pointers from the event or description, `*` for any one key or index. */
  readonly paths: readonly string[];
}

/** The list as it is when nothing is configured. */
export const DEFAULT_REDACTION: RedactionSettings = { defaults: true, keys: [], paths: [] };

/**
 * The redaction list. It is applied to everything that comes in before anything else is done with it, so
 * that no table, log, message or metric can hold what it names. Applied twice it does what it does once.
 */
export class Redaction {
  private readonly rules: Rules;
  private readonly suspicion: Suspicion;

  /** @param settings patterns and pointers that `isKeyPattern` and `readPathPattern` take. */
  constructor({ defaults, keys, paths }: RedactionSettings) {
    const members = [...(defaults ? DEFAULT_KEYS : []), ...keys];
    const parameters = defaults ? DEFAULT_PARAMETERS : [];
    const patterns = paths.map(readPathPattern).filter((pattern) => pattern !== null);
    this.rules = {
      members: new KeyRules(members),
      parameters: new KeyRules([...members, ...parameters]),
      paths: new PathRules(patterns),
    };
    this.suspicion = new Suspicion({ members, parameters, paths: patterns });
  }

  /**
   * A body's text with a marker in the place of each secret; the same text where there is none. What is not JSON
   * is searched for anything that looks like a secret's name and value, and may lose more than that.
   * @param known whether JSON.parse takes the text, where the caller has tried.
   */
  text(text: string, known?: boolean): string {
    if (!this.suspicion.of(text)) return text;
    return (known ?? isJson(text))
      ? redactJson(text, this.rules, (object) => this.suspicion.of(object))
      : replaceSpans(text, secretSpans(text, this.rules, 'BROKEN'));
  }

  /**
   * A JSON text with the marker in the place of each value that one of the pointers names, whatever it is.
   * @param text JSON that JSON.parse takes.
   */
  at(text: string, pointers: readonly string[]): string {
    const nothing = new KeyRules([]);
    return redactJson(text, {
      members: nothing,
      parameters: nothing,
      paths: new ExactPaths(pointers),
    });
  }

  /** The same for a value that came parsed, in the value itself. @returns the value. */
  value<T>(value: T): T {
    return redactValue(value as Json, this.rules) as T;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
