import { PREPARED_STATEMENTS } from '../../storage/connection-limits';
import type { VariableCheck } from '../../storage/database-finding';
import type { Gateway } from './diagnosis';

const MIB = 1024 * 1024;
/** Connections that others need: administrators, back-ups, monitoring. */
const OTHERS = 10;
const UNTOUCHED =
  'let nothing between the gateway and the server (a proxy, init_connect) change what a connection was told';

const isOn = (value: string | undefined): boolean => /^(?:1|on)$/i.test(value ?? '');
const packet = ({ maxBodyBytes }: Gateway): number => Math.max(16 * MIB, 2 * maxBodyBytes);
const versionOf = (text: string): number => {
  const [major = 0, minor = 0] = text.split('.').map((part) => Number.parseInt(part, 10));
  return major * 1000 + minor;
};
const oldest = ({ engine }: Gateway): string => (engine === 'mysql' ? '8.4' : '10.11');

/** What MySQL and MariaDB must be set to, besides what durability asks for. */
export const SERVER_CHECKS: readonly VariableCheck<Gateway>[] = [
  {
    check: 'version',
    level: 'ERROR',
    required: (gateway) => `${gateway.engine} ${oldest(gateway)} or newer`,
    why: 'the gateway’s SQL is tried on the versions that are meant; MariaDB’s is not MySQL’s',
    change: ({ engine }) =>
      `use such a server; DATABASE_URL must begin with mysql: for MySQL and mariadb: for MariaDB (it begins with ${engine}:)`,
    holds: (value, _, gateway) =>
      /mariadb/i.test(value) === (gateway.engine === 'mariadb') &&
      versionOf(value) >= versionOf(oldest(gateway)),
  },
  {
    check: 'session sql_mode',
    level: 'ERROR',
    required: () => 'strict, without NO_BACKSLASH_ESCAPES',
    why: 'a mode that is not strict cuts texts and clamps numbers in silence, and with NO_BACKSLASH_ESCAPES a value could end its quotes',
    change: () => UNTOUCHED,
    holds: (value) =>
      /STRICT_(?:ALL|TRANS)_TABLES/.test(value) && !value.includes('NO_BACKSLASH_ESCAPES'),
  },
  ...['character_set_client', 'character_set_connection', 'character_set_results'].map(
    (name): VariableCheck<Gateway> => ({
      check: `session ${name}`,
      level: 'ERROR',
      required: () => 'utf8mb4',
      why: 'in any other character set a part of the world’s letters becomes question marks',
      change: () => UNTOUCHED,
      holds: (value) => value === 'utf8mb4',
    }),
  ),
  {
    check: 'session collation_connection',
    level: 'ERROR',
    required: ({ collation }) => collation ?? '',
    why: 'ids are compared byte for byte; by another collation AI:1 and ai:1 would be one event, and one of them lost',
    change: () => UNTOUCHED,
    holds: (value, _, { collation }) => value === collation,
  },
  {
    check: 'collations',
    level: 'ERROR',
    required: ({ collation }) => `${collation ?? ''} for every column`,
    why: 'ids are compared byte for byte; by another collation AI:1 and ai:1 would be one event, and one of them lost',
    change: ({ collation }) =>
      `ALTER TABLE … CONVERT TO CHARACTER SET utf8mb4 COLLATE ${collation ?? ''}, for each table named`,
    holds: (value) => value === 'as required',
  },
  {
    check: 'engines',
    level: 'ERROR',
    required: () => 'InnoDB for every table',
    why: 'a table of another engine knows no transactions: a rollback would leave a half behind',
    change: () => 'ALTER TABLE … ENGINE = InnoDB, for each table named',
    holds: (value) => value === 'InnoDB',
  },
  {
    check: 'session time_zone',
    level: 'ERROR',
    required: () => '+00:00',
    why: 'instants are kept in UTC; in another zone the server’s own functions would shift them',
    change: () => UNTOUCHED,
    holds: (value) => value === '+00:00',
  },
  {
    check: 'session transaction_isolation',
    level: 'ERROR',
    required: () => 'READ-COMMITTED',
    why: 'other levels lock the gaps between rows, and writers that never met would wait for each other in a circle',
    change: () => UNTOUCHED,
    holds: (value) => value === 'READ-COMMITTED',
  },
  {
    check: 'binlog_format',
    level: 'ERROR',
    required: () => 'ROW or MIXED while log_bin is on',
    why: 'with STATEMENT the server refuses every write of a transaction that is READ COMMITTED',
    change: () => `SET GLOBAL binlog_format = 'ROW'`,
    matters: (variables) => isOn(variables.get('log_bin')) && variables.has('binlog_format'),
    holds: (value) => value !== 'STATEMENT',
  },
  {
    check: 'session innodb_lock_wait_timeout',
    level: 'ERROR',
    required: ({ statementSeconds }) => `less than the ${statementSeconds} s of a statement`,
    why: 'a wait that outlives its statement ends by cutting the connection, where it could have been tried again',
    change: () => `${UNTOUCHED}; or raise STATEMENT_TIMEOUT`,
    holds: (value, _, { statementSeconds }) => Number(value) < statementSeconds,
  },
  {
    check: 'max_allowed_packet',
    level: 'ERROR',
    required: (gateway) => `${packet(gateway)} or more`,
    why: 'a statement that is larger breaks the connection, and the events in it can never be stored',
    change: (gateway) =>
      `SET GLOBAL max_allowed_packet = ${Math.ceil(packet(gateway) / MIB) * MIB}; or lower MAX_BODY_BYTES`,
    holds: (value, _, gateway) => Number(value) >= packet(gateway),
  },
  {
    check: 'max_connections',
    level: 'WARNING',
    required: ({ connections }) =>
      `${connections + OTHERS} or more: DATABASE_CONNECTIONS of each gateway, and ${OTHERS} for others`,
    why: 'a gateway that gets no connection answers 503',
    change: ({ connections }) =>
      `SET GLOBAL max_connections = ${connections + OTHERS}; or lower DATABASE_CONNECTIONS`,
    holds: (value, _, { connections }) => Number(value) >= connections + OTHERS,
  },
  {
    check: 'max_prepared_stmt_count',
    level: 'WARNING',
    required: ({ connections }) => `${connections * PREPARED_STATEMENTS} or more`,
    why: 'past it the server refuses to prepare a statement, and the call that needs it is answered 503',
    change: ({ connections }) =>
      `SET GLOBAL max_prepared_stmt_count = ${connections * PREPARED_STATEMENTS}; or lower DATABASE_CONNECTIONS`,
    holds: (value, _, { connections }) => Number(value) >= connections * PREPARED_STATEMENTS,
  },
  ...['read_only', 'super_read_only'].map((name): VariableCheck<Gateway> => ({
    check: name,
    level: 'ERROR',
    required: () => 'OFF',
    why: 'nothing can be stored on a server that only reads: it may be a replica',
    change: () => `point DATABASE_URL to the primary; or SET GLOBAL ${name} = OFF there`,
    matters: (variables) => name === 'read_only' || variables.has(name),
    holds: (value) => /^(?:0|off)$/i.test(value),
  })),
];
