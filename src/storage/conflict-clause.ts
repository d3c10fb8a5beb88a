import type { DialectName } from './dialect';

/** What the clause is made of; see Insertion. */
export interface ConflictRule {
  readonly name: string;
  readonly table: string;
  readonly key: readonly string[];
  readonly merge?: Readonly<Record<string, string>>;
}

const REFERENCE = /\{(new|old)\.(\w+)\}/g;

const INCOMING: Readonly<Record<DialectName, (column: string) => string>> = {
  sqlite: (column) => `excluded.\`${column}\``,
  mysql: (column) => `incoming.\`${column}\``,
  mariadb: (column) => `VALUES(\`${column}\`)`,
};

/**
 * What follows the VALUES of an INSERT, so that a row that is there already is left alone or merged. Never
 * INSERT IGNORE, which cuts and clamps values in silence, never REPLACE, which deletes.
 */
export function conflictClause(dialect: DialectName, rule: ConflictRule): string {
  const { table, key, merge } = rule;
  if (!merge) {
    if (dialect === 'sqlite') return ' ON CONFLICT DO NOTHING';
    return ` ON DUPLICATE KEY UPDATE \`${key[0]}\` = ${table}.\`${key[0]}\``;
  }
  const assignments = assignmentOrder(rule.name, merge).map((column) => {
    const expression = (merge[column] as string).replace(
      REFERENCE,
      (_, side: string, name: string) =>
        side === 'new' ? INCOMING[dialect](name) : `${table}.\`${name}\``,
    );
    return `\`${column}\` = ${expression}`;
  });
  const set = assignments.join(', ');
  if (dialect === 'sqlite') {
    return ` ON CONFLICT (${key.map((column) => `\`${column}\``).join(', ')}) DO UPDATE SET ${set}`;
  }
  return `${dialect === 'mysql' ? ' AS incoming' : ''} ON DUPLICATE KEY UPDATE ${set}`;
}

/**
 * The columns in an order in which each is assigned after every other whose expression reads its old value:
 * MySQL and MariaDB assign from left to right, and an expression sees what was assigned before it.
 */
function assignmentOrder(name: string, merge: Readonly<Record<string, string>>): string[] {
  const readers = (column: string): string[] =>
    Object.keys(merge).filter((other) => other !== column && reads(merge[other] as string, column));
  const order: string[] = [];
  const visiting = new Set<string>();
  const visit = (column: string): void => {
    if (order.includes(column)) return;
    if (visiting.has(column)) {
      throw new Error(
        `${name} merges columns that read each other's old values in a circle: ${column}`,
      );
    }
    visiting.add(column);
    for (const reader of readers(column)) visit(reader);
    order.push(column);
  };
  for (const column of Object.keys(merge)) visit(column);
  return order;
}

function reads(expression: string, column: string): boolean {
  return expression.includes(`{old.${column}}`);
}
