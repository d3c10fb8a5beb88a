import type { FastifyError } from 'fastify';
import { CodedError } from '../kernel/coded-error';
import { STATUS_OF } from './status-of';

/** An error as HTTP answers it, before GraphQL or another format has seen the request. */
export interface HttpError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** RFC 9110 section 11.6.1: a 401 says what would have been believed. */
const CHALLENGE = { 'www-authenticate': 'Bearer realm="learning events"' };

/** What a client is told of an error: CodedErrors as they are, faults of the request in our words, nothing else. */
export function httpError(error: FastifyError | CodedError, maxBodyBytes: number): HttpError {
  if (error instanceof CodedError) return codedError(error);
  const status = error.statusCode ?? 500;
  if (status === 413) {
    return {
      status,
      headers: {},
      message: `a request body must be at most ${maxBodyBytes} bytes; nothing of it was stored`,
      extensions: { code: 'PAYLOAD_TOO_LARGE', required: `at most ${maxBodyBytes} bytes` },
    };
  }
  if (status === 415) {
    const message = 'the Content-Type must be application/json';
    return { status, headers: {}, message, extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } };
  }
  const [message, code] =
    status < 500
      ? ['the request could not be read', error.code ?? 'BAD_REQUEST']
      : ['Internal server error', 'INTERNAL_SERVER_ERROR'];
  return { status, headers: {}, message, extensions: { code } };
}

function codedError({ code, message, details }: CodedError): HttpError {
  const status = STATUS_OF[code] ?? 500;
  const { retryAfter } = details;
  return {
    status,
    headers: {
      ...(status === 401 ? CHALLENGE : {}),
      ...(typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : {}),
    },
    message: status === 500 ? 'Internal server error' : message,
    extensions: status === 500 ? { code: 'INTERNAL_SERVER_ERROR' } : { ...details, code },
  };
}
