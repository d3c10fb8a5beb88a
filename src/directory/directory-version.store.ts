import { newId } from '../kernel/id';
import type { Database, Sql } from '../storage/database';
import type { Dialect } from '../storage/dialect';
import { insertRows } from '../storage/insert-rows';
import type { DirectoryAspect } from './directory-version.entity';

/** At which versions what was read of a tenant's directory holds. */
export interface DirectoryVersion {
  readonly links: string;
  readonly facts: string;
}

/** Both, as a statement reads them; LINKS null where it could not be held. */
export interface VersionRow {
  readonly facts: string;
  readonly links: string | null;
}

const INTO = {
  table: 'directory_version',
  columns: ['tenant_id', 'aspect', 'version'],
  key: ['tenant_id', 'aspect'],
};
const ASPECTS: readonly DirectoryAspect[] = ['LINKS', 'FACTS'];

/**
 * Tells gateways whether what they remember of a directory still holds: see the decision record on it. Versions
 * are drawn, not counted: a database that was put back to an earlier day never meets one of them again.
 */
export class DirectoryVersionStore {
  constructor(private readonly database: Database) {}

  /**
   * The versions, held: no name that is known moves to another person or course before the transaction ends.
   * @returns null where somebody is moving one now, or waits to, and where there are none yet: nothing that is
   *   remembered may be used then.
   */
  async hold(sql: Sql, tenantId: string): Promise<DirectoryVersion | null> {
    const rows = await sql.rows<VersionRow>(
      'directory.versions',
      `SELECT f.version AS facts, l.version AS links FROM ${heldVersions(this.database.dialect)}`,
      [tenantId, tenantId],
    );
    return this.read(sql, tenantId, rows[0]);
  }

  /** What a statement that selected from `heldVersions` says; a tenant who lacks one gets it, for the next time. */
  async read(
    sql: Sql,
    tenantId: string,
    row: VersionRow | undefined,
  ): Promise<DirectoryVersion | null> {
    if (!row) await this.begin(sql, tenantId);
    const links = row?.links ?? null;
    return row && links !== null ? { links, facts: row.facts } : null;
  }

  /**
   * Says that something changed, for those who read after this transaction is committed. Of LINKS it is said
   * before the change, and waits for everybody who holds the versions; of FACTS last, because others wait.
   */
  async raise(sql: Sql, tenants: readonly string[], aspect: DirectoryAspect): Promise<void> {
    const rows = tenants.map((tenantId) => [tenantId, aspect, newId()]);
    const merge = { version: '{new.version}' };
    const insertion = { ...INTO, name: 'directory.raise-version', rows, merge };
    await insertRows(sql, this.database.dialect, insertion);
  }

  private async begin(sql: Sql, tenantId: string): Promise<void> {
    const rows = ASPECTS.map((aspect) => [tenantId, aspect, newId()]);
    const insertion = { ...INTO, name: 'directory.begin-versions', rows };
    await insertRows(sql, this.database.dialect, insertion);
  }
}

/**
 * A tenant's FACTS as `f` and LINKS, held where nobody changes it, as `l`; its values are the tenant's id, twice. There
 * is no row where either is missing: LINKS is looked for once more, without being held, to tell that from another's.
 */
export function heldVersions({ holdForShareIfFree }: Dialect): string {
  return `directory_version f
    JOIN directory_version m ON m.tenant_id = f.tenant_id AND m.aspect = 'LINKS'
    LEFT JOIN (SELECT tenant_id, version FROM directory_version
                WHERE tenant_id = ? AND aspect = 'LINKS'${holdForShareIfFree}) l
      ON l.tenant_id = f.tenant_id
    WHERE f.tenant_id = ? AND f.aspect = 'FACTS'`;
}
