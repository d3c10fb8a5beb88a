import { TextPack } from '../src/events/text-pack';
import type { BenchDatabase } from './bench-database';

const TABLE = `CREATE TABLE IF NOT EXISTS baseline_text (
  tenant_id varchar(64) NOT NULL,
  event_id varchar(36) NOT NULL,
  raw mediumtext NOT NULL,
  PRIMARY KEY (tenant_id, event_id)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin`;
const AT_ONCE = 500;

/** Gives the baseline the texts that it will be asked for as it would keep them: a row each, nothing packed. */
export async function fillBaselineTexts(
  database: BenchDatabase,
  ids: readonly string[],
): Promise<void> {
  await database.rows(TABLE);
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const wanted = ids.slice(from, from + AT_ONCE);
    const found = await database.rows(
      `SELECT w.tenant_id, w.id, w.receipt_index AS place, t.packed_bytes AS bytes FROM event w
         JOIN event_text t ON t.tenant_id = w.tenant_id AND t.receipt_id = w.receipt_id AND t.pack = w.text_pack
        WHERE w.id IN (${wanted.map(() => '?').join(',')})`,
      wanted,
    );
    const values = found.flatMap(({ tenant_id: tenant, id, place, bytes }) => [
      String(tenant),
      String(id),
      new TextPack(bytes as unknown as Buffer).textOf(Number(place)) ?? '',
    ]);
    const rows = found.map(() => '(?, ?, ?)').join(', ');
    await database.rows(
      `INSERT INTO baseline_text (tenant_id, event_id, raw) VALUES ${rows} ON DUPLICATE KEY UPDATE tenant_id = tenant_id`,
      values,
    );
  }
}
