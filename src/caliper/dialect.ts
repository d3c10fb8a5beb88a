import type { Json, JsonObject } from '../kernel/json';

/** The version of the standard that an event is written in. */
export type Dialect = 'V1P0' | 'V1P1' | 'V1P2';

const CONTEXT = 'http://purl.imsglobal.org/ctx/caliper/';

/** The values of an envelope's dataVersion that are known (Caliper 1.2 section 3.1; 1.0 had none). */
const DIALECTS: ReadonlyMap<string, Dialect> = new Map([
  [`${CONTEXT}v1p2`, 'V1P2'],
  [`${CONTEXT}v1p1`, 'V1P1'],
  [`${CONTEXT}v1p0`, 'V1P0'],
  [`${CONTEXT}v1`, 'V1P0'],
  [`${CONTEXT}v1/Context`, 'V1P0'],
]);

/** The values of dataVersion that senders of the three versions are asked for, the oldest first. */
export const DATA_VERSIONS: readonly string[] = ['v1', 'v1p1', 'v1p2'].map(
  (name) => CONTEXT + name,
);

/** The dialect that a dataVersion names; null for a value that no version of the standard has. */
export function dataVersionDialect(dataVersion: string): Dialect | null {
  return DIALECTS.get(dataVersion) ?? null;
}

/**
 * The dialect of an event: its `@context` decides, then 1.0's `@type`, then the envelope, then the
 * profile, which only 1.2 has.
 */
export function dialectOf(event: JsonObject, dataVersion: string | null): Dialect {
  const contexts = contextsOf(event);
  if (contexts.some((iri) => iri.startsWith(`${CONTEXT}v1p2`))) return 'V1P2';
  if (contexts.some((iri) => iri.startsWith(`${CONTEXT}v1p1`))) return 'V1P1';
  if (contexts.some((iri) => dataVersionDialect(iri) === 'V1P0')) return 'V1P0';
  if (typeof event.type !== 'string' && typeof event['@type'] === 'string') return 'V1P0';
  const sent = dataVersion === null ? null : dataVersionDialect(dataVersion);
  return sent ?? (typeof event.profile === 'string' ? 'V1P2' : 'V1P1');
}

/** The IRIs of a node's `@context`: a text, or the texts of a list; objects define terms and have none. */
export function contextsOf(node: JsonObject): string[] {
  const context: Json | undefined = node['@context'];
  if (typeof context === 'string') return [context];
  return Array.isArray(context) ? context.filter((iri) => typeof iri === 'string') : [];
}
