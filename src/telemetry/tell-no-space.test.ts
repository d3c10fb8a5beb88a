import { NO_WATCH } from '../storage/database-watch';
import { UnavailableError } from '../storage/storage-error';
import { tellNoSpace } from './tell-no-space';

describe('tellNoSpace', () => {
  it('tells the log once a minute, and whoever watched before of every statement', () => {
    const lines: object[] = [];
    const seen: unknown[] = [];
    let time = 0;
    const watch = tellNoSpace(
      { ...NO_WATCH, statement: () => (error) => void seen.push(error) },
      { error: (line: object) => lines.push(line) },
      () => time,
    );
    const full = new UnavailableError('NO_SPACE', 'x', 'ER_RECORD_FILE_FULL', 'events.insert');
    for (const at of [0, 1, 59_999, 60_000, 60_001]) {
      time = at;
      watch.statement('events.insert')(full);
    }
    watch.statement('events.insert')(new UnavailableError('LOST', 'x'));
    watch.statement('events.insert')();
    expect(lines).toEqual([{ err: full }, { err: full }]);
    expect(seen).toHaveLength(7);
  });
});
