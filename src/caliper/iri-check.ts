const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]{0,63}:/;
const SPACE = /[\s\u0000-\u001f]/; // eslint-disable-line no-control-regex -- they are what is looked for

/** What an IRI looks like, for messages. */
export const IRI = 'an absolute IRI, as in https://example.edu/users/554433';

/**
 * True for an absolute IRI, a URN or a blank node (`_:score`): a scheme, a colon, something after it,
 * no white space (RFC 3987 in outline: real ids hold braces and the like, and mean what they say).
 */
export function isIri(text: string): boolean {
  if (text.startsWith('_:')) return text.length > 2 && !SPACE.test(text);
  const scheme = SCHEME.exec(text);
  return scheme !== null && text.length > scheme[0].length && !SPACE.test(text);
}
