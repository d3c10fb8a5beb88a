import { doctorFindings } from './doctor-findings';

const MYSQL = {
  innodb_flush_log_at_trx_commit: '1',
  innodb_doublewrite: 'ON',
  log_bin: 'ON',
  sync_binlog: '1',
  version: '8.4.3',
  'session sql_mode': 'STRICT_ALL_TABLES,NO_ZERO_DATE',
  'session character_set_client': 'utf8mb4',
  'session character_set_connection': 'utf8mb4',
  'session character_set_results': 'utf8mb4',
  'session collation_connection': 'utf8mb4_0900_bin',
  'session time_zone': '+00:00',
  'session transaction_isolation': 'READ-COMMITTED',
  'session innodb_lock_wait_timeout': '3',
  binlog_format: 'ROW',
  max_allowed_packet: '67108864',
  max_connections: '151',
  max_prepared_stmt_count: '16382',
  read_only: 'OFF',
  super_read_only: 'OFF',
  collations: 'as required',
  engines: 'InnoDB',
  migrations: 'none pending',
  clock: '12 ms',
};
const SQLITE = {
  synchronous: '2',
  file: '/data/gateway.db',
  journal_mode: 'wal',
  encoding: 'UTF-8',
  permission: 'granted',
  'free space': '9000000000',
  'file system': 'local',
  migrations: 'none pending',
};
const gateway = {
  connections: 10,
  maxBodyBytes: 8 * 1024 * 1024,
  statementSeconds: 10,
  collation: 'utf8mb4_0900_bin',
};

function faults(engine: 'mysql' | 'mariadb' | 'sqlite', settings: Record<string, string>) {
  const variables = new Map(Object.entries(settings));
  return doctorFindings({ engine, variables, gateway })
    .filter(({ level }) => level !== 'OK')
    .map(({ level, check }) => `${level} ${check}`);
}

describe('the doctor', () => {
  it('finds nothing where every promise holds', () => {
    expect(faults('mysql', MYSQL)).toEqual([]);
    expect(faults('sqlite', SQLITE)).toEqual([]);
  });

  it.each([
    ['innodb_flush_log_at_trx_commit', '2', 'ERROR'],
    ['sync_binlog', '0', 'ERROR'],
    ['version', '8.0.36', 'ERROR'],
    ['version', '11.4.2-MariaDB', 'ERROR'],
    ['session sql_mode', 'NO_ENGINE_SUBSTITUTION', 'ERROR'],
    ['session sql_mode', 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES', 'ERROR'],
    ['session character_set_client', 'latin1', 'ERROR'],
    ['session collation_connection', 'utf8mb4_general_ci', 'ERROR'],
    ['session time_zone', 'SYSTEM', 'ERROR'],
    ['session transaction_isolation', 'REPEATABLE-READ', 'ERROR'],
    ['session innodb_lock_wait_timeout', '50', 'ERROR'],
    ['binlog_format', 'STATEMENT', 'ERROR'],
    ['max_allowed_packet', '4194304', 'ERROR'],
    ['max_connections', '15', 'WARNING'],
    ['max_prepared_stmt_count', '1000', 'WARNING'],
    ['read_only', 'ON', 'ERROR'],
    ['super_read_only', 'ON', 'ERROR'],
    ['collations', 'event.identity: utf8mb4_general_ci', 'ERROR'],
    ['engines', 'event: MyISAM', 'ERROR'],
    ['migrations', 'Later1795305600000', 'ERROR'],
    ['clock', '-61000 ms', 'WARNING'],
  ])('finds on a server that %s is %s', (check, value, level) => {
    expect(faults('mysql', { ...MYSQL, [check]: value })).toEqual([`${level} ${check}`]);
  });

  it.each([
    ['synchronous', '1', 'ERROR'],
    ['journal_mode', 'delete', 'WARNING'],
    ['encoding', 'UTF-16le', 'ERROR'],
    ['permission', 'refused', 'ERROR'],
    ['free space', '1000', 'WARNING'],
    ['file system', 'NFS', 'WARNING'],
  ])('finds of a file that %s is %s', (check, value, level) => {
    expect(faults('sqlite', { ...SQLITE, [check]: value })).toEqual([`${level} ${check}`]);
  });

  it('warns of what it could not see, and tells the worst first', () => {
    const { clock: _, max_connections: __, ...rest } = MYSQL;
    expect(faults('mysql', { ...rest, read_only: 'ON' })).toEqual([
      'ERROR read_only',
      'WARNING max_connections',
    ]);
  });

  it('says what to change, to the letter', () => {
    const variables = new Map(Object.entries({ ...MYSQL, max_allowed_packet: '1024' }));
    const [found] = doctorFindings({ engine: 'mysql', variables, gateway });
    expect(found).toMatchObject({
      found: '1024',
      required: '16777216 or more',
      change: 'SET GLOBAL max_allowed_packet = 16777216; or lower MAX_BODY_BYTES',
    });
  });
});
