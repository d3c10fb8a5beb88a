import { CodedError } from '../kernel/coded-error';
import type { Clock } from '../kernel/clock';
import { fileKeys } from './file-keys';
import { remoteKeys } from './remote-keys';
import { type TokenOptions, TokenVerifier } from './token-verifier';

/** Whose tokens are believed, and where the keys are that they must be signed with: one of the two is given. */
export interface UserTokenOptions extends TokenOptions {
  readonly jwksUrl: string | null;
  readonly keysFile: string | null;
}

/**
 * The verifier of users' tokens.
 * @param report is told when the keys could not be fetched.
 * @throws CodedError BAD_CONFIG where the keys' file holds none, or none is named.
 */
export function userTokens(
  options: UserTokenOptions,
  clock: Clock,
  report: (error: unknown) => void,
): TokenVerifier {
  const { jwksUrl, keysFile } = options;
  if (keysFile !== null) return new TokenVerifier(fileKeys(keysFile), options, clock);
  if (jwksUrl === null) throw new CodedError('BAD_CONFIG', 'JWT_JWKS_URL must be given');
  return new TokenVerifier(remoteKeys(jwksUrl, clock, report), options, clock);
}
