/**
 * The collation of every column and connection: byte for byte, trailing spaces included, so that `AI:1`,
 * `ai:1` and `AI:1 ` are three ids. The usual ones make them one.
 */
export const COLLATION = { mysql: 'utf8mb4_0900_bin', mariadb: 'utf8mb4_nopad_bin' } as const;
