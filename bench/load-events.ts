import { Generator } from './generator';
import { HttpConnection } from './http-connection';
import { INGEST_CALIPER } from './ingest-rows';
import { ProgressBar } from './progress-bar';

const ENVELOPE = 200;
const CONNECTIONS = 4;

/** Fills both sides through their own doors with the same events. @param ports of gateway and baseline. */
export async function loadEvents(
  ports: { readonly gateway: number; readonly baseline: number },
  count: number,
): Promise<void> {
  const generator = new Generator(1, Date.now());
  const bar = new ProgressBar('loading events', count);
  let made = 0;
  let done = 0;
  const load = async (): Promise<void> => {
    const gateway = await HttpConnection.open(ports.gateway);
    const baseline = await HttpConnection.open(ports.baseline);
    while (made < count) {
      const size = Math.min(ENVELOPE, count - made);
      made += size;
      const envelope = generator.envelope(size);
      const asked = JSON.stringify({ query: INGEST_CALIPER, variables: { envelope } });
      for (const [connection, path, body] of [
        [gateway, '/graphql', asked],
        [baseline, '/ingest', JSON.stringify(envelope)],
      ] as const) {
        const answer = await connection.post(path, Buffer.from(body));
        if (!answer.body.includes(`"stored":${size}`))
          throw new Error(
            `${path} must store ${size} events; it answered ${answer.body.toString()}`,
          );
      }
      done += size;
      bar.show(done);
    }
    gateway.close();
    baseline.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, load));
}
