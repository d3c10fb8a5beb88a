import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { CodedError } from '../kernel/coded-error';
import type { Clock } from '../kernel/clock';

/** When an issuer's keys are fetched; milliseconds. */
export interface FetchTimes {
  /** From one attempt to the next, whatever came of it: unknown key ids cause no more than that. */
  readonly cooldown: number;
  /** After which known keys are fetched again, beside the requests. */
  readonly refresh: number;
  readonly timeout: number;
}

export const FETCH_TIMES: FetchTimes = { cooldown: 30_000, refresh: 600_000, timeout: 5_000 };

const LARGEST = 1024 * 1024;
const MOST_KEYS = 100;

/**
 * The keys of an issuer at a URL (RFC 7517 section 5). They are fetched when the first token comes, again
 * when a token names a key that is not among them, and from time to time. While they cannot be fetched, those
 * that are known stay good: an outage of the issuer is none of ours.
 */
export function remoteKeys(
  url: string,
  clock: Clock,
  report: (error: unknown) => void,
  times: FetchTimes = FETCH_TIMES,
): JWTVerifyGetKey {
  let triedAt = -Infinity;
  let fetchedAt = -Infinity;
  const fetchKeys = async (address: string, init: RequestInit): Promise<Response> => {
    if (clock() - triedAt < times.cooldown) throw new KeysUnreachable('it was tried just now');
    triedAt = clock();
    const text = await readKeys(address, init).catch((error: unknown) => {
      report(error);
      throw error;
    });
    fetchedAt = triedAt;
    return new Response(text, { status: 200 });
  };
  const keys = createRemoteJWKSet(new URL(url), {
    timeoutDuration: times.timeout,
    cooldownDuration: times.cooldown,
    cacheMaxAge: Infinity,
    [customFetch]: fetchKeys,
  });
  return async (header, token) => {
    if (keys.jwks() && clock() - fetchedAt > times.refresh && !keys.reloading) {
      keys.reload().catch(() => undefined); // fetchKeys has reported it
    }
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof KeysUnreachable)) throw error;
      if (keys.jwks()) throw new errors.JWKSNoMatchingKey();
      throw new CodedError('UNAVAILABLE', 'the issuer’s keys were required; it gave none', {
        retryAfter: Math.ceil(times.cooldown / 1000),
      });
    }
  };
}

/** The issuer could not be asked, or gave no keys. Holds nothing of a token. */
class KeysUnreachable extends Error {}

async function readKeys(address: string, init: RequestInit): Promise<string> {
  try {
    const response = await fetch(address, init);
    if (response.status !== 200) throw new Error(`it answered ${response.status}`);
    const text = await boundedText(response);
    const { keys } = JSON.parse(text) as { keys?: unknown };
    if (!Array.isArray(keys) || keys.length > MOST_KEYS) throw new Error('it sent no key set');
    return text;
  } catch (cause) {
    throw new KeysUnreachable('the issuer’s keys could not be fetched', { cause });
  }
}

async function boundedText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > LARGEST) throw new Error(`it sent more than ${LARGEST} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
