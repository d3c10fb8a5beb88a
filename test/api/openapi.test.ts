import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { httpPost, httpSend } from '../kit/http-send';
import { pascalEvent, Term } from '../kit/payloads';
import { schemaCheck } from '../kit/schema-check';

const ROOT = join(__dirname, '..', '..');
const PACKAGE = join(ROOT, 'package.json');
const VALIDATOR = join(
  ROOT,
  'node_modules/@seriousme/openapi-schema-validator/bin/validate-api-cli.js',
);

/** The paths that a server has, as OpenAPI writes them, out of fastify's drawing of them. */
function pathsOf(drawing: string): string[] {
  const parents: string[] = [];
  return drawing.split('\n').flatMap((line) => {
    const match = /^([│ ├└─]*)(\S+)/.exec(line);
    if (!match) return [];
    const [, indent = '', part = ''] = match;
    const depth = indent.length / 4;
    const path = `${parents[depth - 1] ?? ''}${part}`;
    parents[depth] = path;
    return [path.replace(/:(\w+)/g, '{$1}')];
  });
}

describeEachEngine('the description of the HTTP API', (engine) => {
  const gateway = sharedGateway(engine);
  const read = async (): Promise<Data> =>
    (await httpSend(`${gateway().url}/api/openapi.json`)).json as Data;

  it('is an OpenAPI document of this version', async () => {
    const document = await read();
    expect(document['openapi']).toMatch(/^3\.1\./);
    const folder = mkdtempSync(join(tmpdir(), 'leg-openapi-'));
    try {
      const file = join(folder, 'openapi.json');
      writeFileSync(file, JSON.stringify(document));
      // The validator is an ES module, which Jest cannot load.
      expect(execFileSync(process.execPath, [VALIDATOR, file], { encoding: 'utf8' })).toMatch(
        /"valid": true|is valid/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
    const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
    expect(document['info'].version).toBe(version);
  });

  it('has every path that is served, and no other', async () => {
    const { paths } = await read();
    const served = pathsOf(gateway().app.server.fastify.printRoutes({ commonPrefix: false }));
    const ours = served.filter((path) => /^\/(?:api|caliper)(?:\/|$)/.test(path));
    expect(ours.sort()).toEqual(Object.keys(paths as object).sort());
    expect(ours.length).toBeGreaterThan(4);
  });

  it('has every method that a path takes, and no other', async () => {
    const { paths } = await read();
    for (const [path, item] of Object.entries(paths as Data)) {
      const url = gateway().url + path.replace(/\{\w+\}/, 'x');
      const { status, headers } = await httpSend(url, { method: 'PUT' });
      const methods = ['get', 'post', 'put', 'patch', 'delete'].filter(
        (method) => (item as Data)[method] !== undefined,
      );
      expect([path, status]).toEqual([path, 405]);
      expect(headers.get('allow')?.toLowerCase().split(', ')).toEqual(methods);
    }
  });

  it('describes each operation, and each of its answers and parameters, in a sentence', async () => {
    const { paths } = await read();
    const operations = Object.values(paths as Data).flatMap((item: Data) =>
      ['get', 'post'].flatMap((method) => (item[method] ? [item[method] as Data] : [])),
    );
    const said = operations.flatMap(({ summary, responses, parameters }) => [
      summary,
      ...[...Object.values(responses as Data), ...((parameters ?? []) as Data[])].map(
        (one: Data) => one['description'],
      ),
    ]) as string[];
    expect(said.length).toBeGreaterThan(40);
    expect(said.filter((text) => !/^.{8,}[.)]$/s.test(text))).toEqual([]);
    const ids = operations.map(({ operationId }) => operationId as string);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('describes the answers that the gateway gives', async () => {
    const { paths, components } = await read();
    const faults = await schemaCheck(components.schemas as Data);
    const { url } = gateway();
    const term = new Term();
    const json = JSON.stringify;
    const event = pascalEvent();
    const requests: [path: string, method: 'get' | 'post', url: string, body?: string][] = [
      ['/caliper', 'get', '/caliper'],
      ['/caliper/{key}', 'get', '/caliper/k'],
      ['/caliper', 'post', '/caliper', json(term.envelope([term.navigation(), 7]))],
      ['/caliper/{key}', 'post', '/caliper/k', json(term.navigation())],
      ['/caliper', 'post', '/caliper', '{"sensor": '],
      ['/caliper', 'post', '/caliper', '[]'],
      ['/caliper', 'post', '/caliper', ''],
      ['/caliper', 'post', '/caliper', '{"sensor": "s", "dataVersion": "v9", "data": [{}]}'],
      ['/api/events', 'post', '/api/events', json(event)],
      ['/api/events', 'post', '/api/events', json(event)],
      ['/api/events', 'post', '/api/events', json({ ...event, PublisherParticipantId: 'other' })],
      ['/api/events', 'post', '/api/events', json({ ...event, EventType: 'AI_WON' })],
      ['/api/events', 'post', '/api/events', json([pascalEvent({ EventEndUtc: null })])],
      ['/api/events', 'post', '/api/events', json([event])],
      ['/api/events', 'post', '/api/events', json([event, 7, { ...event, EventType: 'AI_WON' }])],
      ['/api/events', 'post', '/api/events', '[]'],
      ['/api/events', 'post', '/api/events', '{'],
      ['/api/events', 'get', '/api/events'],
      ['/api/events', 'get', '/api/events?limit=0'],
      ['/api/events/{eventId}', 'get', '/api/events/x'],
      ['/api/openapi.json', 'get', '/api/openapi.json'],
    ];
    const seen = new Set<string>();
    for (const [path, method, at, body] of requests) {
      const answer = body === undefined ? await httpSend(url + at) : await httpPost(url + at, body);
      const told = `${method} ${path} ${answer.status}`;
      seen.add(told);
      const response = paths[path][method].responses[String(answer.status)] as Data | undefined;
      expect([told, response !== undefined]).toEqual([told, true]);
      for (const name of Object.keys((response?.['headers'] ?? {}) as object)) {
        if (name === 'Location' && Array.isArray(JSON.parse(body ?? '0'))) continue;
        if (name === 'Link' && answer.json.length === 0) continue;
        expect([told, name, answer.headers.has(name)]).toEqual([told, name, true]);
      }
      const type = answer.headers.get('content-type')?.split(';')[0];
      const content = response?.['content']?.[type ?? ''] as Data | undefined;
      expect([told, content === undefined]).toEqual([told, answer.text === '']);
      if (content)
        expect([told, faults(content['schema'] as object, answer.json)]).toEqual([told, '']);
    }
    const located = (await httpPost(`${url}/api/events`, json(event))).headers.get('location');
    const one = await httpSend(`${url}${located}`);
    expect(faults(components.schemas.HubEvent as object, one.json)).toBe('');
    expect(faults(components.schemas.HubEventInput as object, event)).toBe('');
    expect(faults(components.schemas.HubEvent as object, { ...one.json, Other: 1 })).not.toBe('');
    expect(seen.size).toBeGreaterThan(12);
  });
});
