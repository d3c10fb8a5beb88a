const ROLE_NAMESPACES = [
  'http://purl.imsglobal.org/vocab/lis/v2/membership#',
  'http://purl.imsglobal.org/vocab/lis/v2/membership/',
];
const STATUS_NAMESPACES = ['http://purl.imsglobal.org/vocab/lis/v2/status#'];

/**
 * A LIS role without its namespace (LIS 2.0 vocabulary of membership roles): `Learner`,
 * `Instructor#TeachingAssistant`; the IRI of another vocabulary as it came.
 */
export function lisRole(role: string): string {
  return without(role, ROLE_NAMESPACES);
}

/** A LIS status of a membership without its namespace: `Active`; another as it came. */
export function lisStatus(status: string): string {
  return without(status, STATUS_NAMESPACES);
}

function without(iri: string, namespaces: readonly string[]): string {
  const namespace = namespaces.find((one) => iri.length > one.length && iri.startsWith(one));
  return namespace === undefined ? iri : iri.slice(namespace.length);
}
