import { type DatabaseFinding, findingsOf } from '../../storage/database-finding';
import { durabilityFindings } from '../../storage/durability';
import { COMMON_CHECKS } from './common-checks';
import type { Diagnosis } from './diagnosis';
import { SERVER_CHECKS } from './server-checks';
import { SQLITE_CHECKS } from './sqlite-checks';

/** What of a database breaks, or may break, a promise of the gateway. Pure; the worst comes first. */
export function doctorFindings({ engine, variables, gateway }: Diagnosis): DatabaseFinding[] {
  const own = engine === 'sqlite' ? SQLITE_CHECKS : SERVER_CHECKS;
  const findings = [
    ...durabilityFindings(engine, variables),
    ...findingsOf([...own, ...COMMON_CHECKS], variables, { ...gateway, engine }),
  ];
  const rank = { ERROR: 0, WARNING: 1, OK: 2 };
  return findings.sort((one, other) => rank[one.level] - rank[other.level]);
}
