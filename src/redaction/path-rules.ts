import { pointerToken } from '../kernel/json';

/** Where a value stands: keys and places in arrays, from the root. */
export type JsonPath = readonly (string | number)[];

/** What stands for any one key or index in a path that was configured. */
export const ANY = Symbol('any');

/** One path that is looked for. */
export type PathPattern = readonly (string | typeof ANY)[];

/** No pattern goes deeper, the way from the body to the event included. */
export const DEEPEST_PATH = 40;
const MOST_TOKENS = 32;

/** The pattern of a JSON pointer (RFC 6901), in which `*` is any one key or index; null for what is none. */
export function readPathPattern(pointer: string): PathPattern | null {
  if (!pointer.startsWith('/') || pointer.length > 512 || /~(?![01])/.test(pointer)) return null;
  const tokens = pointer.slice(1).split('/');
  if (tokens.length > MOST_TOKENS) return null;
  const named = tokens.some((token) => token !== '*' && token !== '');
  return named ? tokens.map((token) => (token === '*' ? ANY : unescaped(token))) : null;
}

/** True for a pointer that `readPathPattern` reads. */
export function isPathPattern(pointer: string): boolean {
  return readPathPattern(pointer) !== null;
}

function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Where in a text a value is taken out. */
export interface Places {
  /** Whether there is none. */
  readonly none: boolean;
  match(path: JsonPath): boolean;
}

/** JSON pointers from the root. */
export class ExactPaths implements Places {
  readonly none = false;
  private readonly pointers: ReadonlySet<string>;

  constructor(pointers: readonly string[]) {
    this.pointers = new Set(pointers);
  }

  match(path: JsonPath): boolean {
    return this.pointers.has(path.map((step) => `/${pointerToken(step)}`).join(''));
  }
}

/** Exact places of secrets, from the event or description, wherever in a body it stands. */
export class PathRules implements Places {
  /** Whether there is no rule at all. */
  readonly none: boolean;

  constructor(private readonly patterns: readonly PathPattern[]) {
    this.none = patterns.length === 0;
  }

  /** Whether a secret stands there. */
  match(path: JsonPath): boolean {
    if (this.none) return false;
    const starts = itemStarts(path);
    return this.patterns.some((pattern) => starts.some((start) => matches(pattern, path, start)));
  }
}

/** Where in a path the event may begin: an envelope's data and arrays stand before it. */
function itemStarts(path: JsonPath): number[] {
  const starts = [0];
  if (typeof path[0] === 'number') starts.push(1);
  const at = starts.at(-1) as number;
  if (path[at] === 'data' && typeof path[at + 1] === 'number') starts.push(at + 2);
  return starts;
}

function matches(pattern: PathPattern, path: JsonPath, start: number): boolean {
  if (path.length - start !== pattern.length) return false;
  return pattern.every((token, at) => token === ANY || token === String(path[start + at]));
}
