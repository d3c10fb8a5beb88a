import type { Database, Sql } from '../storage/database';
import { inList, listsOf } from '../storage/in-list';
import {
  type DirectoryVersion,
  DirectoryVersionStore,
  heldVersions,
} from './directory-version.store';
import type { KnownIdentifier } from './known-roster';

/** Reads for a write whom names name, and holds them. Everything takes the Sql of the caller's transaction. */
export class KnownNamesStore {
  private readonly versions: DirectoryVersionStore;

  constructor(private readonly database: Database) {
    this.versions = new DirectoryVersionStore(database);
  }

  /**
   * What the identifiers of these keys name, with all that is known of it; unknown ones have no entry. The identifiers are held until the transaction ends, so
   * that nobody moves one to another person while an event is being written for this one; persons and
   * courses are not, so that two batches that both learn something of them do not wait in a circle.
   */
  async read(
    tenantId: string,
    keys: readonly string[],
    sql: Sql,
  ): Promise<Map<string, KnownIdentifier>> {
    const known = new Map<string, KnownIdentifier>();
    for (const part of listsOf([...new Set(keys)])) {
      const { text, values } = this.query(tenantId, part);
      for (const row of await sql.rows<KnownIdentifier>('directory.identifiers', text, values))
        known.set(row.key, row);
    }
    return known;
  }

  /** The same of at most 1,000, in one statement with the versions at which it holds: see DirectoryVersionStore.hold. */
  async readAt(
    tenantId: string,
    keys: readonly string[],
    sql: Sql,
  ): Promise<{ known: Map<string, KnownIdentifier>; version: DirectoryVersion | null }> {
    const { text, values } = this.query(tenantId, keys);
    const rows = await sql.rows<KnownIdentifier & { key: string | null }>(
      'directory.identifiers',
      `SELECT NULL AS \`key\`, l.version AS entityId, f.version AS namesDigest, NULL AS asOf, NULL AS name,
              NULL AS given_name, NULL AS family_name, NULL AS email, NULL AS course_number,
              NULL AS academic_session, NULL AS type, NULL AS parent_id
         FROM ${heldVersions(this.database.dialect)}
       UNION ALL ${text}`,
      [tenantId, tenantId, ...values],
    );
    const held = rows.find(({ key }) => key === null);
    const version = held && { links: held.entityId, facts: held.namesDigest as string };
    return {
      known: new Map(rows.flatMap((row) => (row.key === null ? [] : [[row.key, row]]))),
      version: await this.versions.read(sql, tenantId, version),
    };
  }

  private query(tenantId: string, keys: readonly string[]) {
    const list = inList(keys);
    const text = `SELECT i.identifier_key AS \`key\`, i.entity_id AS entityId, i.names_digest AS namesDigest,
              COALESCE(p.as_of, c.as_of) AS asOf,
              COALESCE(p.name, c.name) AS name, p.given_name, p.family_name, p.email,
              c.course_number, c.academic_session, c.type, c.parent_id
         FROM (SELECT tenant_id, identifier_key, kind, entity_id, names_digest FROM identifier
                WHERE tenant_id = ? AND identifier_key IN ${list.text}${this.database.dialect.holdForShare}) i
         LEFT JOIN person p ON i.kind = 'PERSON' AND p.tenant_id = i.tenant_id AND p.id = i.entity_id
         LEFT JOIN course c ON i.kind = 'COURSE' AND c.tenant_id = i.tenant_id AND c.id = i.entity_id`;
    return { text, values: [tenantId, ...list.values] };
  }
}
