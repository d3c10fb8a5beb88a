import { newId } from '../kernel/id';
import type { Database, Sql } from '../storage/database';
import { insertRows } from '../storage/insert-rows';
import type { DirectoryAspect } from './directory-version.entity';

/** At which versions what was read of a tenant's directory holds. */
export interface DirectoryVersion {
  readonly links: string;
  readonly facts: string;
}

const ASPECTS: readonly DirectoryAspect[] = ['LINKS', 'FACTS'];

/**
 * Tells gateways whether what they remember of a directory still holds: see the decision record on it. Versions
 * are drawn, not counted: a database that was put back to an earlier day never meets one of them again.
 */
export class DirectoryVersionStore {
  constructor(private readonly database: Database) {}

  /**
   * The versions, held: no name that is known moves to another person or course before the transaction ends.
   * @returns null where somebody is moving one now, or waits to; then nothing that is remembered may be used.
   */
  async hold(sql: Sql, tenantId: string): Promise<DirectoryVersion | null> {
    const [row] = await sql.rows<{ facts: string; links: string | null }>(
      'directory.versions',
      `SELECT f.version AS facts, l.version AS links FROM directory_version f
         LEFT JOIN (SELECT tenant_id, version FROM directory_version
                     WHERE tenant_id = ? AND aspect = 'LINKS'${this.database.dialect.holdForShareIfFree}) l
           ON l.tenant_id = f.tenant_id
        WHERE f.tenant_id = ? AND f.aspect = 'FACTS'`,
      [tenantId, tenantId],
    );
    if (!row) await this.begin(sql, tenantId);
    const links = row?.links ?? null;
    return row && links !== null ? { links, facts: row.facts } : null;
  }

  /**
   * Says that something changed, for those who read after this transaction is committed. Of LINKS it is said
   * before the change, and waits for everybody who holds the versions; of FACTS last, because others wait.
   */
  async raise(sql: Sql, tenantId: string, aspect: DirectoryAspect): Promise<void> {
    await insertRows(sql, this.database.dialect, {
      ...rowsOf('directory.raise-version', tenantId, [aspect]),
      merge: { version: '{new.version}' },
    });
  }

  private async begin(sql: Sql, tenantId: string): Promise<void> {
    await insertRows(
      sql,
      this.database.dialect,
      rowsOf('directory.begin-versions', tenantId, ASPECTS),
    );
  }
}

function rowsOf(name: string, tenantId: string, aspects: readonly DirectoryAspect[]) {
  return {
    name,
    table: 'directory_version',
    columns: ['tenant_id', 'aspect', 'version'],
    key: ['tenant_id', 'aspect'],
    rows: aspects.map((aspect) => [tenantId, aspect, newId()]),
  };
}
