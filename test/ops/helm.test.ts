/* eslint-disable @typescript-eslint/no-unsafe-call, @typescript-eslint/restrict-plus-operands -- configurations are looked at, not typed */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, parse } from 'yaml';
import { readConfig, SECRETS, VARIABLES } from '../../src/config';
import { GoTemplates } from './go-template';

const CHART = join(__dirname, '..', '..', 'docker', 'helm', 'learning-event-gateway');
const read = (...path: string[]): string => readFileSync(join(CHART, ...path), 'utf8');

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- manifests are looked at, not typed
type Any = any;

const chart = parse(read('Chart.yaml'));
const defaults = parse(read('values.yaml'));
const schema = JSON.parse(read('values.schema.json'));
const files = readdirSync(join(CHART, 'templates')).filter((file) => file.endsWith('.yaml'));

/** The manifests of a release, by kind. */
function render(values: Any = {}): Record<string, Any> {
  const templates = new GoTemplates();
  templates.define(read('templates', '_helpers.tpl'));
  const scope = {
    Values: merged(defaults, values),
    Release: { Name: 'hub', Namespace: 'events', Service: 'Helm' },
    Chart: { Name: chart.name, Version: chart.version, AppVersion: chart.appVersion },
  };
  const documents = files.flatMap((file) => {
    const text = templates.render(read('templates', file), scope);
    return parseAllDocuments(text).flatMap((document: Any) => {
      expect(document.errors.map((error: Error) => `${file}: ${error.message}`)).toEqual([]);
      return document.toJS() ?? [];
    });
  });
  return Object.fromEntries(
    documents.map((one: Any) => [
      `${one.kind}${/-(metrics)$/.test(one.metadata.name) ? ' metrics' : ''}`,
      one,
    ]),
  );
}

const merged = (one: Any, other: Any): Any =>
  typeof one === 'object' &&
  !Array.isArray(one) &&
  typeof other === 'object' &&
  !Array.isArray(other)
    ? Object.fromEntries(
        [...new Set([...Object.keys(one), ...Object.keys(other)])].map((key) => [
          key,
          key in other ? (key in one ? merged(one[key], other[key]) : other[key]) : one[key],
        ]),
      )
    : other;

const EVERYTHING = {
  autoscaling: { enabled: true },
  metrics: { serviceMonitor: { enabled: true, labels: { release: 'prometheus' } } },
  env: { TENANT: 'rowan-hill', MAX_EVENTS: '1000' },
  secret: { keys: ['DATABASE_URL', 'ROUTER_SECRETS'] },
  imagePullSecrets: [{ name: 'pull' }],
  podAnnotations: { a: 'b' },
  nodeSelector: { disk: 'ssd' },
  tolerations: [{ key: 'x', operator: 'Exists' }],
  affinity: { podAntiAffinity: {} },
  topologySpreadConstraints: [{ maxSkew: 1 }],
  serviceAccount: { annotations: { a: 'b' } },
  service: { annotations: { a: 'b' } },
  networkPolicy: { from: [{ podSelector: {} }], metricsFrom: [{ podSelector: {} }] },
};

