import { compileSources } from './compiled-sources';
import { writeEngineState } from './engine-state';
import { findEngines, type FoundEngines } from './find-engines';

/** Where the set-up leaves what the tear-down needs: both run in one process. */
export interface RunState {
  gatewayTestEngines?: FoundEngines;
}

/**
 * Jest's global set-up: compiles what tests start as processes, finds or starts the engines, and sees to it
 * that the programs and private servers go with the run.
 */
export default async function globalSetup(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(130));
  const programs = await compileSources();
  process.once('exit', () => programs.remove());
  const engines = await findEngines(process.env);
  process.once('exit', () => engines.stop());
  writeEngineState(engines.state);
  (globalThis as RunState).gatewayTestEngines = engines;
}
