import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { type CorpusFile, corpusFiles } from './corpus/corpus-file';
import { withOwnGateway } from './corpus/own-gateway';
import { Progress } from './corpus/progress';
import { type Run, runCorpus, type RunOptions } from './corpus/run-corpus';
import { explanations, summaryTable } from './corpus/summary';

const USAGE = `npm run corpus -- FOLDER [--times N] [--no-repair] [--together | --url URL]

Ingests every *.json below FOLDER as Caliper, and says what became of each file.

  --times N     do it N times; the number of events must not change after the first (exit code 1)
  --no-repair   leave text that is not JSON in quarantine, also where a repair is offered
  --together    into one empty gateway; else each folder goes into one of its own, because examples
                of several versions often share ids, and the second would be a CONFLICT
  --url URL     into a gateway that runs already
`;

const OPTIONS = {
  times: { type: 'string', default: '1' },
  repair: { type: 'boolean', default: true },
  together: { type: 'boolean', default: false },
  url: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    allowNegative: true,
    options: OPTIONS,
  });
  const times = Number(values.times);
  const [folder] = positionals;
  if (values.help || !folder || positionals.length > 1 || !Number.isInteger(times) || times < 1) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const files = corpusFiles(folder);
  const options: RunOptions = {
    times,
    repair: values.repair,
    progress: new Progress(files.length * times),
  };
  const parts = values.together || values.url !== undefined ? [files] : byFolder(files);
  const runs: Run[][] = [];
  for (const part of parts)
    runs.push(
      values.url === undefined
        ? await withOwnGateway((url) => runCorpus(url, part, options))
        : await runCorpus(values.url, part, options),
    );
  process.exitCode = report(runs, times) ? 0 : 1;
}

/** Prints everything. @returns whether repeating changed nothing in any gateway. */
function report(parts: readonly (readonly Run[])[], times: number): boolean {
  for (let at = 0; at < times; at++) {
    const results = parts.flatMap((runs) => runs[at]?.results ?? []);
    if (at === 0) console.log(['', ...explanations(results)].join('\n'));
    console.log(`\nrun ${at + 1} of ${times}\n${summaryTable(results)}`);
    const events = parts.reduce((sum, runs) => sum + (runs[at]?.events ?? 0), 0);
    console.log(`${events} events are stored now`);
  }
  const steady = parts.every((runs) => runs.every(({ events }) => events === runs[0]?.events));
  if (!steady) console.error('\nThe number of events changed: repeating must store nothing.');
  return steady;
}

function byFolder(files: readonly CorpusFile[]): CorpusFile[][] {
  const folders = [...new Set(files.map(({ folder }) => folder))];
  return folders.map((folder) => files.filter((file) => file.folder === folder));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
