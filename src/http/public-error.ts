import { randomUUID } from 'node:crypto';
import { GraphQLError, Kind } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { CodedError } from '../kernel/coded-error';
import { STATUS_OF, STATUS_OF_ANSWER } from './status-of';

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

/** RFC 9110 section 11.6.1: a 401 says what would have been believed. */
const UNAUTHENTICATED = { status: 401, headers: new Map([['www-authenticate', 'Router']]) };

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
  if (cause instanceof Error && cause.message === STACK_OVERFLOW) return tooDeep(error);
  const scalar = codedWithin(cause);
  if (scalar) return coded(error, scalar.code, ofVariable(error, scalar.message), scalar.details);
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

/** What V8 says of input that nests too deep for a recursive reader, the parser of documents included. */
const STACK_OVERFLOW = 'Maximum call stack size exceeded';

/** A fault of the document or its variables: graphql's own words, without the value that came. */
function ofRequest(error: GraphQLError): GraphQLError {
  const { http: _forApollo, ...told } = error.extensions;
  const { nodes, source, positions, path } = error;
  const isVariable = nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION;
  const extensions = isVariable ? { code: 'BAD_USER_INPUT', ...told } : told;
  return new GraphQLError(withoutInput(error.message), {
    nodes,
    source,
    positions,
    path,
    extensions,
  });
}

/** What a scalar of ours says of a variable comes wrapped in graphql's own errors, value and all. */
function codedWithin(cause: unknown): CodedError | null {
  for (let at = cause; at instanceof GraphQLError; at = at.originalError) {
    if (at.originalError instanceof CodedError) return at.originalError;
  }
  return null;
}

function ofVariable({ message }: GraphQLError, reason: string): string {
  const name = /^Variable "\$\w{1,64}"/.exec(message)?.[0];
  const place = / at "[\w.[\]$]{1,200}"; /.exec(message)?.[0].slice(0, -2) ?? '';
  return name ? `${name}${place}: ${reason}` : reason;
}

const LONGEST_WORD = 64;
const LONGEST_MESSAGE = 300;

/** Cuts values out of a message of graphql, and names that are too long to be any of ours. */
function withoutInput(message: string): string {
  const told = withoutVariable(message)
    .replace(/( cannot represent [^:"]{0,60}): [\s\S]*$/, '$1')
    .replace(/^(Expected value of type "[^"]{1,80}"), found (?!null\.)[\s\S]*$/, '$1')
    .replace(
      new RegExp(`"[^"]{${LONGEST_WORD + 1},}"?`, 'g'),
      (word) => `${word.slice(0, LONGEST_WORD)}…"`,
    );
  return told.length > LONGEST_MESSAGE ? `${told.slice(0, LONGEST_MESSAGE - 1)}…` : told;
}

const GOT = ' got invalid value ';

/** What graphql may say of a variable's value without showing it. */
const REASONS = [
  /; ((?:\w{1,64}|Enum "\w{1,64}") cannot represent [^:"{}[\]]{1,60}): /,
  /; ((?:Expected |Field "[^"]{1,64}" )[^;]{1,150})$/,
  /" (does not exist in "\w{1,64}" enum)[.,]/,
];

/** `Variable "$n" got invalid value {value} at "n.x"; {reason}`: all but the value. */
function withoutVariable(message: string): string {
  const from = message.indexOf(GOT);
  if (from < 0) return message;
  const rest = message.slice(from + GOT.length);
  const place = / at "[\w.[\]$]{1,200}"; /.exec(rest)?.[0].slice(0, -2) ?? '';
  const reason = REASONS.map((known) => known.exec(rest)?.[1]).find((found) => found !== undefined);
  const told = reason === undefined ? '' : `; ${reason}`;
  return `${message.slice(0, from)} got an invalid value${place}${told}`;
}

function tooDeep(error: GraphQLError): GraphQLError {
  const message = 'the request nests deeper than the gateway can read; nothing was stored';
  return coded(error, 'PAYLOAD_TOO_DEEP', message, {});
}

function coded(
  error: GraphQLError,
  code: string,
  message: string,
  details: Readonly<Record<string, unknown>>,
): GraphQLError {
  // Apollo takes the status and headers out of extensions.http, and wants its headers as a Map.
  const http = STATUS_OF_ANSWER.has(code) ? { http: headOf(code, details) } : {};
  return new GraphQLError(message, {
    nodes: error.nodes,
    source: error.source,
    positions: error.positions,
    path: error.path,
    extensions: { ...details, code, ...http },
  });
}

function headOf(code: string, { retryAfter }: Readonly<Record<string, unknown>>): object {
  if (code === 'UNAUTHENTICATED') return UNAUTHENTICATED;
  const seconds = typeof retryAfter === 'number' ? retryAfter : 1;
  return { status: STATUS_OF[code], headers: new Map([['retry-after', String(seconds)]]) };
}

function flatten(faults: readonly Fault[], parent: string): BrokenRule[] {
  return faults.flatMap(({ property, constraints, children }): BrokenRule[] => {
    const path = parent === '' ? property : `${parent}.${property}`;
    const own = Object.values(constraints ?? {}).map((rule) => ({ path, rule }));
    return [...own, ...flatten(children ?? [], path)];
  });
}
