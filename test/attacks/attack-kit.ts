import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../src/config';
import { openServices } from '../../src/gateway-services';
import { localPrincipal, SCOPES } from '../../src/kernel/principal';
import { openDatabase } from '../../src/storage/open-database';
import { readMetrics, total } from '../ops/metrics-text';
import { type EngineState, readEngineState } from '../kit/engine-state';
import type { Data, GqlError } from '../kit/gql';
import { newTenant } from '../kit/new-tenant';
import { freePort } from '../kit/private-server';
import { type ScratchDatabase, scratchFile } from '../kit/scratch-database';
import { type Allowance, type Finding, findingOf, isWithin, shareOf } from './oracle';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '..', '..');
const MB = 1024 * 1024;
/** Text that no answer may hold: statements, stacks, paths, and what requests carried as secrets. */
const LEAKS =
  /\bSELECT\b.*\bFROM\b|\bINSERT INTO\b|\n\s+at |node_modules|\.ts:\d|\/src\/|CANARY_SECRET/;
const LONGEST_ECHO = 200;
/** What no log and no metric may hold, whatever requests carried. */
const CANARY = /CANARY_(?:SECRET|PII)/;
/** Nearly as large as one may be. */
const LARGE_BODY = 7_900_000;
/** A small heap: what is held must show beside what no collector has looked at yet. */
const HEAP = ['--max-old-space-size=256', '--max-semi-space-size=16'];
/** How often an attack is made before it is said to have kept others waiting. */
const TRIES = 3;
/** Tables whose rows an attack that is refused must not add to. */
const TABLES = ['event', 'receipt', 'quarantine', 'person', 'course', 'membership', 'api_key'];

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: Data | null;
  readonly errors: readonly GqlError[];
}

/** A gateway as a process of its own, with a credential to attack it with and another tenant's to watch. */
export class Target {
  /** What was found of each attack. */
  readonly findings: Finding[] = [];
  private baseline = 0;

  constructor(
    readonly url: string,
    readonly pid: number,
    readonly tenantId: string,
    readonly databaseUrl: string,
    private readonly metricsUrl: string,
    private readonly key: string,
    private readonly bystander: string,
    readonly output: () => string,
    readonly stop: () => Promise<void>,
  ) {}

