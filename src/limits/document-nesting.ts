/** Brackets below each other in a document: a JSON value as deep as one may be, written out below many fields. */
export const MAX_NESTING = 200;

/**
 * A bracket, or text whose brackets are none: GraphQL, October 2021, sections 2.1.4 (comments) and 2.9.4
 * (strings). A string that nobody closed ends with its line, or with the document: the parser says so.
 */
const PIECES = /[{[(]|[}\])]|#[^\r\n]*|"""(?:\\"""|[^])*?(?:"""|$)|"(?:\\[^\r\n]|[^"\\\r\n])*"?/g;

/**
 * Whether a document's brackets nest deeper than MAX_NESTING. Asked before the document is parsed: a parser
 * that calls itself for each level ends where the stack does, which every version of Node puts elsewhere.
 * Takes time by the document's length.
 */
export function nestsTooDeep(document: string): boolean {
  if (document.length <= MAX_NESTING) return false;
  let level = 0;
  for (const [piece] of document.matchAll(PIECES)) {
    if (piece === '{' || piece === '[' || piece === '(') {
      level += 1;
      if (level > MAX_NESTING) return true;
    } else if (piece === '}' || piece === ']' || piece === ')') level -= 1;
  }
  return false;
}
