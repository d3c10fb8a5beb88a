import 'reflect-metadata';
import { serveWithApollo } from '../scripts/supergraph/apollo-gateway';
import { serveWithHive } from '../scripts/supergraph/hive-gateway';
import { OWN_SUBGRAPH, startSampleSubgraphs } from '../scripts/supergraph/sample-subgraphs';

const WARM = 100;
const ROUNDS = Number(process.argv[2] ?? 500);

/** A question with one answer, and how it is asked where it goes through the catalogue first. */
interface Question {
  readonly title: string;
  readonly query: string;
  /** The same behind a router, where it differs. */
  readonly joined?: string;
}

const EVENTS = `events(first: 20) {
  edges { node { __typename id type occurredAt person { email } course { courseNumber } } }
}`;

const QUESTIONS: readonly Question[] = [
  {
    title: 'one row: a course by its number',
    query: '{ course(courseNumber: "BIO-110") { id name } }',
  },
  { title: '20 events with person and course', query: `{ ${EVENTS} }` },
  {
    title: 'the same under 2 courses; behind a router named by the catalogue',
    query: `{ bio: course(courseNumber: "BIO-110") { ${EVENTS} } sta: course(courseNumber: "STA-210") { ${EVENTS} } }`,
    joined: `{ catalogue { ${EVENTS} } }`,
  },
];

/**
 * What a router costs: the same question asked of the gateway itself, and through each router. One request
 * at a time and the sides in turn, all in one process: the ratio of medians is what matters.
 *
 *     node -r @swc-node/register bench/federation.ts [ROUNDS]
 */
async function main(): Promise<void> {
  const subgraphs = await startSampleSubgraphs();
  const routers = {
    '@apollo/gateway': await serveWithApollo(subgraphs),
    'Hive Gateway': await serveWithHive(subgraphs),
  };
  const sides: [name: string, url: string][] = [
    ['direct', subgraphs.urls[OWN_SUBGRAPH] as string],
    ...Object.entries(routers).map(([name, { url }]): [string, string] => [name, url]),
  ];
  console.log(`medians of ${ROUNDS} requests, one at a time; Node ${process.version}\n`);
  console.log(`| question | ${sides.map(([name]) => name).join(' | ')} |`);
  console.log(`|---|${sides.map(() => '---').join('|')}|`);
  for (const { title, query, joined = query } of QUESTIONS) {
    const times = sides.map((): number[] => []);
    for (let round = -WARM; round < ROUNDS; round += 1) {
      for (const [at, [name, url]] of sides.entries()) {
        const took = await ask(url, name === 'direct' ? query : joined);
        if (round >= 0) times[at]?.push(took);
      }
    }
    const medians = times.map(median);
    const cells = medians.map(
      (ms) => `${ms.toFixed(2)} ms (${(ms / (medians[0] ?? ms)).toFixed(2)}×)`,
    );
    console.log(`| ${title} | ${cells.join(' | ')} |`);
  }
  for (const router of Object.values(routers)) await router.close();
  await subgraphs.close();
}

/** @returns milliseconds. @throws when there are errors. */
async function ask(url: string, query: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as { errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
