import type { Reach } from '../kernel/reach';
import type { EntityKind } from '../kernel/roster';
import type { SqlTime } from '../kernel/timestamp';
import { andAll } from '../storage/condition';
import type { Database, Sql } from '../storage/database';
import { inList, listsOf } from '../storage/in-list';
import { insertRows } from '../storage/insert-rows';
import { courseReach, personReach } from './directory-reach';
import type { IdentifierRow } from './directory-rows';
import { DirectoryVersionStore } from './directory-version.store';
import type { IdentifierSlot } from './roster-batch';

/** An identifier that is to name an entity. */
export interface NamedIdentifier extends IdentifierSlot {
  readonly entityId: string;
  /** Digest of all the names that came with it, where it was the first of several. */
  readonly namesDigest?: string | null;
}

const COLUMNS = [
  'tenant_id',
  'identifier_key',
  'kind',
  'type',
  'system',
  'value',
  'entity_id',
  'names_digest',
  'created_at',
];
const KEY = ['tenant_id', 'identifier_key'];

/** Reads and writes the names of persons and courses. Changes take the Sql of the caller's transaction. */
export class IdentifierStore {
  private readonly versions: DirectoryVersionStore;

  constructor(private readonly database: Database) {
    this.versions = new DirectoryVersionStore(database);
  }

  /** The identifiers of each entity that is reached, the first known first. */
  async ofEntities(
    reach: Reach,
    kind: EntityKind,
    ids: readonly string[],
  ): Promise<Map<string, IdentifierRow[]>> {
    const list = inList(ids);
    const where = andAll((kind === 'PERSON' ? personReach : courseReach)(reach, 'i.entity_id'));
    const rows = await this.database.sql.rows<IdentifierRow>(
      'directory.identifiers-of',
      `SELECT i.kind, i.type, i.\`system\`, i.value, i.entity_id AS entityId FROM identifier i
        WHERE i.tenant_id = ? AND i.entity_id IN ${list.text} AND i.kind = ?${where.text}
        ORDER BY i.created_at, i.identifier_key`,
      [reach.tenantId, ...list.values, kind, ...where.values],
    );
    const byEntity = new Map<string, IdentifierRow[]>(ids.map((id) => [id, []]));
    for (const row of rows) byEntity.get(row.entityId)?.push(row);
    return byEntity;
  }

  /** What the identifiers of these keys name; unknown ones have no entry. */
  async owners(tenantId: string, keys: readonly string[], sql: Sql): Promise<Map<string, string>> {
    const owners = new Map<string, string>();
    for (const part of listsOf([...new Set(keys)])) {
      const list = inList(part);
      const rows = await sql.rows<{ identifierKey: string; entityId: string }>(
        'directory.identifier-owners',
        `SELECT i.identifier_key AS identifierKey, i.entity_id AS entityId FROM identifier i
          WHERE i.tenant_id = ? AND i.identifier_key IN ${list.text}`,
        [tenantId, ...list.values],
      );
      for (const row of rows) owners.set(row.identifierKey, row.entityId);
    }
    return owners;
  }

  /**
   * Adds identifiers that were unknown a moment ago: all of them, or none.
   * @returns false when somebody else added one of them since; whom it names can be read now.
   */
  async add(
    tenantId: string,
    named: readonly NamedIdentifier[],
    now: SqlTime,
    sql: Sql,
  ): Promise<boolean> {
    if (named.length === 0) return true;
    await sql.run('directory.before-names', 'SAVEPOINT before_names', [], 'free');
    const inserted = await this.insert('directory.add-identifiers', tenantId, named, now, sql);
    if (inserted === named.length) return true;
    await sql.run('directory.without-names', 'ROLLBACK TO SAVEPOINT before_names', [], 'free');
    return false;
  }

  /** Notes of identifiers which names are known to belong with them. */
  async noteNames(tenantId: string, digests: ReadonlyMap<string, string>, sql: Sql): Promise<void> {
    for (const part of listsOf([...digests].sort(([a], [b]) => (a < b ? -1 : 1)))) {
      const list = inList(part.map(([key]) => key));
      await sql.run(
        'directory.note-names',
        `UPDATE identifier SET names_digest = CASE identifier_key ${part.map(() => 'WHEN ? THEN ?').join(' ')} END
          WHERE tenant_id = ? AND identifier_key IN ${list.text}`,
        [...part.flat(), tenantId, ...list.values],
        'free',
      );
    }
  }

  /**
   * Lets an identifier name an entity, whatever it named before. @returns what it did name; null: nothing. It is
   * added first, because only a row that is there can be held while it is read. One that others may remember
   * waits for them before it is held itself: they may be about to look it up.
   */
  async move(
    tenantId: string,
    named: NamedIdentifier,
    now: SqlTime,
    sql: Sql,
  ): Promise<string | null> {
    const name = 'directory.move-identifier';
    const { key, entityId } = named;
    const remembered = (await this.owners(tenantId, [key], sql)).get(key) ?? entityId;
    if (remembered !== entityId) await this.versions.raise(sql, [tenantId], 'LINKS');
    if ((await this.insert(name, tenantId, [named], now, sql)) > 0) return null;
    const former = (await this.owners(tenantId, [key], sql)).get(key) ?? null;
    if (former !== entityId) {
      if (former !== remembered) await this.versions.raise(sql, [tenantId], 'LINKS');
      await sql.run(
        name,
        'UPDATE identifier SET entity_id = ? WHERE tenant_id = ? AND identifier_key = ?',
        [entityId, tenantId, key],
      );
    }
    return former;
  }

  /** Takes an identifier from an entity. @returns false when it was not that entity's. */
  async remove(tenantId: string, key: string, entityId: string, sql: Sql): Promise<boolean> {
    await this.versions.raise(sql, [tenantId], 'LINKS');
    const removed = await sql.run(
      'directory.remove-identifier',
      'DELETE FROM identifier WHERE tenant_id = ? AND identifier_key = ? AND entity_id = ?',
      [tenantId, key, entityId],
    );
    return removed > 0;
  }

  private insert(
    name: string,
    tenantId: string,
    named: readonly NamedIdentifier[],
    now: SqlTime,
    sql: Sql,
  ): Promise<number> {
    const rows = named.map(({ key, kind, ref: { type, system, value }, entityId, namesDigest }) => [
      tenantId,
      key,
      kind,
      type,
      system,
      value,
      entityId,
      namesDigest ?? null,
      now,
    ]);
    const insertion = { name, table: 'identifier', columns: COLUMNS, key: KEY, rows };
    return insertRows(sql, this.database.dialect, insertion);
  }
}