  /** Posts a body as it is. */
  async post(body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: body as BodyInit,
    });
  }

  /** Asks GraphQL. */
  ask(query: string, variables: Data = {}): Promise<Answer> {
    return this.post(JSON.stringify({ query, variables }));
  }

  /** Sends any request, with the attacker's credential. */
  async request(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.key}`, ...(init.headers as Data) };
    const response = await fetch(this.url + path, { ...init, headers });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
    const { data, errors } = (isJson ? JSON.parse(text) : {}) as Partial<Answer>;
    const { status } = response;
    return { status, headers: response.headers, text, data: data ?? null, errors: errors ?? [] };
  }

  /** Says that a body of so many bytes will come. @returns what is answered to that alone. */
  announce(bytes: number): Promise<string> {
    return this.raw(
      `POST /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer KEY\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${bytes}\r\n\r\n{`,
    );
  }

  /** Writes bytes to a socket. @returns all that came until it was closed, or `millis` had passed. */
  async raw(text: string, millis = 2_000): Promise<string> {
    const { port } = new URL(this.url);
    const socket = connect(Number(port), '127.0.0.1');
    let came = '';
    socket.on('data', (part: Buffer) => (came += part.toString()));
    socket.on('error', () => undefined);
    socket.write(text.replaceAll('KEY', this.key));
    // A timer that nobody waits for any more must not keep the process alive.
    await Promise.race([once(socket, 'close'), sleep(millis, undefined, { ref: false })]);
    socket.destroy();
    return came;
  }

  /**
   * Runs an attack while another tenant asks, and holds the gateway to the oracle: the process is up, its
   * memory comes back, the other tenant did not have to wait, its event loop turned, and nothing leaks: not
   * in the answers, the log, or the metrics. What takes too long is made again: an attack that keeps others
   * waiting does it every time, a machine that something else is busy on once.
   */
  async during(
    attack: () => Promise<Answer | readonly Answer[] | undefined>,
    allowance: Allowance = {},
  ): Promise<void> {
    if (this.baseline === 0) await this.warm();
    let finding = await this.observed(attack, allowance);
    for (let again = 1; again < TRIES && !isWithin(finding); again += 1)
      finding = await this.observed(attack, allowance);
    this.findings.push(finding);
    expect(finding.late).toBeLessThan(finding.mayBeLate);
    expect(finding.waited).toBeLessThan(finding.mayWait);
    await this.settled();
  }

  private async observed(
    attack: () => Promise<Answer | readonly Answer[] | undefined>,
    allowance: Allowance,
  ): Promise<Finding> {
    await this.metrics();
    const share = shareOf(this.pid);
    let over = false;
    const waits: number[] = [];
    const watch = async () => {
      while (!over) {
        const began = performance.now();
        const { status } = await this.ordinary();
        expect([200, ...(allowance.refusals ?? [])]).toContain(status);
        waits.push(performance.now() - began);
        await sleep(20);
      }
    };
    const watching = watch();
    try {
      const answers = await attack();
      for (const answer of [answers ?? []].flat()) this.checkLeaks(answer);
    } finally {
      over = true;
      await watching;
    }
    expect((await fetch(`${this.url}/livez`)).status).toBe(200);
    const metrics = await this.metrics();
    const seen = { late: lagOf(metrics), waits };
    expect(metrics).not.toMatch(CANARY);
    expect(this.output()).not.toMatch(CANARY);
    return findingOf(seen, embeddedShare(this.databaseUrl) * share(), allowance);
  }

  /** Runs an attack that is refused: it must change no row of anybody. */
  async changingNothing(attack: () => Promise<Answer | readonly Answer[] | undefined>) {
    const before = await this.rows();
    await this.during(attack);
    expect(await this.rows()).toEqual(before);
  }

  /** What is scraped of the gateway; the lag of its event loop is that since the last time. */
  async metrics(): Promise<string> {
    return (await fetch(this.metricsUrl)).text();
  }

  /** The sum of a metric's samples that have the labels. */
  async metric(name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> {
    return total(readMetrics(await this.metrics()), name, labels);
  }

  /** Waits until no connection to the database is in use. */
  async idle(): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await this.metric('leg_database_connections_in_use')) === 0) return;
      await sleep(50);
    }
    throw new Error('every connection was to be given back; some are in use still');
  }

  /** How many rows the tables have, of the attacker's tenant. */
  private async rows(): Promise<number[]> {
    const database = await openDatabase(this.databaseUrl, { migrations: 'skip' });
    try {
      const counts = TABLES.map(async (table) => {
        const text = `SELECT COUNT(*) AS n FROM ${table} WHERE tenant_id = ?`;
        const [row] = await database.sql.rows<{ n: number }>('test.rows', text, [this.tenantId]);
        return Number(row?.n);
      });
      return await Promise.all(counts);
    } finally {
      await database.close();
    }
  }

  /** No answer holds what is ours, nor more than a little of what was sent. */
  checkLeaks({ text, data }: Answer, sent = ''): void {
    if (data === null) expect(text.length).toBeLessThan(5_000);
    expect(text).not.toMatch(LEAKS);
    for (let at = 0; at + LONGEST_ECHO < sent.length; at += LONGEST_ECHO) {
      expect(text.includes(sent.slice(at, at + LONGEST_ECHO + 1))).toBe(false);
    }
  }

  /** An ordinary question of another tenant. */
  ordinary(): Promise<Response> {
    const query = '{ events(first: 5) { edges { node { id person { name } } } } }';
    return fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.bystander}` },
      body: JSON.stringify({ query }),
    });
  }

  /** Bytes of memory that the process holds; 0 where the system does not tell. */
  private rss(): number {
    try {
      const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
    } catch {
      return 0;
    }
  }

  private async warm(): Promise<void> {
    // What it holds when it serves, not when it has just begun to: a heap grows with the first traffic, and
    // the C library keeps what the largest bodies took.
    for (let round = 0; round < 20; round += 1)
      await Promise.all(Array.from({ length: 15 }, () => this.ordinary()));
    const large = { unused: 'x'.repeat(LARGE_BODY) };
    for (let round = 0; round < 5; round += 1) await this.ask('{ __typename }', large);
    this.baseline = this.rss();
  }

  /** A collector takes its time, and needs some traffic to begin. */
  private async settled(): Promise<void> {
    for (let tries = 0; tries < 100 && this.rss() > this.baseline + 50 * MB; tries += 1) {
      await this.ordinary();
      await sleep(100);
    }
    expect((this.rss() - this.baseline) / MB).toBeLessThan(50);
  }
}

