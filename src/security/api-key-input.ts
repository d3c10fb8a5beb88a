import { CodedError } from '../kernel/coded-error';
import { type Scope, SCOPES } from '../kernel/principal';
import { shown } from '../kernel/problem';
import { MAX_IDENTIFIER } from '../kernel/roster';
import type { SqlTime } from '../kernel/timestamp';
import type { ApiKeyRights } from './api-key';

/** What a new key is to be. */
export interface ApiKeyRequest {
  /** What people call it: 1 to 200 characters. */
  readonly name: string;
  /** One of SCOPES at least. */
  readonly scopes: readonly Scope[];
  /** At most 100 Hub programs of 1 to 25 characters; null or left out: bound to none in particular. */
  readonly programs?: readonly string[] | null;
  /** At most 100 Caliper sensors of 1 to 2,048 characters; null or left out: bound to none in particular. */
  readonly sensors?: readonly string[] | null;
  /** When it stops being good, in the future; null or left out: never by itself. */
  readonly expiresAt?: SqlTime | null;
}

const MAX_BOUND = 100;
const MAX_PROGRAM = 25;
const MAX_KEY_NAME = 200;

/**
 * Checks what is asked of a new key.
 * @throws CodedError REQUIRED, TOO_LONG, TOO_MANY, INVALID_CHARACTER, BAD_USER_INPUT, with the path.
 */
export function checkedKeyRights(request: ApiKeyRequest, now: SqlTime): ApiKeyRights {
  checkText(request.name, '/name', MAX_KEY_NAME);
  const scopes = SCOPES.filter((scope) => request.scopes.includes(scope));
  if (scopes.length === 0) throw invalid('REQUIRED', '/scopes', 'one scope at least', 'none');
  const stranger = request.scopes.find((scope) => !SCOPES.includes(scope));
  if (stranger !== undefined) {
    throw invalid('BAD_USER_INPUT', '/scopes', `of ${SCOPES.join(', ')}`, shown(stranger));
  }
  const programs = checkedBound(request.programs, '/programs', MAX_PROGRAM);
  const sensors = checkedBound(request.sensors, '/sensors', MAX_IDENTIFIER);
  if (scopes.includes('admin') && (programs ?? sensors) !== null) {
    const path = programs === null ? '/sensors' : '/programs';
    const required = 'left out where a scope is admin, which is for all of the tenant';
    throw invalid('BAD_USER_INPUT', path, required, 'a list');
  }
  const { expiresAt } = request;
  if (typeof expiresAt === 'string' && expiresAt <= now) {
    throw invalid('BAD_USER_INPUT', '/expiresAt', 'an instant that is yet to come', expiresAt);
  }
  return { scopes, programs, sensors };
}

function checkedBound(
  names: readonly string[] | null | undefined,
  path: string,
  longest: number,
): readonly string[] | null {
  if (names === null || names === undefined) return null;
  if (names.length === 0) {
    throw invalid('REQUIRED', path, 'one name at least, or left out', 'an empty list');
  }
  if (names.length > MAX_BOUND) {
    throw invalid('TOO_MANY', path, `a list of at most ${MAX_BOUND}`, String(names.length));
  }
  names.forEach((name, at) => checkText(name, `${path}/${at}`, longest));
  return [...new Set(names)];
}

function checkText(text: string, path: string, longest: number): void {
  const required = `1 to ${longest} characters`;
  if (text === '') throw invalid('REQUIRED', path, required, 'an empty text');
  if (text.length > longest) {
    throw invalid('TOO_LONG', path, required, `${text.length} characters`);
  }
  if (text.includes('\0') || !text.isWellFormed()) {
    const clean = 'text without U+0000 and without half a surrogate pair';
    throw invalid('INVALID_CHARACTER', path, clean, shown(text));
  }
}

function invalid(code: string, path: string, required: string, came: string): CodedError {
  return new CodedError(code, `${path} must be ${required}; ${came} came`, {
    path,
    required,
    came,
  });
}
