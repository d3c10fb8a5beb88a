import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { CodedError } from '../kernel/coded-error';

/** Where errors that no client may see are written. */
export type ReportError = (error: unknown, correlationId: string) => void;

interface Fault {
  readonly property: string;
  readonly constraints?: Readonly<Record<string, string>>;
  readonly children?: readonly Fault[];
}

interface BrokenRule {
  readonly path: string;
  readonly rule: string;
}

const UNAVAILABLE = new Set(['UNAVAILABLE', 'OVERLOADED']);

/**
 * What a client may see of an error: CodedErrors as they are, faults of the request without the input that
 * caused them, and for everything else a sentence with an id under which the log has the error itself.
 */
export function publicError(error: GraphQLError, report: ReportError): GraphQLError {
  const cause = error.originalError;
  if (cause instanceof CodedError) return coded(error, cause.code, cause.message, cause.details);
  if (cause instanceof ArgumentValidationError) {
    const faults = flatten(cause.extensions.validationErrors, '');
    const message = faults.map(({ path, rule }) => `${path}: ${rule}`).join('; ');
    return coded(error, 'BAD_USER_INPUT', message, { path: faults[0]?.path });
  }
  if (cause === undefined || cause instanceof GraphQLError) return ofRequest(error);
  const correlationId = randomUUID();
  report(cause, correlationId);
  return coded(
    error,
    'INTERNAL_SERVER_ERROR',
    `Internal server error; the log has it under ${correlationId}`,
    {
      correlationId,
    },
  );
}

/** A fault of the document or its variables: graphql's own words, without the value that came. */
function ofRequest(error: GraphQLError): GraphQLError {
  const message = error.message.replace(
    / got invalid value [\s\S]*?(?=(?: at "[^"]{0,200}")?; )/,
    ' got an invalid value',
  );
  const shown = message.length > 400 ? `${message.slice(0, 399)}…` : message;
  return new GraphQLError(shown, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    path: error.path,
    extensions: error.extensions,
  });
}

function coded(
  error: GraphQLError,
  code: string,
  message: string,
  details: Readonly<Record<string, unknown>>,
): GraphQLError {
  const unavailable = UNAVAILABLE.has(code);
  const retryAfter = typeof details['retryAfter'] === 'number' ? details['retryAfter'] : 1;
  // Apollo takes the status and headers out of extensions.http, and wants its headers as a Map.
  const http: Record<string, unknown> = unavailable
    ? { http: { status: 503, headers: new Map([['retry-after', String(retryAfter)]]) } }
    : {};
  return new GraphQLError(message, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    path: error.path,
    extensions: { ...details, code, ...http },
  });
}

function flatten(faults: readonly Fault[], parent: string): BrokenRule[] {
  return faults.flatMap(({ property, constraints, children }): BrokenRule[] => {
    const path = parent === '' ? property : `${parent}.${property}`;
    const own = Object.values(constraints ?? {}).map((rule) => ({ path, rule }));
    return [...own, ...flatten(children ?? [], path)];
  });
}
