import type { PageRequest } from '../kernel/page';
import type { Scope } from '../kernel/principal';
import type { SqlTime } from '../kernel/timestamp';
import type { Database, Sql } from '../storage/database';
import { insertRows } from '../storage/insert-rows';
import { between, orderBy } from '../storage/keyset';
import type { ApiKey, StoredApiKey } from './api-key';

const SHOWN = `id, name, scopes, programs, sensors, created_at AS createdAt, created_by AS createdBy,
  expires_at AS expiresAt, revoked_at AS revokedAt, last_used_at AS lastUsedAt`;
const COLUMNS = [
  ...['tenant_id', 'id', 'hash', 'name', 'scopes', 'programs', 'sensors'],
  ...['created_at', 'created_by', 'expires_at'],
];
const ORDER = [
  { column: 'created_at', descending: true },
  { column: 'id', descending: true },
];

type Unread = 'scopes' | 'programs' | 'sensors';
type Row<T extends ApiKey> = Omit<T, Unread> & Readonly<Record<Unread, string | null>>;

/** Keeps API keys. Rows are never deleted: a key that was revoked stays revoked. */
export class ApiKeyStore {
  constructor(private readonly database: Database) {}

  /** @returns false where a key with this id is there already; it is left alone. */
  async insert(key: StoredApiKey, sql: Sql = this.database.sql): Promise<boolean> {
    const list = (all: readonly string[] | null) => (all === null ? null : JSON.stringify(all));
    const inserted = await insertRows(sql, this.database.dialect, {
      name: 'security.insert-key',
      table: 'api_key',
      columns: COLUMNS,
      key: ['tenant_id', 'id'],
      rows: [
        [
          ...[key.tenantId, key.id, key.hash, key.name, key.scopes.join(' ')],
          ...[list(key.programs), list(key.sensors)],
          ...[key.createdAt, key.createdBy, key.expiresAt],
        ],
      ],
    });
    return inserted > 0;
  }

  /**
   * The key with an id, whosever it is: the one statement that is bound to no tenant, because it tells which
   * tenant a request is of. Nothing of it is shown to anybody.
   */
  async findOfAnyTenant(id: string): Promise<StoredApiKey | null> {
    const [row] = await this.database.sql.rows<Row<StoredApiKey>>(
      'security.find-key',
      `SELECT tenant_id AS tenantId, hash, ${SHOWN} FROM api_key WHERE id = ?`,
      [id],
    );
    return row ? parsed(row) : null;
  }

  /** A key of the tenant. */
  async byId(tenantId: string, id: string, sql: Sql = this.database.sql): Promise<ApiKey | null> {
    const [row] = await sql.rows<Row<ApiKey>>(
      'security.key-by-id',
      `SELECT ${SHOWN} FROM api_key WHERE tenant_id = ? AND id = ?`,
      [tenantId, id],
    );
    return row ? parsed(row) : null;
  }

  /** Up to one row more than a page, the newest first. */
  async page(tenantId: string, page: PageRequest): Promise<ApiKey[]> {
    const places = between(ORDER, page);
    const rows = await this.database.sql.rows<Row<ApiKey>>(
      'security.keys',
      `SELECT ${SHOWN} FROM api_key WHERE tenant_id = ?${places.map(({ text }) => ` AND ${text}`).join('')}
        ORDER BY ${orderBy(ORDER, page.backward)} LIMIT ${page.limit + 1}`,
      [tenantId, ...places.flatMap(({ values }) => [...values])],
    );
    return rows.map(parsed);
  }

  /** Whether the tenant has a key, good or not. */
  async hasAny(tenantId: string): Promise<boolean> {
    const rows = await this.database.sql.rows(
      'security.has-key',
      'SELECT id FROM api_key WHERE tenant_id = ? LIMIT 1',
      [tenantId],
    );
    return rows.length > 0;
  }

  /** Ends a key for good. The first time stands. */
  async revoke(tenantId: string, id: string, at: SqlTime): Promise<void> {
    await this.database.sql.run(
      'security.revoke-key',
      'UPDATE api_key SET revoked_at = ? WHERE tenant_id = ? AND id = ? AND revoked_at IS NULL',
      [at, tenantId, id],
    );
  }

  /** Lets a key end at an instant, unless it ends before. */
  async expire(sql: Sql, tenantId: string, id: string, at: SqlTime): Promise<void> {
    await sql.run(
      'security.expire-key',
      `UPDATE api_key SET expires_at = ?
        WHERE tenant_id = ? AND id = ? AND (expires_at IS NULL OR expires_at > ?)`,
      [at, tenantId, id, at],
    );
  }

  /** Notes a use. */
  async touch(tenantId: string, id: string, at: SqlTime): Promise<void> {
    await this.database.sql.run(
      'security.touch-key',
      `UPDATE api_key SET last_used_at = ?
        WHERE tenant_id = ? AND id = ? AND (last_used_at IS NULL OR last_used_at < ?)`,
      [at, tenantId, id, at],
    );
  }
}

function parsed<T extends ApiKey>(row: Row<T>): T {
  const list = (text: string | null) => (text === null ? null : (JSON.parse(text) as string[]));
  return {
    ...row,
    scopes: (row.scopes ?? '').split(' ').filter(Boolean) as Scope[],
    programs: list(row.programs),
    sensors: list(row.sensors),
  } as unknown as T;
}
