import { createLogger } from '../telemetry/create-logger';
import { Readiness, type ReadinessChecks } from './readiness';

const TIMES = { deadline: 50, keep: 0, keepSettings: 0 };

function readiness(checks: Partial<ReadinessChecks>, times: Partial<typeof TIMES> = {}) {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line: string) => void lines.push(line) });
  const all = {
    missingMigrations: () => Promise.resolve([]),
    durabilityFaults: () => Promise.resolve([]),
    ...checks,
  };
  return { lines, readiness: new Readiness(all, logger, { ...TIMES, ...times }) };
}

describe('Readiness', () => {
  it('is ready with a database that answers, has all migrations and keeps what it commits', async () => {
    expect(await readiness({}).readiness.state()).toBe('ready');
  });

  it('is not ready without a migration, and the log says which', async () => {
    const { lines, readiness: it } = readiness({
      missingMigrations: () => Promise.resolve(['Later1']),
    });
    expect(await it.state()).toBe('not ready');
    expect(lines.join('')).toContain('Later1');
  });

  it('is degraded where commits may not reach the disk', async () => {
    const { lines, readiness: it } = readiness({
      durabilityFaults: () => Promise.resolve(['sync_binlog is 0']),
    });
    expect(await it.state()).toBe('degraded');
    expect(lines.join('')).toContain('sync_binlog is 0');
  });

  it('is not ready when the database gives no answer within the deadline', async () => {
    const { readiness: it } = readiness({ missingMigrations: () => new Promise(() => {}) });
    expect(await it.state()).toBe('not ready');
  });

  it('is ready again when the database is back, and tells the log of changes only', async () => {
    let down = true;
    const { lines, readiness: it } = readiness({
      missingMigrations: () => (down ? Promise.reject(new Error('gone')) : Promise.resolve([])),
    });
    for (let n = 0; n < 3; n += 1) expect(await it.state()).toBe('not ready');
    down = false;
    for (let n = 0; n < 3; n += 1) expect(await it.state()).toBe('ready');
    expect(lines).toHaveLength(2);
  });

  it('asks the database once, however many ask', async () => {
    let asked = 0;
    const missingMigrations = () => Promise.resolve((asked++, []));
    const { readiness: it } = readiness({ missingMigrations }, { keep: 60_000 });
    await Promise.all(Array.from({ length: 50 }, () => it.state()));
    expect(asked).toBe(1);
  });

  it('is draining from then on, whatever the database says', async () => {
    const { readiness: it } = readiness({}, { keep: 60_000 });
    const asked = it.state();
    it.drain();
    expect(await asked).toBe('draining');
    expect(await it.state()).toBe('draining');
    expect(it.isDraining).toBe(true);
  });
});
