import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { freePort } from './demo/free-port';
import { readableJson } from './demo/readable-json';
import { serveWithApollo } from './supergraph/apollo-gateway';
import { SAMPLE_QUERY } from './supergraph/sample-query';
import { startSampleSubgraphs } from './supergraph/sample-subgraphs';

const PORT = 4100;
const say = (line: string): void => console.log(line);

/**
 * `npm run supergraph`: the gateway with the sample term, a catalogue and a people subgraph beside it, all
 * behind one router, and a query that needs the three of them.
 *
 *     npm run supergraph -- --once    end after the answer
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
  const subgraphs = await startSampleSubgraphs();
  for (const [name, url] of Object.entries(subgraphs.urls)) say(`${name.padEnd(16)} ${url}`);
  const router = await serveWithApollo(subgraphs, await freePort(PORT, '127.0.0.1'));
  say(`${'the supergraph'.padEnd(16)} ${router.url}\n\n${SAMPLE_QUERY}`);
  const began = performance.now();
  const response = await fetch(router.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: SAMPLE_QUERY }),
  });
  const answer: unknown = await response.json();
  const took = Math.round(performance.now() - began);
  say(`answered in ${took} ms:\n${readableJson(answer)}`);
  const close = async (): Promise<void> => {
    await router.close();
    await subgraphs.close();
  };
  if (values.once) return close();
  say(`\nAsk your own at ${router.url}. Ctrl+C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void close().finally(() => process.exit(0)));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
