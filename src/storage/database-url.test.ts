import { CodedError } from '../kernel/coded-error';
import { readDatabaseUrl, shownDatabase } from './database-url';

describe('readDatabaseUrl', () => {
  it('reads the file of an embedded database', () => {
    expect(readDatabaseUrl('sqlite:./gateway.db')).toEqual({
      engine: 'sqlite',
      file: './gateway.db',
    });
    expect(readDatabaseUrl('sqlite:/var/lib/gateway.db')).toEqual({
      engine: 'sqlite',
      file: '/var/lib/gateway.db',
    });
    expect(readDatabaseUrl('sqlite:///var/lib/gateway.db')).toEqual({
      engine: 'sqlite',
      file: '/var/lib/gateway.db',
    });
    expect(readDatabaseUrl('sqlite::memory:')).toEqual({ engine: 'sqlite', file: ':memory:' });
  });

  it('reads where a server is, and who asks', () => {
    expect(readDatabaseUrl('mysql://leg:p%40ss%2F@db.example.edu:3307/events')).toEqual({
      engine: 'mysql',
      host: 'db.example.edu',
      port: 3307,
      user: 'leg',
      password: 'p@ss/',
      database: 'events',
    });
    expect(readDatabaseUrl('mariadb://leg@[::1]/events')).toMatchObject({
      engine: 'mariadb',
      host: '::1',
      port: 3306,
      password: '',
    });
  });

  it.each([
    ['', 'something that is no URL'],
    ['gateway.db', 'something that is no URL'],
    ['sqlite:', 'a file name'],
    ['postgres://u@h/d', 'the scheme `postgres`'],
    ['mysql://u:secret@h', 'one database name after the host; none came'],
    ['mysql://u:secret@h/a/b', 'a path came'],
    ['mysql://u:secret@h/d?multipleStatements=true', 'no query'],
    ['mysql://u:secret%zz@h/d', '%-escapes'],
  ])('refuses %p, saying what is required, and never the password', (url, part) => {
    const read = (): unknown => readDatabaseUrl(url);
    expect(read).toThrow(CodedError);
    expect(read).toThrow(part);
    expect(read).not.toThrow('secret');
  });

  it('is shown without the password', () => {
    expect(shownDatabase(readDatabaseUrl('mysql://leg:secret@h/d'))).toBe('mysql://leg@h:3306/d');
    expect(shownDatabase(readDatabaseUrl('sqlite::memory:'))).toBe('sqlite::memory:');
  });
});
