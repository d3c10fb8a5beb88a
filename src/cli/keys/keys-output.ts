import type { ApiKey } from '../../security/api-key';
import { type SqlTime, toIso } from '../../kernel/timestamp';

/** A key as JSON: instants as clients see them. */
export function keyJson(key: ApiKey): string {
  const iso = (time: SqlTime | null): string | null => (time === null ? null : toIso(time));
  const { createdAt, expiresAt, revokedAt, lastUsedAt } = key;
  return JSON.stringify({
    ...key,
    createdAt: iso(createdAt),
    expiresAt: iso(expiresAt),
    revokedAt: iso(revokedAt),
    lastUsedAt: iso(lastUsedAt),
  });
}

/** A key on one line, for people. */
export function keyLine(key: ApiKey, now: SqlTime): string {
  const { id, name, scopes, programs, sensors, expiresAt, revokedAt, lastUsedAt } = key;
  const ended = expiresAt !== null && expiresAt <= now;
  const standing = revokedAt !== null ? 'revoked' : ended ? 'expired' : 'good';
  const bound = [...(programs ?? []), ...(sensors ?? [])].join(',');
  const parts = [
    id,
    standing.padEnd(7),
    name,
    scopes.join(','),
    ...(bound === '' ? [] : [`for ${bound}`]),
    ...(expiresAt === null || ended ? [] : [`until ${toIso(expiresAt)}`]),
    lastUsedAt === null ? 'never used' : `last used ${toIso(lastUsedAt)}`,
  ];
  return parts.join('  ');
}
