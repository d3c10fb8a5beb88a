import { MARKER } from './marker';
import type { Span } from './span';

/** HTTP's credentials (RFC 6750, RFC 9110 section 11.4), the secret part alone. */
const BEARER = /\bbearer(?:\s|%20|\+){1,8}([\w.~+/=-]{8,})/gi;
const BASIC = /\bbasic(?:\s|%20|\+){1,8}([A-Za-z0-9+/]{8,}={0,2})/gi;
/** A JSON Web Token (RFC 7519), signed or not. */
const TOKEN = /(?<![\w-])(eyJ[\w-]{4,}\.[\w-]{2,}\.[\w-]*)/g;
/** `user:password@` of a URL (RFC 3986 section 3.2.1). */
const USER = /:\\?\/\\?\/[^\s/?#@:"<>\\]*:([^\s/?#@"<>\\]+)@/g;

/** A key of this gateway. */
const KEY = /leg_[0-9A-Za-z]{40,}/g;

/** Words that follow `bearer` or `basic` in prose, and are no credentials. */
const PROSE = /^[A-Za-z]{1,19}$/;

/** Credentials that a text shows by their form, whatever their name. */
export function credentialSpans(text: string): Span[] {
  const spans: Span[] = [];
  for (const [form, isSecret] of FORMS) {
    for (const match of text.matchAll(form)) {
      const secret = match.at(-1) as string;
      if (!isSecret(secret)) continue;
      const start = match.index + match[0].lastIndexOf(secret);
      spans.push({ start, end: start + secret.length, replacement: MARKER });
    }
  }
  return spans;
}

const FORMS: readonly (readonly [RegExp, (secret: string) => boolean])[] = [
  [BEARER, (secret) => !PROSE.test(secret)],
  [BASIC, (secret) => /^[ -~]*:[ -~]*$/.test(Buffer.from(secret, 'base64').toString('latin1'))],
  [TOKEN, () => true],
  [USER, () => true],
  [KEY, () => true],
];
