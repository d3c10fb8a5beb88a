import 'reflect-metadata';
import { entities } from '../src/entities';
import { openDatabase } from '../src/storage/open-database';
import { findEngines } from '../test/kit/find-engines';
import { scratchFile, scratchOnServer } from '../test/kit/scratch-database';

/**
 * Does the schema that the migrations make differ from the entities? Asks TypeORM's schema builder on a
 * fresh database of every engine at hand; prints the SQL that would make them one, and fails.
 */
async function main(): Promise<void> {
  const engines = await findEngines(process.env);
  process.once('exit', () => engines.stop());
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => process.exit(130));
  for (const { name, reason } of engines.state.absent) console.log(`${name}: absent (${reason})`);
  for (const { name, server } of engines.state.present) {
    const scratch = server === null ? scratchFile() : await scratchOnServer(server);
    const database = await openDatabase(scratch.url, { entities, migrations: 'run' });
    const drift = (await database.dataSource.driver.createSchemaBuilder().log()).upQueries;
    await database.close();
    await scratch.drop();
    console.log(
      `${name}: ${drift.length === 0 ? 'migrations and entities agree' : 'migrations and entities differ'}`,
    );
    for (const { query } of drift) console.log(`  ${query};`);
    if (drift.length > 0) process.exitCode = 1;
  }
  await engines.drop();
  engines.stop();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
