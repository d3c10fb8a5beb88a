/**
 * False for what names nothing that two senders could mean alike: blank nodes (`_:`), and what real senders
 * write when they know no id: a path without its last segment, `unknown/unknown`.
 */
export function namesOneThing(iri: string): boolean {
  return !iri.startsWith('_:') && !iri.endsWith('/') && !iri.endsWith('unknown/unknown');
}
