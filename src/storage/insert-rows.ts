import type { Sql, SqlValue } from './database';
import type { Dialect } from './dialect';
import { conflictClause } from './conflict-clause';
import { rowChunks } from './row-chunks';

/** Rows for one table. */
export interface Insertion {
  /** The statement's name, `events.insert`. */
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
  /**
   * The columns of the unique key by which a row is known: what `merge` is about, and the order in which
   * rows go in, because two transactions that insert in different orders deadlock. Must be among `columns`.
   */
  readonly key: readonly string[];
  /** Values in the order of `columns`. */
  readonly rows: readonly (readonly SqlValue[])[];
  /**
   * What becomes of the columns of a row whose key is there already: an SQL expression for each, in which
   * `{new.column}` is the value that came and `{old.column}` the one that is stored, always as it was before
   * this statement. Use CASE, COALESCE and comparisons, which every engine reads alike. Without `merge` such
   * a row is left alone, whichever unique key it is that it shares.
   */
  readonly merge?: Readonly<Record<string, string>>;
}

/**
 * Inserts rows, at most 100 a statement. Where two rows of one call share a key, the first is inserted.
 * @returns without `merge`: how many rows were inserted. With it the engines count changed rows differently,
 *   and the number only tells 0 from some.
 */
export async function insertRows(
  sql: Sql,
  dialect: Dialect,
  insertion: Insertion,
): Promise<number> {
  const { name, table, columns, rows } = insertion;
  if (rows.length === 0) return 0;
  const head = `INSERT INTO ${table} (${columns.map((column) => `\`${column}\``).join(', ')}) VALUES `;
  const row = `(${'?,'.repeat(columns.length - 1)}?)`;
  const tail = conflictClause(dialect.name, insertion);
  let affected = 0;
  for (const chunk of rowChunks(inKeyOrder(insertion))) {
    const text = `${head}${`${row},`.repeat(chunk.rows.length - 1)}${row}${tail}`;
    affected += await sql.run(name, text, chunk.rows.flat(), chunk.shape);
  }
  return affected;
}

function inKeyOrder({ name, columns, key, rows }: Insertion): (readonly SqlValue[])[] {
  const places = key.map((column) => columns.indexOf(column));
  if (places.length === 0 || places.includes(-1)) {
    throw new Error(`${name} requires a key among its columns; it came with ${key.join(', ')}`);
  }
  return [...rows].sort((a, b) => {
    for (const place of places) {
      const [left, right] = [a[place] ?? '', b[place] ?? ''];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  });
}
