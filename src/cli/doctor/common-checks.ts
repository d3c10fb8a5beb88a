import type { VariableCheck } from '../../storage/database-finding';
import type { Gateway } from './diagnosis';

/** Milliseconds by which the clocks of the gateway and the database may differ. */
const SKEW = 2_000;

/** What holds for every database. */
export const COMMON_CHECKS: readonly VariableCheck<Gateway>[] = [
  {
    check: 'migrations',
    level: 'ERROR',
    required: () => 'none pending',
    why: 'the gateway refuses to serve a schema that is not its own',
    change: () => 'leg migrate',
    holds: (value) => value === 'none pending',
  },
  {
    check: 'clock',
    level: 'WARNING',
    required: () => `within ${SKEW} ms of this machine’s`,
    why: 'times of receipt come from the gateway’s clock: gateways whose clocks differ tell them in another order',
    change: () => 'let both machines keep their time by NTP',
    matters: (variables) => variables.has('clock'),
    holds: (value) => Math.abs(Number.parseInt(value, 10)) <= SKEW,
  },
];
