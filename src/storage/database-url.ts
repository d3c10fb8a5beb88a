import { CodedError } from '../kernel/coded-error';

/** The embedded database. */
export interface SqliteSettings {
  readonly engine: 'sqlite';
  /** Path of the file, or `:memory:`. */
  readonly file: string;
}

/** A database on a server. */
export interface ServerSettings {
  readonly engine: 'mysql' | 'mariadb';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** Where the rows are kept, read from DATABASE_URL. */
export type DatabaseSettings = SqliteSettings | ServerSettings;

const FORMS =
  '`sqlite:./gateway.db`, `sqlite::memory:`, `mysql://user:password@host:3306/name` or `mariadb://…`';

/**
 * Reads a database URL. MariaDB is its own scheme, because its SQL is not MySQL's.
 * @throws CodedError BAD_DATABASE_URL; the message never repeats the password.
 */
export function readDatabaseUrl(url: string): DatabaseSettings {
  if (url.startsWith('sqlite:')) {
    const file = url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '');
    if (file === '') throw bad('a file name, or `:memory:`, after `sqlite:`', 'nothing');
    return { engine: 'sqlite', file };
  }
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed) throw bad(FORMS, 'something that is no URL');
  const engine = parsed.protocol.slice(0, -1);
  if (engine !== 'mysql' && engine !== 'mariadb') throw bad(FORMS, `the scheme \`${engine}\``);
  const database = decode(parsed.pathname.slice(1), 'database name');
  if (parsed.hostname === '') throw bad('a host', 'none');
  if (database === '' || database.includes('/')) {
    throw bad('one database name after the host', database === '' ? 'none' : 'a path');
  }
  if (parsed.search !== '' || parsed.hash !== '')
    throw bad('no query and no fragment', 'one of them');
  return {
    engine,
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port === '' ? 3306 : Number(parsed.port),
    user: decode(parsed.username, 'user'),
    password: decode(parsed.password, 'password'),
    database,
  };
}

/** The settings as a log may show them: no password. */
export function shownDatabase(settings: DatabaseSettings): string {
  if (settings.engine === 'sqlite') return `sqlite:${settings.file}`;
  return `${settings.engine}://${settings.user}@${settings.host}:${settings.port}/${settings.database}`;
}

function decode(text: string, what: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw bad(`a ${what} with %-escapes of UTF-8`, 'another % sign');
  }
}

function bad(required: string, came: string): CodedError {
  return new CodedError('BAD_DATABASE_URL', `DATABASE_URL requires ${required}; ${came} came`, {
    required,
    came,
  });
}
