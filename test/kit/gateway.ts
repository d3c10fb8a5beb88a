import 'reflect-metadata';
import { type App, createApp } from '../../src/app';
import { type Config, readConfig } from '../../src/config';
import { localPrincipal, type Scope } from '../../src/kernel/principal';
import type { IssuedApiKey } from '../../src/security/api-key';
import type { ApiKeyRequest } from '../../src/security/api-key-input';
import { createLogger } from '../../src/telemetry/create-logger';
import type { Engine } from './engines';
import { readEngineState } from './engine-state';
import { GqlClient } from './gql';
import { newTenant } from './new-tenant';

// Servers of the machine at hand, and coverage, may make a call of 5,000 events slow.
jest.setTimeout(60_000);

/** Gateways that serve. A test or a set-up that fails half-way leaves one behind, which would keep its process alive. */
const serving = new Set<Gateway>();
afterAll(async () => {
  for (const gateway of serving) await gateway.close();
});

/** A gateway that listens, for one tenant that nothing else has. */
export class Gateway extends GqlClient {
  constructor(
    readonly app: App,
    readonly tenantId: string,
    readonly engine: Engine['name'],
    url: string,
    /** Lines of the gateway's log: warnings and errors, unless its settings say more. */
    readonly log: readonly string[],
  ) {
    // The compiled code does not depend on the engine: asking the fastest of them is enough.
    super(url, engine === 'sqlite');
  }

  protected override explain(): string {
    return this.log.at(-1)?.slice(0, 1500) ?? '';
  }

  /** The names of the statements that `work` runs, BEGIN and COMMIT among them. */
  async statements(work: () => Promise<unknown>): Promise<string[]> {
    const names: string[] = [];
    const stop = this.app.database.observe(({ name }) => names.push(name));
    try {
      await work();
    } finally {
      stop();
    }
    return names;
  }

  /** A client that shows a key or token. */
  as(credential: string): GqlClient {
    return new GqlClient(this.url, this.engine === 'sqlite', {
      authorization: `Bearer ${credential}`,
    });
  }

  /** A client with a new key of these scopes, of the gateway's tenant. */
  async withKey(scopes: readonly Scope[], more: Partial<ApiKeyRequest> = {}): Promise<GqlClient> {
    return this.as((await this.issue(scopes, more)).key);
  }

  /** A new key of these scopes, of the gateway's tenant. */
  issue(scopes: readonly Scope[], more: Partial<ApiKeyRequest> = {}): Promise<IssuedApiKey> {
    return this.app.keys.create(localPrincipal(this.tenantId), { name: 'test', scopes, ...more });
  }

  /** How many rows of the tenant a table has. */
  async count(table: string, where = '1 = 1'): Promise<number> {
    const [row] = await this.app.database.sql.rows<{ n: string | number }>(
      'test.count',
      `SELECT COUNT(*) AS n FROM ${table} WHERE tenant_id = ? AND ${where}`,
      [this.tenantId],
      'free',
    );
    return Number(row?.n);
  }

  close(): Promise<void> {
    serving.delete(this);
    return this.app.close();
  }
}

/** The URL of the engine's database of this run; SQLite: of a new one in memory. */
export function databaseUrl(engine: Pick<Engine, 'name'>): string {
  const found = readEngineState().present.find(({ name }) => name === engine.name);
  return found?.url ?? 'sqlite::memory:';
}

/** Starts a gateway. The caller closes it. */
export async function startGateway(
  engine: Pick<Engine, 'name'>,
  settings: Partial<Config> = {},
): Promise<Gateway> {
  const config: Config = {
    ...readConfig({ AUTH: 'off' }),
    port: 0,
    graphiql: false,
    tenantId: newTenant(),
    databaseUrl: databaseUrl(engine),
    ...settings,
  };
  const log: string[] = [];
  const level = settings.logLevel ?? 'warn';
  const logger = createLogger(level, { write: (line: string) => void log.push(line) });
  const app = await createApp(config, logger);
  const gateway = new Gateway(app, config.tenantId, engine.name, await app.listen(), log);
  serving.add(gateway);
  return gateway;
}

/** A gateway for the tests of a describe block: started before the first, closed after the last. */
export function sharedGateway(engine: Engine, settings: Partial<Config> = {}): () => Gateway {
  let gateway: Gateway | undefined;
  beforeAll(async () => void (gateway = await startGateway(engine, settings)));
  afterAll(() => gateway?.close());
  return () => gateway as Gateway;
}