/** Milliseconds that the event loop was late, at the 99th percentile since the last time that somebody asked. */
function lagOf(metrics: string): number {
  return 1_000 * total(readMetrics(metrics), 'nodejs_eventloop_lag_p99_seconds');
}

/** An embedded database works in the gateway's own turns, and makes everybody wait for a write. */
const embeddedShare = (url: string): number => (url.startsWith('sqlite:') ? 3 : 1);

/** Prints of all attacks on a gateway how near the nearest came to each bound. */
export function tell({ findings }: Target): void {
  if (findings.length === 0) return;
  const nearest = (seen: 'late' | 'waited', bound: 'mayBeLate' | 'mayWait'): string => {
    const [one] = [...findings].sort((a, b) => b[seen] / b[bound] - a[seen] / a[bound]);
    return `${one?.[seen].toFixed()} ms of ${one?.[bound].toFixed()} ms`;
  };
  const { testPath } = expect.getState();
  process.stdout.write(
    `${basename(testPath ?? '')}: ${findings.length} attacks; at p99 the event loop was late by ${nearest('late', 'mayBeLate')}, ` +
      `another tenant waited ${nearest('waited', 'mayWait')}\n`,
  );
}

/** The target of a file's attacks: started before the first, ended after the last. */
export function sharedTarget(environment: Record<string, string> = {}): () => Target {
  let target: Target | undefined;
  let scratch: ScratchDatabase | undefined;
  beforeAll(async () => {
    const { url } = bestEngine();
    scratch = url === null ? scratchFile() : undefined;
    target = await startTarget(scratch?.url ?? (url as string), environment);
  });
  afterAll(async () => {
    if (target) tell(target);
    await target?.stop();
    await scratch?.drop();
  });
  return () => target as Target;
}

/** MySQL where it is at hand, else whatever is. */
export function bestEngine(): EngineState['present'][number] {
  const { present } = readEngineState();
  const [first] = present;
  return (present.find(({ name }) => name === 'mysql') ?? first) as EngineState['present'][number];
}

/** Starts a gateway to attack. The caller stops it. */
export async function startTarget(
  databaseUrl: string,
  environment: Record<string, string>,
): Promise<Target> {
  const settings = {
    DATABASE_URL: databaseUrl,
    PORT: '0',
    TENANT: newTenant(),
    BOOTSTRAP_KEY: 'off',
    INTROSPECTION: 'false',
    GRAPHIQL: 'false',
    RATE_LIMIT: '0',
    RATE_LIMIT_TENANT: '0',
    AUTH_FAILURES_PER_MINUTE: '100000',
    METRICS_PORT: String(await freePort()),
    ...environment,
  };
  const keys = await issueKeys(settings);
  const child = spawn(process.execPath, [...HEAP, '-r', '@swc-node/register', 'src/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += part.toString()));
  child.stderr.on('data', (part: Buffer) => (output += part.toString()));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  process.once('exit', () => child.kill('SIGKILL'));
  for (let tries = 0; tries < 600; tries += 1) {
    const url = /"url":"([^"]+)"/.exec(output)?.[1];
    if (url !== undefined) {
      const at = new Target(
        url,
        child.pid as number,
        settings.TENANT,
        databaseUrl,
        `http://127.0.0.1:${settings.METRICS_PORT}/metrics`,
        keys.own,
        keys.other,
        () => output,
        stop,
      );
      return at;
    }
    if (child.exitCode !== null) break;
    await sleep(100);
  }
  await stop();
  throw new Error(`the gateway did not start:\n${output.slice(-2_000)}`);
}

/** A key of everything in the gateway's tenant, and one in a tenant beside it. */
async function issueKeys(
  settings: Record<string, string>,
): Promise<{ own: string; other: string }> {
  const services = await openServices(readConfig(settings));
  try {
    const issue = async (tenantId: string) => {
      const made = await services.security.keys.create(localPrincipal(tenantId), {
        name: 'attacks',
        scopes: [...SCOPES],
      });
      return made.key;
    };
    return { own: await issue(settings['TENANT'] as string), other: await issue(newTenant()) };
  } finally {
    await services.security.close();
    await services.database.close();
  }
}
