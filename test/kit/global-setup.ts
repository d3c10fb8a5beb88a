import { writeEngineState } from './engine-state';
import { findEngines, type FoundEngines } from './find-engines';

/** Where the set-up leaves what the tear-down needs: both run in one process. */
export interface RunState {
  gatewayTestEngines?: FoundEngines;
}

/** Jest's global set-up: finds or starts the engines, and sees to it that private servers go with the run. */
export default async function globalSetup(): Promise<void> {
  const engines = await findEngines(process.env);
  writeEngineState(engines.state);
  (globalThis as RunState).gatewayTestEngines = engines;
  process.once('exit', () => engines.stop());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(130));
}
