import 'reflect-metadata';
import { openDatabase } from '../../src/storage/open-database';

/** A process of its own, for another TZ: stores instants, reads them back both ways, and prints them as JSON. */
async function main(): Promise<void> {
  const [url, tenant, ...instants] = process.argv.slice(2) as [string, string, ...string[]];
  const database = await openDatabase(url);
  const found: string[] = [];
  for (const [n, at] of instants.entries()) {
    const id = `${process.env['TZ']}-${n}`;
    await database.sql.run(
      'probe.put',
      `INSERT INTO person (tenant_id, id, as_of, created_at) VALUES (?, ?, ?, ?)`,
      [tenant, id, at, at],
    );
    for (const shape of ['fixed', 'free'] as const) {
      const select = 'SELECT as_of FROM person WHERE tenant_id = ? AND id = ? AND created_at = ?';
      const rows = await database.sql.rows<{ as_of: string }>(
        'probe.get',
        select,
        [tenant, id, at],
        shape,
      );
      found.push(...rows.map((row) => row.as_of));
    }
  }
  process.stdout.write(JSON.stringify({ offset: new Date(0).getTimezoneOffset(), found }));
  await database.close();
}

void main();