describe('the chart', () => {
  it('has a manifest of every kind that is needed, and those that are asked for', () => {
    expect(Object.keys(render()).sort()).toEqual([
      'Deployment',
      'Job',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'Service',
      'Service metrics',
      'ServiceAccount',
    ]);
    const all = Object.keys(render(EVERYTHING));
    expect(all).toEqual(expect.arrayContaining(['HorizontalPodAutoscaler', 'ServiceMonitor']));
    expect(render({ migrations: { enabled: false } })['Job']).toBeUndefined();
    expect(render({ networkPolicy: { enabled: false } })['NetworkPolicy']).toBeUndefined();
  });

  it.each([
    ['by default', {}],
    ['with everything', EVERYTHING],
  ])('selects the pods that it makes, and no others (%s)', (_, values) => {
    const made = render(values);
    const labels = made['Deployment'].spec.template.metadata.labels;
    const selectors = [
      made['Deployment'].spec.selector.matchLabels,
      made['Service'].spec.selector,
      made['Service metrics'].spec.selector,
      made['PodDisruptionBudget'].spec.selector.matchLabels,
      made['NetworkPolicy'].spec.podSelector.matchLabels,
    ];
    for (const selector of selectors) expect(selector).toEqual(labels);
    expect(made['Job'].spec.template.metadata.labels).not.toMatchObject(labels);
    expect(made['Deployment'].metadata.labels).toMatchObject({
      'app.kubernetes.io/version': chart.appVersion,
    });
  });

  it('runs as nobody, on a file system that cannot be written, without rights', () => {
    for (const kind of ['Deployment', 'Job']) {
      const pod = render(EVERYTHING)[kind].spec.template.spec;
      expect(pod).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      });
      for (const { securityContext } of pod.containers) {
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
      }
    }
  });

  it('asks livez whether it lives, and readyz whether it wants requests', () => {
    const [container] = render()['Deployment'].spec.template.spec.containers;
    expect(container.startupProbe.httpGet).toEqual({ path: '/livez', port: 'http' });
    expect(container.livenessProbe.httpGet).toEqual({ path: '/livez', port: 'http' });
    expect(container.readinessProbe.httpGet).toEqual({ path: '/readyz', port: 'http' });
  });

  it('gives a pod the time that it takes to stop', () => {
    const { preStop, drainDelay, grace, terminationGracePeriod } = defaults.shutdown;
    expect(terminationGracePeriod).toBeGreaterThan(preStop + drainDelay + grace);
    const [container] = render()['Deployment'].spec.template.spec.containers;
    expect(container.lifecycle.preStop.exec.command[2]).toBe('setTimeout(() => {}, 2000)');
    const { periodSeconds, failureThreshold } = container.readinessProbe;
    expect(preStop + drainDelay).toBeGreaterThanOrEqual(periodSeconds * failureThreshold);
  });

  it('hands secrets over as files of a Secret that it does not make', () => {
    const made = render(EVERYTHING);
    for (const kind of ['Deployment', 'Job']) {
      const { containers, volumes } = made[kind].spec.template.spec;
      expect(volumes).toMatchObject([
        { secret: { secretName: 'learning-event-gateway', items: [{ key: 'DATABASE_URL' }, {}] } },
      ]);
      expect(containers[0].env).toContainEqual({
        name: 'ROUTER_SECRETS_FILE',
        value: '/secrets/ROUTER_SECRETS',
      });
    }
    expect(made['Secret']).toBeUndefined();
    const keys = schema.properties.secret.properties.keys.items.enum as string[];
    expect([...keys].sort()).toEqual([...SECRETS].sort());
  });

  it('sets variables that the configuration knows, to values that it takes', () => {
    const { env } = render(EVERYTHING)['Deployment'].spec.template.spec.containers[0];
    const plain = env.filter(({ name }: Any) => !name.endsWith('_FILE'));
    for (const { name, value } of plain) {
      expect(VARIABLES).toContain(name);
      expect(typeof value).toBe('string');
    }
    const set = Object.fromEntries(plain.map(({ name, value }: Any) => [name, value]));
    expect(readConfig(set)).toMatchObject({
      tenantId: 'rowan-hill',
      maxEvents: 1000,
      metricsPort: 9464,
    });
  });

  it('migrates before it installs or upgrades, by a command that there is', () => {
    const job = render()['Job'];
    expect(job.metadata.annotations['helm.sh/hook']).toBe('pre-install,pre-upgrade');
    const [node, file = '', command] = job.spec.template.spec.containers[0].command as string[];
    expect([node, command]).toEqual(['node', 'migrate']);
    expect(
      read('..', '..', '..', file.replace(/^dist\//, '').replace(/\.js$/, '.ts')),
    ).toBeTruthy();
  });

  it('has a rule for every value, and no rule for what is none', () => {
    const compare = (values: Any, rules: Any, path: string): string[] =>
      rules?.properties === undefined
        ? []
        : [...new Set([...Object.keys(values), ...Object.keys(rules.properties)])].flatMap((key) =>
            !(key in rules.properties)
              ? [`${path}${key} has no rule`]
              : !(key in values) && key !== 'global'
                ? [`${path}${key} has no value`]
                : compare(values[key] ?? {}, rules.properties[key], `${path}${key}.`),
          );
    expect(compare(defaults, schema, '')).toEqual([]);
  });
});

describe('the templates of this test', () => {
  const render = (text: string, values: unknown): string => new GoTemplates().render(text, values);

  it.each([
    ['a {{ .b.c }}', 'a 1'],
    ['a{{- if .no }} x {{- else }} y{{ end }} z', 'a y z'],
    ['{{ range .list }}<{{ . }}>{{ end }}', '<p><q>'],
    ['{{ range $k, $v := .b }}{{ $k }}={{ $v | quote }}{{ end }}', 'c="1"'],
    ['x:{{ toYaml .b | nindent 2 }}', 'x:\n  c: 1'],
    ['{{ .no | default "d" }}', 'd'],
    ['{{ define "n" }}[{{ .c }}]{{ end }}{{ include "n" .b }}', '[1]'],
  ])('make of %j what Go makes of it', (text, made) => {
    expect(render(text, { b: { c: 1 }, list: ['p', 'q'], no: '' })).toBe(made);
  });

  it.each(['{{ if .a }}', '{{ end }}', '{{ shout .a }}', '{{ .missing }}', '{{ else }}'])(
    'refuse %j',
    (text) => expect(() => render(text, { a: 1 })).toThrow(),
  );
});
