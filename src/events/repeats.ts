import { contentHash } from '../caliper/identity';
import { readHubEvent } from '../hub/hub-event';
import type { JsonObject } from '../kernel/json';
import type { Redaction } from '../redaction/redaction';
import { MARKER } from '../redaction/marker';
import { redactionsIn } from '../redaction/redactions-in';
import type { Sql } from '../storage/database';
import { LONGEST_LIST } from '../storage/in-list';
import type { Claims } from './claims';
import type { EventSource } from './event.entity';
import { readTexts } from './event-texts';
import { hubItem } from './prepare-hub';
import type { PreparedEvent } from './prepared';

/**
 * Tells repeats from conflicts where the redaction list has grown since an event was stored: its content hash
 * is of the text as it was redacted then. Where hashes differ and something was taken out of what came,
 * the stored text is read, and both are compared without what was taken out of either; a repeat is
 * entered into `holders` under its own hash. One statement for each 1,000 such events, none for none.
 */
export async function recognizeRepeats(
  sql: Sql,
  tenantId: string,
  { holders }: Claims,
  entered: ReadonlyMap<string, { readonly event: PreparedEvent }>,
  redaction: Redaction,
): Promise<void> {
  const unlike = new Map<string, PreparedEvent>();
  for (const [identity, { event }] of entered) {
    const holder = holders.get(identity);
    const isUnlike = holder && holder.contentHash !== event.contentHash;
    if (isUnlike && event.raw.includes(MARKER)) unlike.set(holder.id, event);
  }
  const ids = [...unlike.keys()];
  for (let from = 0; from < ids.length; from += LONGEST_LIST) {
    const texts = await readTexts(sql, 'events.stored-texts', {
      tenantId,
      ids: ids.slice(from, from + LONGEST_LIST),
      most: Number.MAX_SAFE_INTEGER,
    });
    for (const [id, raw] of texts) {
      const event = unlike.get(id) as PreparedEvent;
      if (!isRepeat(event, raw, redaction)) continue;
      holders.set(event.identity, { id, contentHash: event.contentHash });
    }
  }
}

/** Whether an event says what a stored text says, but for what was taken out of either. */
function isRepeat({ source, raw }: PreparedEvent, stored: string, redaction: Redaction): boolean {
  const before = redaction.text(stored);
  const places = [...redactionsIn(before), ...redactionsIn(raw)];
  if (places.length === 0) return false;
  const [one, other] = [before, raw].map((text) => hashOf(source, redaction.at(text, places)));
  return one !== null && one === other;
}

function hashOf(source: EventSource, text: string): string | null {
  const value = JSON.parse(text) as JsonObject;
  if (source === 'CALIPER') return contentHash(value, text);
  const item = hubItem(value, text);
  if (item.kind !== 'EVENT') return null;
  const read = readHubEvent(item.value, item.form);
  return 'event' in read ? read.event.contentHash : null;
}
