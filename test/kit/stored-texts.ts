import { inflateSync } from 'node:zlib';
import type { Sql } from '../../src/storage/database';

/** What a pack of `event_text` says, its line of places included: unpacked here by the form's own rules. */
export function unpacked(bytes: Buffer): string {
  return inflateSync(bytes.subarray(4)).toString('utf8');
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
  return rows.flatMap(({ place, bytes }) => {
    const content = inflateSync(bytes.subarray(4));
    let from = content.indexOf('\n') + 1;
    for (const entry of content.toString('latin1', 0, from - 1).split(' ')) {
      const [index, length] = entry.split(':').map(Number) as [number, number];
      if (index === place) return [content.toString('utf8', from, from + length)];
      from += length + 1;
    }
    return [];
  });
}
