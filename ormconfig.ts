import 'reflect-metadata';
import { entities } from './src/entities';
import { CONNECTION_LIMITS } from './src/storage/connection-limits';
import { createDataSource } from './src/storage/data-source';
import { readDatabaseUrl } from './src/storage/database-url';

const url = process.env['DATABASE_URL'] ?? 'sqlite:./gateway.db';

/** The data source of TypeORM's own command line: `npx typeorm migration:show -d dist/ormconfig.js`. */
export const dataSource = createDataSource(readDatabaseUrl(url), entities, CONNECTION_LIMITS);
