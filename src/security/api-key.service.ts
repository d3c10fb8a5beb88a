import { CodedError } from '../kernel/coded-error';
import { type Clock, sqlNow } from '../kernel/clock';
import { isId, newId } from '../kernel/id';
import {
  type Connection,
  connectionOf,
  type PageArguments,
  readPageArguments,
} from '../kernel/page';
import type { Principal } from '../kernel/principal';
import { readTimestamp, type SqlTime, toMillis, toSqlTime } from '../kernel/timestamp';
import type { Database } from '../storage/database';
import type { ApiKey, ApiKeyRights, IssuedApiKey, StoredApiKey } from './api-key';
import { type ApiKeyRequest, checkedKeyRights } from './api-key-input';
import { newKeyText } from './api-key-text';
import type { ApiKeyStore } from './api-key.store';
import { checkGrant, requireAdmin } from './check-grant';

/** Longest time that an old key stays good beside the one that takes its place: 30 days, in seconds. */
export const MAX_OVERLAP = 30 * 86_400;

const ORDER = 'API_KEYS';

/**
 * Makes, lists, rotates and revokes the API keys of a tenant. Everything is asked by a principal, and refused
 * with CodedError FORBIDDEN to one without the scope `admin`.
 */
export class ApiKeyService {
  /** @param changed is told the id of each key whose rights changed, after the commit. */
  constructor(
    private readonly database: Database,
    private readonly store: ApiKeyStore,
    private readonly clock: Clock,
    private readonly changed: (id: string) => void,
  ) {}

  /**
   * Makes a key. Its text is in the answer, and nowhere else.
   * @throws CodedError FORBIDDEN for a key that could do more than `by`, and those of checkedKeyRights.
   */
  async create(by: Principal, request: ApiKeyRequest): Promise<IssuedApiKey> {
    requireAdmin(by);
    const rights = checkedKeyRights(request, sqlNow(this.clock));
    checkGrant(by, rights);
    const { stored, ...issued } = this.issue(by, request.name, rights, request.expiresAt ?? null);
    await this.store.insert(stored);
    return issued;
  }

  /** A page of the tenant's keys, the newest first. @throws CodedError BAD_USER_INPUT with the argument's path. */
  async list(by: Principal, args: PageArguments): Promise<Connection<ApiKey>> {
    requireAdmin(by);
    const page = readPageArguments(args, ORDER, 2, ([time, id]) => isPlace(time, id));
    const rows = await this.store.page(by.tenantId, page);
    return connectionOf(rows, page, ORDER, ({ createdAt, id }) => [createdAt, id]);
  }

  /**
   * Makes a key with the rights and name of another, which stays good for `overlap` seconds, 0 to MAX_OVERLAP.
   * Both are good meanwhile, so that whoever holds the old one can change over. The new one never expires
   * before the old one would have: it has as long as the old one was given when it was made.
   * @throws CodedError NOT_FOUND, CONFLICT where the key is good no more, FORBIDDEN, BAD_USER_INPUT.
   */
  async rotate(by: Principal, id: string, overlap: number): Promise<IssuedApiKey> {
    requireAdmin(by);
    checkOverlap(overlap);
    if (!isId(id)) throw unknownKey();
    const issued = await this.database.transaction('security.rotate-key', async (sql) => {
      const old = found(await this.store.byId(by.tenantId, id, sql));
      const now = sqlNow(this.clock);
      if (old.revokedAt !== null || (old.expiresAt !== null && old.expiresAt <= now)) {
        throw new CodedError('CONFLICT', 'a key that is good now was required; this one has ended');
      }
      checkGrant(by, old);
      const { stored, ...made } = this.issue(by, old.name, old, sameLife(old, now));
      await this.store.insert(stored, sql);
      const end = toSqlTime(toMillis(now) + overlap * 1000) ?? now;
      await this.store.expire(sql, by.tenantId, id, end);
      return made;
    });
    this.changed(id);
    return issued;
  }

  /** Ends a key: here at once, at other gateways within 30 seconds. Again is the same. @throws CodedError NOT_FOUND. */
  async revoke(by: Principal, id: string): Promise<ApiKey> {
    requireAdmin(by);
    if (!isId(id)) throw unknownKey();
    await this.store.revoke(by.tenantId, id, sqlNow(this.clock));
    this.changed(id);
    return found(await this.store.byId(by.tenantId, id));
  }

  private issue(
    { tenantId, subject }: Principal,
    name: string,
    { scopes, programs, sensors }: ApiKeyRights,
    expiresAt: SqlTime | null,
  ): IssuedApiKey & { readonly stored: StoredApiKey } {
    const id = newId(this.clock());
    const { text, secretHash } = newKeyText(id);
    const apiKey: ApiKey = {
      ...{ id, name, scopes, programs, sensors, expiresAt },
      createdAt: sqlNow(this.clock),
      createdBy: subject,
      revokedAt: null,
      lastUsedAt: null,
    };
    return { apiKey, key: text, stored: { ...apiKey, tenantId, hash: secretHash } };
  }
}

/** A key that was good for 90 days is followed by one that is good for 90 days. */
function sameLife({ createdAt, expiresAt }: ApiKey, now: SqlTime): SqlTime | null {
  if (expiresAt === null) return null;
  return toSqlTime(toMillis(now) + toMillis(expiresAt) - toMillis(createdAt)) ?? expiresAt;
}

function found(key: ApiKey | null): ApiKey {
  if (!key) throw unknownKey();
  return key;
}

function unknownKey(): CodedError {
  const message = 'id must be that of an API key; another came';
  return new CodedError('NOT_FOUND', message, { path: '/id' });
}

function checkOverlap(seconds: number): void {
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= MAX_OVERLAP) return;
  const required = `a whole number of seconds from 0 to ${MAX_OVERLAP}`;
  throw new CodedError('BAD_USER_INPUT', `overlapSeconds must be ${required}; ${seconds} came`, {
    ...{ path: '/overlapSeconds', required, came: String(seconds) },
  });
}

function isPlace(time = '', id = ''): boolean {
  return time.length === 23 && readTimestamp(time)?.time === time && isId(id);
}
