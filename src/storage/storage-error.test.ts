import { spoilsConnection, StatementError, storageError, UnavailableError } from './storage-error';

const driverError = (fields: object): Error => Object.assign(new Error('INSERT … secret'), fields);

describe('storageError', () => {
  it.each([
    [{ errno: 1213, code: 'ER_LOCK_DEADLOCK' }, 'ROLLED_BACK'],
    [{ errno: 1205, code: 'ER_LOCK_WAIT_TIMEOUT' }, 'ROLLED_BACK'],
    [{ errno: 1020, code: 'ER_CHECKREAD' }, 'ROLLED_BACK'],
    [{ errno: 1047, code: 'ER_UNKNOWN_COM_ERROR' }, 'ROLLED_BACK'],
    [{ errno: 1290, code: 'ER_OPTION_PREVENTS_STATEMENT' }, 'ROLLED_BACK'],
    [{ errno: 1836, code: 'ER_READ_ONLY_MODE' }, 'ROLLED_BACK'],
    [{ code: 'SQLITE_BUSY' }, 'ROLLED_BACK'],
    [{ code: 'PROTOCOL_CONNECTION_LOST', fatal: true }, 'LOST'],
    [{ code: 'ECONNRESET' }, 'LOST'],
    [{ errno: 1053, code: 'ER_SERVER_SHUTDOWN' }, 'LOST'],
    [{ message: 'Pool is closed.' }, 'LOST'],
    [{ errno: 3024, code: 'ER_QUERY_TIMEOUT' }, 'TIMEOUT'],
    [{ message: 'Queue limit reached.' }, 'BUSY'],
  ])('knows %p as %s, which a client may try again', (fields, outage) => {
    const error = storageError('events.insert', driverError(fields));
    const code = outage === 'TIMEOUT' ? 'DEADLINE_EXCEEDED' : 'UNAVAILABLE';
    expect(error).toMatchObject({ outage, code, details: { retryAfter: 1 } });
  });

  it.each([
    { errno: 1114, code: 'ER_RECORD_FILE_FULL' },
    { errno: 1021, code: 'ER_DISK_FULL' },
    { errno: 1026, code: 'ER_ERROR_ON_WRITE' },
    { errno: 3, code: 'EE_WRITE' },
    { errno: 1030, code: 'ER_GET_ERRNO', message: 'Got error 28 "No space left on device"' },
    { code: 'SQLITE_FULL' },
    { code: 'SQLITE_IOERR_WRITE' },
  ])('knows %p as a disk that is full, for which a client waits longer', (fields) => {
    expect(storageError('events.insert', driverError(fields))).toMatchObject({
      outage: 'NO_SPACE',
      code: 'UNAVAILABLE',
      details: { retryAfter: 10 },
    });
  });

  it('knows that the server prepares no more statements, for which a client waits longer too', () => {
    const fields = { errno: 1461, code: 'ER_MAX_PREPARED_STMT_COUNT_REACHED' };
    expect(storageError('events.page', driverError(fields))).toMatchObject({
      outage: 'NO_STATEMENTS',
      code: 'UNAVAILABLE',
      details: { retryAfter: 10 },
    });
  });

  it('takes other trouble of a storage engine for a fault of ours', () => {
    const fields = { errno: 1030, code: 'ER_GET_ERRNO', message: 'Got error 139 "Too big row"' };
    expect(storageError('x', driverError(fields))).toBeInstanceOf(StatementError);
  });

  it('repeats nothing of the statement and its values', () => {
    const cases = [
      {
        errno: 1062,
        code: 'ER_DUP_ENTRY',
        sqlState: '23000',
        sqlMessage: "Duplicate entry 'secret'",
      },
      {
        errno: 1064,
        code: 'ER_PARSE_ERROR',
        sqlState: '42000',
        sqlMessage: "syntax to use near 'secret' at line 1",
      },
      { errno: 1213 },
      {},
    ];
    for (const fields of cases)
      expect(storageError('events.insert', driverError(fields)).message).not.toMatch('secret');
  });

  it('tells clients of an outage neither the statement nor the engine’s code, and the log both', () => {
    for (const fields of [{ errno: 1213 }, { errno: 3024 }, { errno: 1053 }]) {
      const error = storageError('events.page', driverError({ ...fields, code: 'ER_ANY' }));
      expect(error.message).not.toMatch(/events\.page|ER_ANY/);
      expect(error).toMatchObject({ statement: 'events.page', engineCode: 'ER_ANY' });
    }
  });

  it('keeps the words that help where they speak of our own SQL', () => {
    const error = storageError(
      'events.page',
      driverError({
        errno: 1054,
        code: 'ER_BAD_FIELD_ERROR',
        sqlState: '42S22',
        sqlMessage: "Unknown column 'x'",
      }),
    );
    expect(error).toBeInstanceOf(StatementError);
    expect(error.message).toBe(
      "the statement events.page was refused: ER_BAD_FIELD_ERROR: Unknown column 'x'",
    );
  });

  it('leaves its own errors as they are, and takes what is no error', () => {
    const own = new UnavailableError('BUSY', 'x');
    expect(storageError('a', own)).toBe(own);
    expect(storageError('a', 'text')).toBeInstanceOf(StatementError);
  });

  it('gives up a connection whose server has become read-only, or that is broken', () => {
    expect(
      [{ errno: 1290 }, { errno: 1836 }, { fatal: true }, { errno: 1213 }, null].map(
        spoilsConnection,
      ),
    ).toEqual([true, true, true, false, false]);
  });
});
