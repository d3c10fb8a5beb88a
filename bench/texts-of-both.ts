import { hash } from 'node:crypto';
import { TextPack } from '../src/events/text-pack';
import type { BenchDatabase } from './bench-database';

const AT_ONCE = 500;

/** An event that both sides have: by its id in the gateway, and by the identity that the baseline gave it. */
export interface EventOfBoth {
  readonly id: string;
  readonly identity: string;
}

/** Those of the events that the baseline holds too, which knows an event by the hash of its text. */
export async function textsOfBoth(
  database: BenchDatabase,
  ids: readonly string[],
): Promise<EventOfBoth[]> {
  const both: EventOfBoth[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const wanted = ids.slice(from, from + AT_ONCE);
    const found = await database.rows(
      `SELECT w.id, w.receipt_index AS place, t.packed_bytes AS bytes FROM event w
         JOIN event_text t ON t.tenant_id = w.tenant_id AND t.receipt_id = w.receipt_id AND t.pack = w.text_pack
        WHERE w.id IN (${list(wanted)})`,
      wanted,
    );
    const byIdentity = new Map(
      found.map(({ id, place, bytes }) => {
        const text = new TextPack(bytes).textOf(Number(place)) ?? '';
        return [hash('sha256', text, 'base64url'), String(id)];
      }),
    );
    const identities = [...byIdentity.keys()];
    const held = await database.rows(
      `SELECT identity FROM baseline_event WHERE identity IN (${list(identities)})`,
      identities,
    );
    for (const { identity } of held)
      both.push({ id: byIdentity.get(String(identity)) ?? '', identity: String(identity) });
  }
  return both;
}

function list(values: readonly string[]): string {
  return values.map(() => '?').join(',');
}
