import { inflateSync } from 'node:zlib';
import type { Sql } from '../../src/storage/database';

/** What a pack of `event_text` says, its line of places included: unpacked here by the form's own rules. */
export function unpacked(bytes: Buffer): string {
  return inflateSync(bytes.subarray(4)).toString('utf8');
}

/** The texts of a pack, each with the place of its item in the call. */
export function textsIn(bytes: Buffer): { index: number; text: string }[] {
  const content = inflateSync(bytes.subarray(4));
  let from = content.indexOf('\n') + 1;
  const places = content.toString('latin1', 0, from - 1).split(' ');
  return places.map((place) => {
    const [index, length] = place.split(':').map(Number) as [number, number];
    const text = content.toString('utf8', from, from + length);
    from += length + 1;
    return { index, text };
  });
}

/** The text of every event of a tenant, in no order, cut out of the packs by the events' own rows. */
export async function storedTexts(sql: Sql, tenantId: string): Promise<string[]> {
  const rows = await sql.rows<{ place: number; bytes: Buffer }>(
    'test.texts',
    `SELECT w.receipt_index AS place, t.packed_bytes AS bytes FROM event w
       JOIN event_text t ON t.tenant_id = w.tenant_id AND t.receipt_id = w.receipt_id AND t.pack = w.text_pack
      WHERE w.tenant_id = ?`,
    [tenantId],
  );
  return rows.flatMap(({ place, bytes }) =>
    textsIn(bytes).flatMap(({ index, text }) => (index === place ? [text] : [])),
  );
}
