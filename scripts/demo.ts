import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from '../src/app';
import { readConfig } from '../src/config';
import { GRAPHIQL_QUESTIONS } from '../src/http/graphiql-questions';
import { GatewayClient } from './client/gateway-client';
import { freePort } from './demo/free-port';
import { loadTerm } from './demo/load-term';
import { readableJson } from './demo/readable-json';

/** The examples of the query page that the demo asks aloud. */
const ASKED = ['WhatHappenedInACourse', 'WhatAPersonDid', 'WhatChanged', 'ActivityByDay'];

const say = (line: string): void => console.log(line);

/**
 * `npm run demo`: a gateway on an embedded database of its own, a small term loaded through its
 * mutations, a few questions with their answers, and the query page.
 *
 *     npm run demo -- --once    end after the answers
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
  const folder = mkdtempSync(join(tmpdir(), 'learning-events-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const given = readConfig({
    PORT: process.env['PORT'],
    HOST: process.env['HOST'],
    AUTH: 'off',
    DATABASE_URL: `sqlite:${join(folder, 'demo.db')}`,
    LOG_LEVEL: 'silent',
  });
  const port = await freePort(given.port, given.host);
  if (port !== given.port) say(`Port ${given.port} is taken; this is ${port}.`);
  const app = await createApp({ ...given, port });
  const url = await app.listen();
  const client = new GatewayClient(url);

  say(`The gateway listens at ${url}, on an embedded database in ${folder}.\n`);
  say('Loading a small term through its mutations:');
  await loadTerm(client, (line) => say(`  ${line}`));
  for (const { name, query } of GRAPHIQL_QUESTIONS) {
    if (!ASKED.includes(name)) continue;
    const began = performance.now();
    const answer = await client.ask(query);
    const took = Math.round(performance.now() - began);
    say(`\n${query.trimEnd()}\n\nanswered in ${took} ms:\n${readableJson(answer)}`);
  }
  if (values.once) return app.close();
  say(`\nAsk your own: open ${url}/ (GraphiQL with ready examples). Ctrl+C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void app.close().finally(() => process.exit(0)));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
