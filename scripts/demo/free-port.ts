import { createServer } from 'node:net';

/** How many ports are tried, counting up. */
const TRIES = 50;

/**
 * The first port from `wanted` on where nobody listens. 0 asks the system for any.
 * @throws Error when none of 50 is free.
 */
export async function freePort(wanted: number, host: string): Promise<number> {
  if (wanted === 0) return 0;
  for (let port = wanted; port < Math.min(wanted + TRIES, 65_536); port++)
    if (await isFree(port, host)) return port;
  throw new Error(`a free port was required at ${host}; ${wanted} and those after it are taken`);
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host }, () => probe.close(() => resolve(true)));
  });
}
