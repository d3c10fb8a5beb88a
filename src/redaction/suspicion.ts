import { ANY, type PathPattern } from './path-rules';

/** What a text is searched for. */
export interface SuspicionRules {
  /** Patterns of names: see `KeyRules`. */
  readonly members: readonly string[];
  /** Patterns of names that only parameters have. */
  readonly parameters: readonly string[];
  readonly paths: readonly PathPattern[];
}

/** What HTTP's credentials begin with: LTI's `basic-lti-launch-request` is in most launches, and is no credential. */
const SCHEMES = '(?:bearer|basic)[\\s%+\\\\]';
/** What no user and password of a URL have in them: `//user:password@`. A backslash they have, where JSON escapes a letter. */
const NO_USER = /[\s/?#@"<>]/;

/**
 * A look at a text that costs a tenth of reading it: whether it may hold a secret. Right too often, never
 * too rarely. Linear.
 */
export class Suspicion {
  private readonly names: RegExp;
  private readonly parameters: RegExp | null;

  constructor({ members, parameters, paths }: SuspicionRules) {
    const words = members.map(wordOf);
    const keys = paths.map(keyOf);
    const ends = words.filter(({ isEnd }) => isEnd);
    const names = [
      ...(ends.length > 0 ? [`(?:${anyOf(ends)})\\W`] : []),
      SCHEMES,
      ...words.filter(({ isEnd }) => !isEnd).map(({ word }) => word),
      'leg_[0-9a-z]{9}',
      ...keys.map((key) => key ?? ''),
    ];
    this.names = new RegExp(names.join('|'), 'i');
    this.parameters =
      parameters.length === 0
        ? null
        : new RegExp(`(?:${anyOf(parameters.map(wordOf))})[=%\\]\\\\]`, 'i');
  }

  /** Whether a second look is needed. */
  of(text: string): boolean {
    return (
      this.names.test(text) || this.hasParameter(text) || hasEscapeOrToken(text) || hasUser(text)
    );
  }

  private hasParameter(text: string): boolean {
    if (this.parameters === null) return false;
    return (text.includes('=') || text.includes('%')) && this.parameters.test(text);
  }
}

/** A part of a name that stands in a text as it is. */
interface Word {
  readonly word: string;
  /** Whether the name ends with it. */
  readonly isEnd: boolean;
}

/** One in a text holds a word that ends as another does: `sesskey` is found by `key`. */
function anyOf(words: readonly Word[]): string {
  const all = [...new Set(words.map(({ word }) => word))];
  return all.filter((word) => !all.some((end) => end !== word && word.endsWith(end))).join('|');
}

/** The word of a name that no separator parts: its last one where what comes after it is known. */
function wordOf(pattern: string): Word {
  const words = pattern.replaceAll('*', '').toLowerCase().split('_');
  const last = words.at(-1) as string;
  if (!pattern.endsWith('*') && last.length > 2) return { word: last, isEnd: true };
  const word = words.reduce((longest, each) => (each.length > longest.length ? each : longest), '');
  return { word, isEnd: false };
}

/** A key that a path names, as it stands in a text; null where none does that is surely written so. */
function keyOf(pattern: PathPattern): string | null {
  const key = pattern.findLast((token) => token !== ANY && !/^\d+$/.test(token));
  return typeof key === 'string' && /^[\w:.@-]+$/.test(key) ? key.replaceAll('.', '\\.') : null;
}

/** A letter that was written as an escape, or the beginning of a JSON Web Token. */
function hasEscapeOrToken(text: string): boolean {
  const escape = text.indexOf('\\u00');
  return (escape >= 0 && /\\u00[2-7]/.test(text)) || (text.includes('yJ') && text.includes('eyJ'));
}

function hasUser(text: string): boolean {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && !NO_USER.test(text.charAt(start - 1))) start--;
    if (start < at && text[start - 1] === '/') return true;
  }
  return false;
}
