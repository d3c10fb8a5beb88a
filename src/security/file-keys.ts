import { readFileSync } from 'node:fs';
import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { CodedError } from '../kernel/coded-error';

/** Members of a JWK that only who signs may have (RFC 7518 section 6). */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

/**
 * The keys of an issuer in a file: a JSON Web Key Set of public keys (RFC 7517 section 5), read once.
 * @throws CodedError BAD_CONFIG where it is none, or holds a private or secret key.
 */
export function fileKeys(file: string): JWTVerifyGetKey {
  try {
    const set = JSON.parse(readFileSync(file, 'utf8')) as JSONWebKeySet;
    const find = createLocalJWKSet(set);
    if (!set.keys.some((key) => PRIVATE.some((member) => member in key))) return find;
  } catch {
    // What is wrong with it is told below, without its contents.
  }
  throw new CodedError(
    'BAD_CONFIG',
    'JWT_KEYS_FILE must name a JSON Web Key Set of public keys that this process may read',
  );
}
