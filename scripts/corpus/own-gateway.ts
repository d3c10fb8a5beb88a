import { createApp } from '../../src/app';
import { readConfig } from '../../src/config';

/** Starts an empty gateway, gives its URL to `use`, and ends it. */
export async function withOwnGateway<T>(use: (url: string) => Promise<T>): Promise<T> {
  const app = await createApp(
    readConfig({
      PORT: '0',
      AUTH: 'off',
      DATABASE_URL: 'sqlite::memory:',
      LOG_LEVEL: 'silent',
      GRAPHIQL: 'false',
    }),
  );
  try {
    return await use(await app.listen());
  } finally {
    await app.close();
  }
}
