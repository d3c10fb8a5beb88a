/** The engines that the gateway speaks. */
export type DialectName = 'sqlite' | 'mysql' | 'mariadb';

/** The spans of time that events are counted by. A week starts on Monday (ISO 8601). */
export type BucketUnit = 'HOUR' | 'DAY' | 'WEEK';

/** What differs from engine to engine. Everything else is SQL that all of them read alike. */
export interface Dialect {
  readonly name: DialectName;
  /** What ends a SELECT whose rows nobody may change before the transaction ends; SQLite has one writer, and needs nothing. */
  readonly holdForShare: string;
  /** The same that leaves out rows which somebody is changing, or waits to change, where `holdForShare` waits. */
  readonly holdForShareIfFree: string;
  /** The same for rows that this transaction will change; it also waits for rows that are not committed yet. */
  readonly holdForUpdate: string;
  /**
   * SQL for the start of the bucket that a stored instant falls into, as SqlTime text: the same text on
   * every engine.
   * @param column a column, or an expression without values, that gives a SqlTime.
   */
  bucket(unit: BucketUnit, column: string): string;
}

const MIDNIGHT = '00:00:00.000';

function bucketOnServer(unit: BucketUnit, column: string): string {
  switch (unit) {
    case 'HOUR':
      return `DATE_FORMAT(${column}, '%Y-%m-%d %H:00:00.000')`;
    case 'DAY':
      return `DATE_FORMAT(${column}, '%Y-%m-%d ${MIDNIGHT}')`;
    case 'WEEK':
      return `DATE_FORMAT(DATE_SUB(${column}, INTERVAL WEEKDAY(${column}) DAY), '%Y-%m-%d ${MIDNIGHT}')`;
  }
}

function bucketInSqlite(unit: BucketUnit, column: string): string {
  switch (unit) {
    case 'HOUR':
      return `substr(${column}, 1, 13) || ':00:00.000'`;
    case 'DAY':
      return `substr(${column}, 1, 10) || ' ${MIDNIGHT}'`;
    case 'WEEK':
      return `date(substr(${column}, 1, 10), 'weekday 0', '-6 days') || ' ${MIDNIGHT}'`;
  }
}

const ON_SERVER = {
  holdForShare: ' LOCK IN SHARE MODE',
  holdForShareIfFree: ' LOCK IN SHARE MODE SKIP LOCKED',
  holdForUpdate: ' FOR UPDATE',
  bucket: bucketOnServer,
};

/** One of each engine. */
export const dialects: Readonly<Record<DialectName, Dialect>> = {
  sqlite: {
    name: 'sqlite',
    holdForShare: '',
    holdForShareIfFree: '',
    holdForUpdate: '',
    bucket: bucketInSqlite,
  },
  // MySQL has SKIP LOCKED for the standard's words only, MariaDB has only the others.
  mysql: { name: 'mysql', ...ON_SERVER, holdForShareIfFree: ' FOR SHARE SKIP LOCKED' },
  mariadb: { name: 'mariadb', ...ON_SERVER },
};
