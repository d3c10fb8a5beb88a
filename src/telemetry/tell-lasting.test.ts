import { NO_WATCH } from '../storage/database-watch';
import { UnavailableError } from '../storage/storage-error';
import { tellLasting } from './tell-lasting';

describe('tellLasting', () => {
  it('tells the log of each outage once a minute, and whoever watched before of every statement', () => {
    const lines: unknown[] = [];
    const seen: unknown[] = [];
    let time = 0;
    const watch = tellLasting(
      { ...NO_WATCH, statement: () => (error) => void seen.push(error) },
      { error: (...line: unknown[]) => void lines.push([time, ...line]) },
      () => time,
    );
    const full = new UnavailableError('NO_SPACE', 'x', 'ER_RECORD_FILE_FULL', 'events.insert');
    const many = new UnavailableError('NO_STATEMENTS', 'x', 'ER_ANY', 'events.insert');
    for (const at of [0, 1, 59_999, 60_000, 60_001]) {
      time = at;
      watch.statement('events.insert')(full);
      if (at > 0) watch.statement('events.insert')(many);
    }
    watch.statement('events.insert')(new UnavailableError('LOST', 'x'));
    watch.statement('events.insert')();
    expect(lines).toEqual([
      [0, { err: full }, expect.stringContaining('no space')],
      [1, { err: many }, expect.stringMatching(/max_prepared_stmt_count.*DATABASE_CONNECTIONS/)],
      [60_000, { err: full }, expect.stringContaining('no space')],
      [60_001, { err: many }, expect.stringContaining('max_prepared_stmt_count')],
    ]);
    expect(seen).toHaveLength(11);
  });
});
