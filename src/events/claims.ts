import type { Sql, SqlValue } from '../storage/database';
import { inList, LONGEST_LIST } from '../storage/in-list';

/** Who holds an identity. */
export interface Claim {
  readonly id: string;
  readonly contentHash: string;
}

/** What was claimed by inserting rows of one kind: complete when every row went in. */
export interface Claims {
  /** By identity: ours, until `readClaims` says whose it is. */
  readonly holders: Map<string, Claim>;
  readonly complete: boolean;
}

const SOURCES = [
  { kind: 'E', table: 'event', contentHash: 'content_hash' },
  { kind: 'D', table: 'entity_description', contentHash: 'identity' },
] as const;

/**
 * Finds who holds the identities that could not all be claimed: one statement for events and
 * descriptions together, for each 1,000 of them.
 */
export async function readClaims(
  sql: Sql,
  tenantId: string,
  events: Claims,
  descriptions: Claims,
): Promise<void> {
  const claims = [events, descriptions];
  const wanted = claims.map((kind) => (kind.complete ? [] : [...kind.holders.keys()]));
  const longest = Math.max(...wanted.map((identities) => identities.length));
  for (let from = 0; from < longest; from += LONGEST_LIST) {
    const parts: string[] = [];
    const values: SqlValue[] = [];
    SOURCES.forEach(({ kind, table, contentHash }, at) => {
      const chunk = wanted[at]?.slice(from, from + LONGEST_LIST) ?? [];
      if (chunk.length === 0) return;
      const list = inList(chunk);
      parts.push(
        `SELECT '${kind}' AS kind, identity, id, ${contentHash} AS contentHash FROM ${table} ` +
          `WHERE tenant_id = ? AND identity IN ${list.text}`,
      );
      values.push(tenantId, ...list.values);
    });
    const rows = await sql.rows<Claim & { kind: string; identity: string }>(
      'events.claims',
      parts.join(' UNION ALL '),
      values,
    );
    for (const row of rows)
      (row.kind === 'E' ? events : descriptions).holders.set(row.identity, row);
  }
}
