import { came } from './phrase';
import type { Spot } from './spot';
import { actionTerm, BLACKBOARD, CALIPER } from './term';
import { ACTIONS, OTHER_SPELLINGS } from './vocabulary/actions';
import type { EventRow } from './vocabulary/event-row';

/**
 * Checks an event's action against those of its type (Caliper 1.2 appendix A and B).
 * @returns the action as the standard spells it; null where none can be read.
 */
export function checkAction(action: unknown, row: EventRow | undefined, spot: Spot): string | null {
  if (action === undefined || action === null) {
    spot.demanded(action);
    return null;
  }
  if (typeof action !== 'string') {
    spot.wrong('NOT_A_STRING', required(row), action);
    return null;
  }
  const { namespace, term, normalized } = actionTerm(action);
  if (row?.actions.has(normalized)) {
    const alias = term !== normalized && !OTHER_SPELLINGS.has(term);
    if (alias && namespace === CALIPER) spot.odd('ACTION_SPELLING', normalized, term);
  } else if (row?.oldActions.has(normalized) && spot.scope.dialect !== 'V1P2') {
    if (spot.scope.dialect === 'V1P1') {
      const message = `${term} is deprecated as ${spot.subject} since Caliper 1.1`;
      spot.doubt('DEPRECATED', message, required(row), term);
    }
  } else reportAction(action, row, spot);
  return normalized;
}

function reportAction(action: string, row: EventRow | undefined, spot: Spot): void {
  const { namespace, normalized } = actionTerm(action);
  if (namespace !== CALIPER && namespace !== BLACKBOARD) {
    const message = `${spot.subject} is from another vocabulary: ${came(action)}`;
    return spot.doubt('FOREIGN_ACTION', message, required(row), came(action));
  }
  // A type of another vocabulary may have actions of its own; the plain Event any that there is.
  if (row === undefined) return;
  const known = ACTIONS.has(normalized);
  if (known && row.actions.size === 0) return;
  spot.wrong(known ? 'ACTION_NOT_ALLOWED' : 'UNKNOWN_ACTION', required(row), action);
}

function required(row: EventRow | undefined): string {
  const actions = [...(row?.actions ?? [])];
  const last = actions.pop() ?? 'an action of Caliper';
  return actions.length === 0 ? last : `${actions.join(', ')} or ${last}`;
}
