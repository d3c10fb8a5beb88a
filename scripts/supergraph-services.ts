import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../examples/supergraph/catalogue';
import { people } from '../examples/supergraph/people';
import { serveSubgraph } from '../examples/supergraph/subgraph';
import { compose } from './supergraph/compose';

/**
 * For `docker/compose.yml`: writes the supergraph of the gateway and the example's subgraphs into a folder,
 * and serves the latter. `supergraph-services FOLDER`
 */
async function main(folder = 'supergraph'): Promise<void> {
  const [host, gateway] = ['subgraphs', 'http://gateway:4000/graphql'];
  const samples = [catalogue, people].map((subgraph, at) => ({ subgraph, port: 4001 + at }));
  const own = readFileSync(join(__dirname, '..', 'schema.graphql'), 'utf8');
  const supergraph = compose([
    { name: 'learning-events', url: gateway, sdl: own },
    ...samples.map(({ subgraph: { name, sdl }, port }) => ({
      name,
      sdl,
      url: `http://${host}:${port}/graphql`,
    })),
  ]);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'supergraph.graphql'), supergraph);
  for (const { subgraph, port } of samples) {
    await serveSubgraph(subgraph, { port, host: '0.0.0.0' });
    console.log(`${subgraph.name} serves at ${port}`);
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
