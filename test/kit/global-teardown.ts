import type { RunState } from './global-setup';

/** Jest's global tear-down: drops the scratch databases, ends the private servers. */
export default async function globalTeardown(): Promise<void> {
  const engines = (globalThis as RunState).gatewayTestEngines;
  await engines?.drop();
  engines?.stop();
}
