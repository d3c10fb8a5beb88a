import { endOf } from './end-of';
import { MARKER } from './marker';
import type { Span } from './span';

/** Something that is a credential by its form. */
interface Form {
  /** Up to where a credential is certain, the beginning of its secret part as the last group. */
  readonly begin: RegExp;
  /** What ends it. */
  readonly end: RegExp;
  /** The character that it must end with, where another makes it no credential. */
  readonly closedBy?: string;
  readonly isSecret?: (secret: string) => boolean;
}

/** Words that follow `bearer` or `basic` in prose, and are no credentials. */
const PROSE = /^[A-Za-z]{1,19}$/;

const FORMS: readonly Form[] = [
  // HTTP's credentials (RFC 6750, RFC 9110 section 11.4), the secret part alone.
  {
    begin: /\bbearer(?:\s|%20|\+){1,8}([\w.~+/=-]{8})/gi,
    end: /[^\w.~+/=-]/g,
    isSecret: (secret) => !PROSE.test(secret),
  },
  {
    begin: /\bbasic(?:\s|%20|\+){1,8}([A-Za-z0-9+/]{8})/gi,
    end: /[^A-Za-z0-9+/=]/g,
    isSecret: isUserAndPassword,
  },
  // A JSON Web Token (RFC 7519), signed or not.
  { begin: /(?<![\w-])(eyJ[\w-]{4,100000}\.[\w-]{2,1000000}\.)/g, end: /[^\w-]/g },
  // `user:password@` of a URL (RFC 3986 section 3.2.1), its letters escaped where JSON stands in a text.
  {
    begin:
      /:\\?\/\\?\/(?:[^\s/?#@:"<>\\]|\\u[0-9a-fA-F]{4}){0,1000}:([^\s/?#@"<>\\]|\\u[0-9a-fA-F]{4})/g,
    end: /[\s/?#@"<>]|\\(?!u[0-9a-fA-F]{4})/g,
    closedBy: '@',
  },
  // A key of this gateway.
  { begin: /(leg_[0-9A-Za-z]{40})/g, end: /[^0-9A-Za-z]/g },
];

/** Credentials that a text shows by their form, whatever their name. */
export function credentialSpans(text: string): Span[] {
  const spans: Span[] = [];
  for (const { begin, end, closedBy, isSecret } of FORMS) {
    begin.lastIndex = 0;
    for (let found = begin.exec(text); found; found = begin.exec(text)) {
      const start = begin.lastIndex - (found[1] as string).length;
      const last = endOf(text, begin.lastIndex, end);
      if (closedBy !== undefined && text[last] !== closedBy) {
        // Another may begin in what was passed over.
        begin.lastIndex = found.index + 1;
        continue;
      }
      begin.lastIndex = last;
      if (isSecret && !isSecret(text.slice(start, last))) continue;
      spans.push({ start, end: last, replacement: MARKER });
    }
  }
  return spans;
}

function isUserAndPassword(secret: string): boolean {
  const said = Buffer.from(secret, 'base64').toString('latin1');
  return said.includes(':') && !/[^ -~]/.test(said);
}
