import { CodedError } from '../kernel/coded-error';
import { shown } from '../kernel/problem';

/** What a reader asks for, as it stands in the URL. */
export interface HubQuery {
  readonly programIds: readonly string[];
  readonly since: string | null;
  readonly limit: string | null;
  readonly after: string | null;
}

const PARAMETERS = ['programId', 'since', 'limit', 'after'] as const;

/**
 * The parameters of a query string: programId any number of times, the others once.
 * @throws CodedError BAD_USER_INPUT for a parameter that is none: what is misspelt must not be passed over.
 */
export function readQuery(query: Readonly<Record<string, unknown>>): HubQuery {
  const unknown = Object.keys(query).find((name) => !PARAMETERS.some((known) => known === name));
  if (unknown !== undefined) {
    throw invalid(shown(unknown), `one of ${PARAMETERS.join(', ')}`, shown(unknown));
  }
  const once = (name: (typeof PARAMETERS)[number]): string | null => {
    const value = query[name] ?? null;
    if (value === null || typeof value === 'string') return value;
    throw invalid(name, 'given once', 'several');
  };
  const programs = query['programId'] ?? [];
  return {
    programIds: (Array.isArray(programs) ? programs : [programs]) as string[],
    since: once('since'),
    limit: once('limit'),
    after: once('after'),
  };
}

/** RFC 8288: the same query, from the place after its last event. */
export function nextLink(path: string, query: HubQuery, cursor: string): string {
  const parameters = new URLSearchParams(query.programIds.map((id) => ['programId', id]));
  if (query.since !== null) parameters.set('since', query.since);
  if (query.limit !== null) parameters.set('limit', query.limit);
  parameters.set('after', cursor);
  return `<${path}?${parameters}>; rel="next"`;
}

function invalid(path: string, required: string, came: string): CodedError {
  const message = `a parameter must be ${required}; ${came} came`;
  return new CodedError('BAD_USER_INPUT', message, { path, required, came });
}
