/** The engines that the gateway speaks. */
export type DialectName = 'sqlite' | 'mysql' | 'mariadb';

/** What differs from engine to engine. Everything else is SQL that all of them read alike. */
export interface Dialect {
  readonly name: DialectName;
}
