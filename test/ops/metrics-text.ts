/** One line of the text format: `name{label="value"} 1`. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A metric with what is said of it. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly Sample[];
}

/** Reads Prometheus' text format. */
export function readMetrics(text: string): Family[] {
  const families = new Map<string, { help: string; type: string; samples: Sample[] }>();
  const family = (name: string) => {
    const known = families.get(name) ?? { help: '', type: '', samples: [] };
    families.set(name, known);
    return known;
  };
  for (const line of text.split('\n').filter(Boolean)) {
    const [, what, name = '', said = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (what === 'HELP') family(name).help = said;
    else if (what === 'TYPE') family(name).type = said;
    else {
      const sample = readSample(line);
      const owner = [...families.keys()].find((one) =>
        ownsSample(one, families.get(one)?.type, sample),
      );
      family(owner ?? sample.name).samples.push(sample);
    }
  }
  return [...families].map(([name, said]) => ({ name, ...said }));
}

function readSample(line: string): Sample {
  const [, name = '', labels = '', value = ''] = /^([^{ ]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  const pairs = [...labels.matchAll(/([a-zA-Z0-9_]+)="((?:[^"\\]|\\.)*)"/g)];
  return {
    name,
    labels: Object.fromEntries(pairs.map(([, label = '', text = '']) => [label, text])),
    value: Number(value),
  };
}

function ownsSample(name: string, type: string | undefined, sample: Sample): boolean {
  if (sample.name === name) return true;
  const suffixes = type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['_sum', '_count'];
  const mayHave = type === 'histogram' || type === 'summary';
  return mayHave && suffixes.some((suffix) => sample.name === `${name}${suffix}`);
}

const UNITS_TO_AVOID =
  /_(?:milliseconds|ms|millis|microseconds|us|nanoseconds|ns|minutes|hours|days|kilobytes|kb|megabytes|mb|bits|percent)(?:_|$)/;
const RESERVED_SUFFIX = /_(?:count|sum|bucket)$/;

/** What `promtool check metrics` finds fault with: https://prometheus.io/docs/practices/naming/ */
export function lintMetrics(families: readonly Family[]): string[] {
  return families.flatMap(({ name, help, type, samples }) => {
    const faults: string[] = [];
    if (!/^[a-z][a-z0-9_]*$/.test(name)) faults.push('must be written in snake_case');
    if (help === '') faults.push('has no help text');
    if (!['counter', 'gauge', 'histogram', 'summary'].includes(type)) faults.push('has no type');
    if ((type === 'counter') !== name.endsWith('_total')) {
      faults.push('must end with _total if, and only if, it is a counter');
    }
    if (RESERVED_SUFFIX.test(name)) faults.push('must not end like a part of a histogram');
    if (UNITS_TO_AVOID.test(name)) faults.push('must use a base unit');
    if (name.includes(`_${type}`)) faults.push('must not have its type in its name');
    for (const label of new Set(samples.flatMap((sample) => Object.keys(sample.labels)))) {
      const isOwn =
        (label === 'le' && type === 'histogram') || (label === 'quantile' && type === 'summary');
      if (!/^[a-z][a-z0-9_]*$/.test(label))
        faults.push(`must write its label ${label} in snake_case`);
      if (!isOwn && ['le', 'quantile', 'job', 'instance'].includes(label)) {
        faults.push(`must not have a label ${label}`);
      }
    }
    return faults.map((fault) => `${name} ${fault}`);
  });
}

/** The sum of a metric's samples that have all the labels. */
export function total(
  families: readonly Family[],
  sample: string,
  labels: Readonly<Record<string, string>> = {},
): number {
  return families
    .flatMap((family) => family.samples)
    .filter(({ name }) => name === sample)
    .filter((one) => Object.entries(labels).every(([label, text]) => one.labels[label] === text))
    .reduce((sum, { value }) => sum + value, 0);
}
