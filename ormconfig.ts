import 'reflect-metadata';
import { readConfig } from './src/config';
import { entities } from './src/entities';
import { CONNECTION_LIMITS } from './src/storage/connection-limits';
import { createDataSource } from './src/storage/data-source';
import { readDatabaseUrl } from './src/storage/database-url';

/** The data source of TypeORM's own command line: `npx typeorm migration:show -d dist/ormconfig.js`. */
export const dataSource = createDataSource(
  readDatabaseUrl(readConfig().databaseUrl),
  entities,
  CONNECTION_LIMITS,
);
