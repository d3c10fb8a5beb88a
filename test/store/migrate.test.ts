import { entities } from '../../src/entities';
import { assertCurrent, migrate, pendingMigrations } from '../../src/storage/migrate';
import { migrationsOf } from '../../src/storage/migrations/migrations-of';
import { openDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';

describeEachEngine('migrations', (engine) => {
  it('are what the entities say: the schema builder finds nothing to do', async () => {
    const database = await engine.open({ entities });
    expect((await database.dataSource.driver.createSchemaBuilder().log()).upQueries).toEqual([]);
  });

  it('are run once, by one of two gateways that start together', async () => {
    const { url } = await engine.scratch();
    const gateways = await Promise.all(
      [1, 2, 3].map(() => openDatabase(url, { migrations: 'skip' })),
    );
    try {
      await expect(assertCurrent(gateways[0]!.dataSource)).rejects.toMatchObject({
        code: 'MIGRATIONS_PENDING',
      });
      await expect(assertCurrent(gateways[0]!.dataSource)).rejects.toThrow('npm run migrate');
      // one after the other inside SQLite, whose lock blocks the thread that would release it
      const done =
        engine.name === 'sqlite'
          ? []
          : await Promise.all(gateways.map(({ dataSource }) => migrate(dataSource)));
      if (engine.name === 'sqlite')
        for (const { dataSource } of gateways) done.push(await migrate(dataSource));
      expect(done.flat()).toHaveLength(migrationsOf(engine.name).length);
      for (const { dataSource } of gateways)
        expect(await pendingMigrations(dataSource)).toEqual([]);
      await assertCurrent(gateways[1]!.dataSource);
    } finally {
      for (const gateway of gateways) await gateway.close();
    }
  });

  it('are checked, or run, as a database is opened', async () => {
    const { url } = await engine.scratch();
    await expect(openDatabase(url, { migrations: 'check' })).rejects.toMatchObject({
      code: 'MIGRATIONS_PENDING',
    });
    if (engine.name === 'sqlite') await (await openDatabase(url)).close();
    else await expect(openDatabase(url)).rejects.toMatchObject({ code: 'MIGRATIONS_PENDING' });
    await (await openDatabase(url, { migrations: 'run' })).close();
    await (await openDatabase(url, { migrations: 'check' })).close();
  });

  it('go forward only', async () => {
    const { dataSource } = await engine.open();
    await expect(dataSource.undoLastMigration()).rejects.toThrow('migrations go forward only');
    await assertCurrent(dataSource);
  });

  it('are not asked of a database that can not be reached, which is named without its password', async () => {
    const nowhere =
      engine.name === 'sqlite'
        ? 'sqlite:/dev/null/gateway.db'
        : 'mysql://root:secret@127.0.0.1:1/none';
    const opening = openDatabase(nowhere);
    await expect(opening).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    await expect(opening).rejects.not.toThrow('secret');
  });
});
