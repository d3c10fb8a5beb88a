import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import 'reflect-metadata';
import { createSubgraphSdl } from '../src/schema';

const FILE = join(__dirname, '..', 'schema.graphql');

/** Writes schema.graphql, the subgraph's SDL, from the code; with `--check` only says whether it is what the code gives. */
function main(): void {
  const text = createSubgraphSdl();
  if (!process.argv.includes('--check')) {
    writeFileSync(FILE, text);
    console.log(`schema.graphql: ${text.split('\n').length} lines`);
    return;
  }
  if (readFileSync(FILE, 'utf8') === text)
    return console.log('schema.graphql is what the code gives');
  console.error('schema.graphql is not what the code gives: run `npm run schema` and commit it');
  process.exitCode = 1;
}

main();
