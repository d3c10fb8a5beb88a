const PATTERN = /^\*?_?[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*_?\*?$/;

/** Verdicts that are remembered, and the longest name of which one is. */
const MAX_VERDICTS = 4096;
const LONGEST_REMEMBERED = 64;

/** True for a pattern that `KeyRules` reads, of at least two letters or digits. */
export function isKeyPattern(pattern: string): boolean {
  return pattern.length <= 64 && PATTERN.test(pattern) && /[A-Za-z0-9_]{2}/.test(pattern);
}

/**
 * Which names are those of secrets. A pattern is a name in which `_` stands for an underscore, a dash, a dot,
 * a blank or nothing, case does not matter, and a `*` in front or behind stands for anything: `api_key` is
 * apiKey, API-KEY and `bb:api.key`, `*token` is accessToken and not tokenCount.
 */
export class KeyRules {
  private readonly test: RegExp | null;
  private readonly verdicts = new Map<string, boolean>();

  constructor(patterns: readonly string[]) {
    this.test = patterns.length === 0 ? null : new RegExp(patterns.map(whole).join('|'), 'i');
  }

  /** Whether a name is that of a secret. */
  match(name: string): boolean {
    if (this.test === null) return false;
    const known = this.verdicts.get(name);
    if (known !== undefined) return known;
    const verdict = this.test.test(name);
    if (name.length <= LONGEST_REMEMBERED) {
      if (this.verdicts.size >= MAX_VERDICTS) this.verdicts.clear();
      this.verdicts.set(name, verdict);
    }
    return verdict;
  }
}

/** A name may stand behind a prefix (`bb:`, `headers.`, an IRI) and in the brackets of a form's field. */
function whole(pattern: string): string {
  const start = pattern.startsWith('*') ? '' : '(?:^|[:./#[])';
  const end = pattern.endsWith('*') ? '' : '\\]?$';
  return start + pattern.replaceAll('*', '').replaceAll('_', '[-_. ]?') + end;
}
