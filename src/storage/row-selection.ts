import type { Reach } from '../kernel/reach';

/** A table that rows are read from. All names are ours, never a client's. */
export interface ReadTable<Row extends object> {
  readonly table: string;
  /** The column behind each name that a row has. */
  readonly columns: Readonly<Partial<Record<keyof Row & string, string>>>;
  /** Names whose columns are DATETIME: read as SqlTime text. */
  readonly instants: readonly (keyof Row & string)[];
  /** Names that are read whatever is asked for; the first is never NULL. */
  readonly always: readonly [keyof Row & string, ...(keyof Row & string)[]];
  /** What a field reads that is not the column of its name. */
  readonly needs: Readonly<Record<string, readonly (keyof Row & string)[]>>;
  /** Makes a row of what was read; the same object, when not given. */
  readonly make?: (read: Row) => Row;
}

/** A table of which a row belongs to each row of the wide table `w`, or none. */
export interface ToOne {
  /** What the rows of `w` have it as. */
  readonly name: string;
  readonly of: AnyTable;
  /** Its columns, each with the column of `w` that is equal: one row at most has them all. */
  readonly on: Readonly<Record<string, string>>;
  /** True for a part of the row itself, which whoever may read the row may read; else it has a reach of its own. */
  readonly isPart?: boolean;
}

/** A ReadTable of whatever rows. */
interface AnyTable {
  readonly table: string;
  readonly columns: Readonly<Partial<Record<string, string>>>;
  readonly instants: readonly string[];
  readonly always: readonly string[];
  readonly needs: Readonly<Record<string, readonly string[]>>;
  // A method, so that a table of any row is one of these.
  make?(read: object): object;
}

/** What a statement reads of the table `w` and of what is joined to it, and how its rows become objects. */
export interface RowSelection<Row extends object> {
  /** The select list: `w.id AS id, person.id AS person_id`. Tells one selection from another. */
  readonly columns: string;
  /** What comes after the table `w`: LEFT JOINs, each within the tenant; empty for none. */
  readonly joins: string;
  /** Makes the rows: changes what it is given. */
  readonly rowsOf: (read: readonly object[]) => Row[];
  /** The same without the rows of others that it reads along, which have a reach of their own; null: it reads none. */
  readonly apart: RowSelection<Row> | null;
}

/** What a reach reads: rows of others only along with rows where it reaches all of them. */
export function withinReach<Row extends object>(
  { only }: Reach,
  selection: RowSelection<Row>,
): RowSelection<Row> {
  return only === null ? selection : (selection.apart ?? selection);
}

/** Field names that are asked for; null asks for every column. */
export type FieldNames = Iterable<string> | null;

/**
 * What to read of a table for the fields that are asked for. A field that the table knows nothing of asks
 * for every column, so that a new field can be slow and not wrong.
 * @param joined what is read along with each row, and the fields asked of it.
 */
export function rowSelection<Row extends object>(
  table: ReadTable<Row>,
  fields: FieldNames,
  joined: readonly { readonly relation: ToOne; readonly fields: FieldNames }[] = [],
): RowSelection<Row> {
  const make = table.make ?? ((row: Row) => row);
  const asked = fields && [...fields];
  const parts = joined.map(({ relation, fields: its }) => joinedPart(relation, its));
  // A relation that is read along needs no id to be found by.
  const along = new Set(joined.map(({ relation }) => relation.name));
  const own = asked && asked.filter((field) => !along.has(field));
  const kept = joined.filter(({ relation }) => relation.isPart);
  return {
    columns: [
      ...namesFor(table, own).map((name) => `${expression(table, name, 'w')} AS ${name}`),
      ...parts.map(({ columns }) => columns),
    ].join(', '),
    joins: parts.map(({ join }) => join).join(''),
    rowsOf: (read) =>
      (read as Row[]).map((row) => {
        for (const { attach } of parts) attach(row as Record<string, unknown>);
        return make(row);
      }),
    apart: kept.length === joined.length ? null : rowSelection(table, asked, kept),
  };
}

function namesFor(table: AnyTable, fields: FieldNames): string[] {
  const all = Object.keys(table.columns);
  const names = new Set<string>(table.always);
  for (const field of fields ?? all) {
    const needed = table.needs[field] ?? (field in table.columns ? [field] : all);
    for (const name of needed) names.add(name);
  }
  return [...names];
}

/** Text on every engine, and always with its milliseconds: drivers take their time over a DATETIME. */
function expression({ columns, instants }: AnyTable, name: string, alias: string): string {
  const column = `${alias}.${columns[name]}`;
  return instants.includes(name) ? `CAST(${column} AS CHAR(23))` : column;
}

function joinedPart({ name, of, on }: ToOne, fields: FieldNames) {
  const names = namesFor(of, fields).map((own) => [own, `${name}_${own}`] as const);
  const equals = Object.entries(on).map(([own, wide]) => `${own} = w.${wide}`);
  const [, first] = names[0] as readonly [string, string];
  return {
    columns: names.map(([own, read]) => `${expression(of, own, name)} AS ${read}`).join(', '),
    join: ` LEFT JOIN ${of.table} ${name} ON ${['tenant_id = w.tenant_id', ...equals].map((one) => `${name}.${one}`).join(' AND ')}`,
    attach: (row: Record<string, unknown>): void => {
      if (row[first] === null) {
        row[name] = null;
        return;
      }
      const found: Record<string, unknown> = {};
      for (const [own, read] of names) found[own] = row[read];
      row[name] = of.make ? of.make(found) : found;
    },
  };
}
