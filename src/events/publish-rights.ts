import { holds, type Principal, requireScope } from '../kernel/principal';
import { error, type Problem, shown } from '../kernel/problem';
import type { EventSource } from './event.entity';
import type { ExtraCheck } from './prepare-caliper';
import type { PreparedItem } from './prepared';

/** Whoever sends events, by whatever door, needs the scope of their format. @throws CodedError FORBIDDEN */
export function requireSending(principal: Principal, source: EventSource): void {
  if (source === 'HUB') requireScope(principal, 'publishing hub events', ['hub:publish']);
  else requireScope(principal, 'ingesting Caliper', ['caliper:ingest']);
}

/** Caliper items of a sensor that the sender is not bound to go to quarantine: one key speaks for its sensors. */
export function sensorRight(principal: Principal): ExtraCheck {
  const { sensors } = principal;
  if (sensors === null || holds(principal, 'admin')) return () => [];
  const bound = new Set<string | null>(sensors);
  return ({ envelope: { sensor } }) =>
    bound.has(sensor) ? [] : [forbidden('/sensor', 'a sensor', sensor ?? 'none')];
}

/** Hub events of a program that the sender is not bound to are rejected, and their neighbours taken. */
export function programRight(principal: Principal, items: readonly PreparedItem[]): PreparedItem[] {
  const { programs } = principal;
  if (programs === null || holds(principal, 'admin')) return [...items];
  const bound = new Set(programs);
  return items.map((item) => {
    const program = item.kind === 'EVENT' ? item.event.hub?.programId : undefined;
    if (program === undefined || bound.has(program)) return item;
    const problems = [forbidden('/publisherProgramId', 'a program', program)];
    return { kind: 'REJECTED', problems };
  });
}

function forbidden(path: string, what: string, came: string): Problem {
  const required = `${what} that the credential is bound to`;
  return error('FORBIDDEN', path, `${path} must name ${required}; ${shown(came)} came`, {
    required,
    came: shown(came),
  });
}
