/* eslint-disable @typescript-eslint/no-unsafe-call -- configurations are looked at, not typed */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readConfig, SECRETS, VARIABLES } from '../../src/config';
import { createTelemetry } from '../../src/telemetry/telemetry';
import {
  commandOf,
  environmentOf,
  readDockerfile,
  type Stage,
} from '../../scripts/docker/read-dockerfile';
import { readMetrics } from './metrics-text';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, 'docker', path), 'utf8');

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- configurations are looked at, not typed
type Any = any;

/** What a file of a build is in the sources. */
const sourceOf = (file: string): string => file.replace(/^dist\//, '').replace(/\.js$/, '.ts');

describe('the Dockerfile', () => {
  const stages = readDockerfile(read('Dockerfile'));
  const image = stages.at(-1) as Stage;

  it('copies only what is there, and what the ignore file lets through', () => {
    const kept = read('Dockerfile.dockerignore').split('\n');
    const copied = stages
      .flatMap(({ instructions }) => instructions)
      .filter(({ name, text }) => name === 'COPY' && !text.startsWith('--from='))
      .flatMap(({ text }) => text.split(' ').slice(0, -1));
    expect(copied.length).toBeGreaterThan(5);
    expect(kept[0]).toBe('*');
    for (const path of copied) {
      expect(existsSync(join(ROOT, path))).toBe(true);
      expect(kept).toContain(`!${path}`);
    }
  });

  it('brings no development dependency and no installer into the image', () => {
    const dependencies = stages.find(({ name }) => name === 'dependencies');
    expect(JSON.stringify(dependencies)).toContain('npm ci --omit=dev --ignore-scripts');
    const runs = image.instructions.filter(({ name }) => name === 'RUN').map(({ text }) => text);
    expect(runs.some((text) => text.startsWith('npm '))).toBe(false);
    expect(runs.join('\n')).toMatch(/rm -rf .*\/npm /);
  });

  it('starts the gateway itself, as nobody in particular, and asks whether it lives', () => {
    const user = image.instructions.findLast(({ name }) => name === 'USER')?.text;
    expect(user).toBe('1000:1000');
    const command = commandOf(image, 'CMD');
    expect(command[0]).toBe('node');
    expect(existsSync(join(ROOT, sourceOf(command.at(-1) as string)))).toBe(true);
    expect(commandOf(image, 'HEALTHCHECK').join(' ')).toContain('/livez');
  });

  it('runs as that user to its end, and takes no secret into a layer', () => {
    const after = image.instructions.slice(
      image.instructions.findIndex(({ name }) => name === 'USER'),
    );
    expect(after.filter(({ name }) => ['RUN', 'COPY', 'ADD'].includes(name))).toEqual([]);
    const all = stages.flatMap(({ instructions }) => instructions);
    expect(all.filter(({ name }) => name === 'ARG' || name === 'ADD')).toEqual([]);
    const secret =
      /secret|token|passw|credential|api_?key|private|\.npmrc|(?<!process)\.env\b|id_rsa|:\/\/\S+@/i;
    expect(all.map(({ text }) => text).filter((text) => secret.test(text))).toEqual([]);
    for (const name of SECRETS) expect(environmentOf(image)).not.toHaveProperty(name);
  });

  it('starts as the README does', () => {
    const { scripts } = parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(scripts.start).toContain(commandOf(image, 'CMD').join(' '));
  });

  it('sets variables that the configuration knows, to values that it takes', () => {
    const { NODE_ENV, ...set } = environmentOf(image);
    expect(NODE_ENV).toBe('production');
    expect(Object.keys(set).filter((name) => !VARIABLES.includes(name))).toEqual([]);
    const config = readConfig(set);
    expect(config).toMatchObject({
      host: '0.0.0.0',
      auth: 'on',
      graphiql: false,
      metricsPort: 9464,
    });
    expect(config.drainDelay).toBeGreaterThan(0);
  });
});

describe('the compose file', () => {
  const { services, volumes } = parse(read('compose.yml'), { merge: true });
  const all: [string, Any][] = Object.entries(services);
  const stages = readDockerfile(read('Dockerfile'));

  it('has the database, Redis, migrations, the gateway, a router, Prometheus and Grafana', () => {
    expect(Object.keys(services)).toEqual(
      expect.arrayContaining([
        'mysql',
        'redis',
        'migrate',
        'gateway',
        'router',
        'prometheus',
        'grafana',
      ]),
    );
  });

  it.each(all)('%s has an image of one version, or a stage of the Dockerfile', (_, service) => {
    expect(service.image ?? 'built').toMatch(/^built$|:v?\d+\.\d+/);
    if (service.build) expect(stages.map(({ name }) => name)).toContain(service.build.target);
  });

  it.each(all)('%s waits for services that there are, in a state that they reach', (_, service) => {
    const waits = service.depends_on ?? {};
    const conditions: Record<string, Any> = Array.isArray(waits)
      ? Object.fromEntries(waits.map((name: string) => [name, {}]))
      : waits;
    for (const [name, { condition }] of Object.entries(conditions)) {
      expect(Object.keys(services)).toContain(name);
      const image = stages.find((stage) => stage.name === services[name].build?.target);
      const built = image?.instructions.some((one) => one.name === 'HEALTHCHECK');
      if (condition === 'service_healthy') expect(services[name].healthcheck ?? built).toBeTruthy();
    }
  });

  it.each(all)('%s mounts what there is', (_, service) => {
    for (const mount of service.volumes ?? []) {
      const [source = ''] = (mount as string).split(':');
      if (source.startsWith('.')) expect(existsSync(join(ROOT, 'docker', source))).toBe(true);
      else expect(Object.keys(volumes)).toContain(source);
    }
  });

  it.each(all)('%s is published on this machine only', (_, service) => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it.each(['gateway', 'migrate'])('%s is configured as the configuration takes it', (name) => {
    const environment = Object.fromEntries(
      Object.entries(services[name].environment as Record<string, string>).map(([key, value]) => [
        key,
        value.replace(/\$\{\w+:-([^}]*)\}/g, '$1'),
      ]),
    );
    expect(Object.keys(environment).filter((key) => !VARIABLES.includes(key))).toEqual([]);
    expect(
      readConfig({ ...environmentOf(stages.at(-1) as Stage), ...environment }).routerGate,
    ).toBe(true);
    const [, file] = (services[name].command as string[] | undefined) ?? [];
    if (file) expect(existsSync(join(ROOT, sourceOf(file)))).toBe(true);
  });

  it('gives the gateway longer to stop than it takes', () => {
    const { DRAIN_DELAY, SHUTDOWN_GRACE } = environmentOf(stages.at(-1) as Stage);
    const grace = Number.parseInt(services.gateway.stop_grace_period, 10);
    expect(grace).toBeGreaterThan(Number(DRAIN_DELAY) + Number(SHUTDOWN_GRACE));
  });

  it.each(['gateway', 'migrate'])(
    '%s cannot write to its files, nor come to more rights',
    (name) => {
      const { read_only: isReadOnly, cap_drop: drop, security_opt: options } = services[name];
      expect([isReadOnly, drop, options]).toEqual([true, ['ALL'], ['no-new-privileges:true']]);
      expect(services[name]).not.toHaveProperty('privileged');
      expect(services[name]).not.toHaveProperty('cap_add');
      expect(services[name]).not.toHaveProperty('user');
    },
  );

  it('scrapes the port that the image serves metrics at', () => {
    const { scrape_configs: scrapes, rule_files: rules } = parse(read('prometheus/prometheus.yml'));
    const [{ names, port }] = scrapes[0].dns_sd_configs;
    expect(names).toEqual(['gateway']);
    expect(String(port)).toBe(environmentOf(stages.at(-1) as Stage)['METRICS_PORT']);
    for (const file of rules)
      expect(existsSync(join(ROOT, 'docker', 'prometheus', file))).toBe(true);
  });

  it('holds no variable that looks like a secret of ours without a way to set it', () => {
    for (const name of SECRETS) {
      const value = services.gateway.environment[name] as string | undefined;
      if (value !== undefined) expect(value).toMatch(/\$\{\w+:-/);
    }
  });
});

describe('what watches over the gateway', () => {
  const telemetry = createTelemetry(true, 'sqlite', { version: '0', node: '0' });
  telemetry.watchState({
    pool: () => ({ size: 1, inUse: 0, waiting: 0 }),
    queue: () => ({ waitingItems: 0, waitingCalls: 0, maxItems: 1, busyWriters: 0 }),
    readiness: () => Promise.resolve('ready'),
  });

  /** Every series that `/metrics` can have, with the labels that it can have. */
  async function known(): Promise<Map<string, readonly string[]>> {
    const { metrics, databaseWatch, registry } = telemetry;
    metrics.received('graphql', 'HUB', 1);
    metrics.acknowledged({
      door: 'graphql',
      source: 'HUB',
      seconds: 1,
      outcomes: [{ status: 'REJECTED', problems: [{ code: 'X' }] }],
    });
    metrics.refused('graphql', 'HUB', 'X');
    metrics.written({ calls: 1, items: 1, seconds: 1, failed: false });
    metrics.request({ method: 'GET', route: '/', status: 200, seconds: 1 });
    metrics.operation({ type: 'query', failed: false, seconds: 1 });
    metrics.rateLimited('key');
    metrics.authenticationFailed('unknown');
    databaseWatch.statement('x')(new Error('x'));
    databaseWatch.waited(1);
    databaseWatch.retried('LOST');
    const families = readMetrics((await registry?.metrics()) ?? '');
    return new Map(
      families.flatMap(({ samples }) =>
        samples.map(({ name, labels }) => [name, Object.keys(labels)] as const),
      ),
    );
  }

  const OF_PROMETHEUS = ['up', 'instance', 'job', 'le'];
  const WORDS_OF_PROMQL =
    /^(?:sum|by|rate|histogram_quantile|topk|and|or|on|without|increase|max|min|avg)$/;

  /** Names in an expression that neither a metric, a label of one, nor PromQL has. */
  async function unknownIn(expression: string): Promise<string[]> {
    const series = await known();
    const labels = new Set([...series.values()].flat());
    const bare = expression.replace(/"[^"]*"/g, '').replace(/\[[^\]]*\]/g, '');
    return [...bare.matchAll(/[a-z_][a-z0-9_]*/g)]
      .map(([word]) => word)
      .filter((word) => !series.has(word) && !labels.has(word))
      .filter((word) => !OF_PROMETHEUS.includes(word) && !WORDS_OF_PROMQL.test(word));
  }

  const dashboard = JSON.parse(read('grafana/dashboards/gateway.json'));
  const queries: [string, string][] = dashboard.panels.flatMap((panel: Any) =>
    (panel.targets ?? []).map(({ expr }: Any) => [panel.title, expr]),
  );
  const alerts: [string, string][] = parse(read('prometheus/alerts.yml')).groups.flatMap(
    ({ rules }: Any) => rules.map(({ alert, expr }: Any) => [alert, expr]),
  );

  it.each(queries)('the panel “%s” asks for what there is: %s', async (_, expression) => {
    expect(await unknownIn(expression)).toEqual([]);
  });

  it.each(alerts)('the alert %s asks for what there is: %s', async (_, expression) => {
    expect(await unknownIn(expression)).toEqual([]);
  });

  it('would find a metric that there is not', async () => {
    expect(await unknownIn('sum by (door) (rate(leg_lost_total{code="x"}[5m]))')).toEqual([
      'leg_lost_total',
    ]);
  });

  it('shows every metric of the gateway’s own somewhere, and tells what each alert means', async () => {
    const asked = [...queries, ...alerts].map(([, expression]) => expression).join(' ');
    const own = [...(await known()).keys()].filter((name) => name.startsWith('leg_'));
    const stems = new Set(own.map((name) => name.replace(/_(?:bucket|sum|count)$/, '')));
    stems.delete('leg_build_info');
    stems.delete('leg_write_queue_writers');
    expect([...stems].filter((name) => !asked.includes(name))).toEqual([]);
    const { groups } = parse(read('prometheus/alerts.yml'));
    for (const { annotations, labels } of groups[0].rules) {
      expect(annotations.summary).toMatch(/\.$/);
      expect(['critical', 'warning']).toContain(labels.severity);
    }
  });

  it('shows the dashboard where Grafana looks for one, with the data source that it names', () => {
    const { providers } = parse(read('grafana/provisioning/dashboards/dashboards.yml'));
    const { datasources } = parse(read('grafana/provisioning/datasources/prometheus.yml'));
    expect(providers[0].options.path).toBe('/etc/grafana/dashboards');
    expect(JSON.stringify(dashboard)).toContain(`"uid":"${datasources[0].uid}"`);
    const ids = dashboard.panels.map(({ id }: Any) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
