import { derivedId } from '../kernel/id';
import type { PreparedItem, PreparedQuarantine } from './prepared';

/**
 * The items of a call with ids in quarantine that are its sender's: the same text from two senders is two
 * items, so that neither can find, overwrite or replay the other's.
 */
export function sentBy(subject: string, items: readonly PreparedItem[]): PreparedItem[] {
  const own = (quarantine: PreparedQuarantine): PreparedQuarantine => ({
    ...quarantine,
    subject,
    id: derivedId('quarantine', 'sent by', subject, quarantine.id),
  });
  return items.map((item) => {
    if (item.kind === 'QUARANTINE') return { ...item, quarantine: own(item.quarantine) };
    if (item.kind !== 'EVENT' || item.onConflict === null) return item;
    const { onConflict } = item;
    return { ...item, onConflict: (problems) => own(onConflict(problems)) };
  });
}
