import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { openDatabase } from '../../src/storage/open-database';
import { compiledProgram } from '../kit/compiled-sources';
import { describeEachEngine } from '../kit/engines';
import { newTenant } from '../kit/new-tenant';

/** Hours that do not exist, or exist twice, in New York; midnight; milliseconds of zero. */
const INSTANTS = [
  '2026-03-08 02:30:00.123',
  '2026-11-01 01:30:00.000',
  '2026-01-01 00:00:00.000',
  '2025-12-31 23:59:59.999',
];

describeEachEngine('an instant', (engine) => {
  it.each([
    ['America/New_York', 300],
    ['Asia/Kolkata', -330],
  ])(
    'is the same text to a process in %s',
    async (zone, offset) => {
      const { url } = await engine.scratch();
      await (await openDatabase(url, { migrations: 'run' })).close();
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [compiledProgram('test/kit/time-zone-probe.ts'), url, newTenant(), ...INSTANTS],
        { env: { ...process.env, TZ: zone } },
      );
      expect(JSON.parse(stdout)).toEqual({ offset, found: INSTANTS.flatMap((at) => [at, at]) });
    },
    30_000,
  );
});
