import type Libsql from 'libsql';
import { PREPARED_STATEMENTS } from './connection-limits';
import type { Sql, SqlValue } from './database';
import type { StatementObservers } from './statement-observers';
import { storageError } from './storage-error';

/** The one connection to an embedded database. It knows no turns: SqliteDatabase gives them. */
export class SqliteConnection implements Sql {
  private readonly prepared = new Map<string, Libsql.Statement>();

  constructor(
    private readonly database: Libsql.Database,
    private readonly observers: StatementObservers,
  ) {}

  async rows<T>(
    name: string,
    text: string,
    values: readonly SqlValue[] = [],
    shape = 'fixed',
  ): Promise<T[]> {
    return this.step(name, text, shape, (statement) =>
      statement.all(bound(values)).map(readable),
    ) as T[];
  }

  async run(
    name: string,
    text: string,
    values: readonly SqlValue[] = [],
    shape = 'fixed',
  ): Promise<number> {
    return this.step(name, text, shape, (statement) => statement.run(bound(values)).changes);
  }

  /** Runs a statement without values. */
  execute(name: string, text: string): void {
    this.told(name, text, () => this.database.exec(text));
  }

  private step<T>(
    name: string,
    text: string,
    shape: string,
    use: (statement: Libsql.Statement) => T,
  ): T {
    return this.told(name, text, () => use(this.statement(`/* ${name} */ ${text}`, shape)));
  }

  private told<T>(name: string, text: string, work: () => T): T {
    const ended = this.observers.begin(name, text);
    try {
      const result = work();
      ended();
      return result;
    } catch (error) {
      const known = storageError(name, error);
      ended(known);
      throw known;
    }
  }

  private statement(text: string, shape: string): Libsql.Statement {
    const known = this.prepared.get(text);
    if (known) return known;
    const statement = this.database.prepare(text);
    if (shape === 'fixed') {
      if (this.prepared.size >= PREPARED_STATEMENTS) {
        this.prepared.delete(this.prepared.keys().next().value as string);
      }
      this.prepared.set(text, statement);
    }
    return statement;
  }
}

/** libsql reads text only up to its first U+0000, so such text goes in, and is compared, as its bytes. */
function bound(values: readonly SqlValue[]): unknown[] {
  return values.map((value) =>
    typeof value === 'string' && value.includes('\0') ? Buffer.from(value) : value,
  );
}

const BYTES = /bytes$/i;

function readable(row: unknown): unknown {
  const columns = row as Record<string, unknown>;
  for (const name in columns) {
    const value = columns[name];
    if (!(value instanceof ArrayBuffer)) continue;
    const bytes = Buffer.from(value);
    columns[name] = BYTES.test(name) ? bytes : bytes.toString('utf8');
  }
  return columns;
}
