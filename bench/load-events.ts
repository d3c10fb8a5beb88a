import { setTimeout as sleep } from 'node:timers/promises';
import { Generator } from './generator';
import { HttpConnection, type Target } from './http-connection';
import { INGEST_CALIPER } from './ingest-rows';
import { ProgressBar } from './progress-bar';

const ENVELOPE = 200;
const CONNECTIONS = 4;
const TRIES = 5;
const PERIOD_MILLIS = 60 * 86_400_000;

/**
 * Fills both sides through their own doors with the same events, of the last 60 days.
 */
export async function loadEvents(
  targets: { readonly gateway: Target; readonly baseline: Target },
  count: number,
): Promise<void> {
  const now = Date.now();
  let made = 0;
  const generator = new Generator(1, () => now - PERIOD_MILLIS * (1 - made / count));
  const bar = new ProgressBar('loading events', count);
  let done = 0;
  const load = async (): Promise<void> => {
    const gateway = await HttpConnection.open(targets.gateway);
    const baseline = await HttpConnection.open(targets.baseline);
    while (made < count) {
      const size = Math.min(ENVELOPE, count - made);
      made += size;
      const envelope = generator.envelope(size);
      const asked = JSON.stringify({ query: INGEST_CALIPER, variables: { envelope } });
      for (const [connection, path, body] of [
        [gateway, '/graphql', asked],
        [baseline, '/ingest', JSON.stringify(envelope)],
      ] as const) {
        await storeAll(connection, path, Buffer.from(body), size);
      }
      done += size;
      bar.show(done);
    }
    gateway.close();
    baseline.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, load));
}

/** Sends until it is stored, as a sensor does that is asked to come again later. */
async function storeAll(
  connection: HttpConnection,
  path: string,
  body: Buffer,
  size: number,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const { body: answer } = await connection.post(path, body);
    if (answer.includes(`"stored":${size},`)) return;
    if (tries === TRIES || !answer.includes('"retryAfter"'))
      throw new Error(`${path} must store ${size} events; it answered ${answer.toString()}`);
    await sleep(1000);
  }
}
