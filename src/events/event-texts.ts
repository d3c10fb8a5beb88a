import { andAll } from '../storage/condition';
import type { Sql } from '../storage/database';
import { inList } from '../storage/in-list';
import type { Condition } from '../storage/keyset';
import { tooMuchText } from '../storage/most-text';
import { TextPack } from './text-pack';

/** Where an event's text is, as it was read beside the event or by itself. */
export interface TextPlace {
  readonly receiptIndex: number;
  readonly packedBytes: Buffer | null;
  /** The text itself, of an event that was stored before texts were packed. */
  readonly raw: string | null;
}

/** The text at a place; null where there is none. @param open makes a pack of bytes; one that remembers, for many. */
export function textAt(
  { receiptIndex, packedBytes, raw }: TextPlace,
  open: (packed: Buffer) => TextPack = (packed) => new TextPack(packed),
): string | null {
  return packedBytes === null ? raw : open(packedBytes).textOf(receiptIndex);
}

/** Which texts are read at once. */
export interface TextsWanted {
  readonly tenantId: string;
  /** At most 1,000. */
  readonly ids: readonly string[];
  /** Conditions on the event, as `w`. */
  readonly where?: readonly Condition[];
  /** Bytes of all the texts together. */
  readonly most: number;
}

type TextRow = TextPlace & {
  readonly id: string;
  readonly receiptId: string;
  readonly pack: number | null;
  /** Bytes of all the texts that are wanted. */
  readonly size: string | number | null;
};

const TABLES = `event w
  LEFT JOIN event_text t ON t.tenant_id = w.tenant_id AND t.receipt_id = w.receipt_id AND t.pack = w.text_pack
  LEFT JOIN event_body b ON b.tenant_id = w.tenant_id AND b.event_id = w.id`;

/**
 * The texts that events came as, by event id: one statement. Where all of them together would fill the
 * memory it answers none.
 * @param name of the statement. @throws CodedError RESPONSE_TOO_LARGE.
 */
export async function readTexts(
  sql: Sql,
  name: string,
  { tenantId, ids, where = [], most }: TextsWanted,
): Promise<Map<string, string>> {
  const list = inList(ids);
  const more = andAll(where);
  const wanted = `${TABLES} WHERE w.tenant_id = ? AND w.id IN ${list.text}${more.text}`;
  const values = [tenantId, ...list.values, ...more.values];
  const rows = await sql.rows<TextRow>(
    name,
    `SELECT w.id AS id, w.receipt_id AS receiptId, w.receipt_index AS receiptIndex, w.text_pack AS pack,
            s.size AS size, CASE WHEN s.size <= ${most} THEN t.packed_bytes END AS packedBytes,
            CASE WHEN s.size <= ${most} THEN b.raw END AS raw
       FROM (SELECT SUM(COALESCE(t.size, LENGTH(b.raw))) AS size FROM ${wanted}) s CROSS JOIN ${wanted}`,
    [...values, ...values],
  );
  if (Number(rows[0]?.size ?? 0) > most) tooMuchText();
  const packs = new Map<string, TextPack>();
  const texts = new Map<string, string>();
  for (const row of rows) {
    const key = `${row.receiptId} ${row.pack ?? ''}`;
    const text = textAt(row, (packed) => {
      const pack = packs.get(key) ?? new TextPack(packed);
      packs.set(key, pack);
      return pack;
    });
    if (text !== null) texts.set(row.id, text);
  }
  return texts;
}
