import { durabilityFindings } from './durability';

const SOUND = {
  innodb_flush_log_at_trx_commit: '1',
  log_bin: 'ON',
  sync_binlog: '1',
  innodb_doublewrite: 'ON',
  innodb_flush_method: 'O_DIRECT',
};

function faults(engine: 'mysql' | 'mariadb' | 'sqlite', settings: Record<string, string>) {
  return durabilityFindings(engine, new Map(Object.entries(settings)))
    .filter(({ level }) => level !== 'OK')
    .map(({ check, level }) => `${level} ${check}`);
}

describe('durability', () => {
  it('finds nothing where every commit reaches the disk', () => {
    expect(faults('mysql', SOUND)).toEqual([]);
    expect(faults('sqlite', { synchronous: '2' })).toEqual([]);
  });

  it.each([
    ['innodb_flush_log_at_trx_commit', '0', 'ERROR'],
    ['innodb_flush_log_at_trx_commit', '2', 'ERROR'],
    ['sync_binlog', '0', 'ERROR'],
    ['sync_binlog', '1000', 'ERROR'],
    ['innodb_doublewrite', 'OFF', 'WARNING'],
    ['innodb_doublewrite', 'DETECT_ONLY', 'WARNING'],
    ['innodb_flush_method', 'nosync', 'ERROR'],
  ])('finds %s = %s', (check, value, level) => {
    expect(faults('mysql', { ...SOUND, [check]: value })).toEqual([`${level} ${check}`]);
  });

  it('asks for sync_binlog only where there is a binary log', () => {
    expect(faults('mysql', { ...SOUND, log_bin: 'OFF', sync_binlog: '0' })).toEqual([]);
  });

  it('takes MariaDB’s third way of flushing, which MySQL does not have', () => {
    const settings = { ...SOUND, innodb_flush_log_at_trx_commit: '3' };
    expect(faults('mariadb', settings)).toEqual([]);
    expect(faults('mysql', settings)).toHaveLength(1);
  });

  it('says so when a setting cannot be read, and how to change one that is wrong', () => {
    const [unknown] = durabilityFindings('mysql', new Map());
    expect(unknown).toMatchObject({ level: 'WARNING', found: 'unknown' });
    const [found] = durabilityFindings('sqlite', new Map([['synchronous', '1']]));
    expect(found).toMatchObject({
      level: 'ERROR',
      found: '1',
      change: 'PRAGMA synchronous = FULL',
    });
  });
});
