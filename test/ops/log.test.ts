import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeEachEngine } from '../kit/engines';
import { type Gateway, sharedGateway, startGateway } from '../kit/gateway';
import { ingest, publish } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';
import { entities } from '../../src/entities';
import { openDatabase } from '../../src/storage/open-database';
import { createLogger } from '../../src/telemetry/create-logger';

type Line = Readonly<Record<string, unknown>>;

/** The lines that a gateway's log gets while `work` runs. */
async function linesOf(gateway: Gateway, work: () => Promise<unknown>): Promise<Line[]> {
  const from = gateway.log.length;
  await work();
  // A line is written when the answer has left, which may be after it has come.
  await fetch(`${gateway.url}/last`);
  while (!gateway.log.slice(from).some((line) => line.includes('"status":404'))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  const lines = gateway.log.slice(from).map((line) => JSON.parse(line) as Line);
  return lines.filter(({ status }) => status !== 404);
}

describeEachEngine('the log', (engine) => {
  const gateway = sharedGateway(engine, { logLevel: 'info' });

  it('has one line for each request, with its route, and nothing of what was sent', async () => {
    const canary = 'canary-7d1';
    const term = new Term();
    const ada = term.person(term.ada, { name: canary, email: `${canary}@example.edu` });
    const lines = await linesOf(gateway(), async () => {
      await ingest(
        gateway(),
        term.envelope([term.navigation({ actor: ada, extensions: { canary } })]),
      );
      await publish(gateway(), [hubEvent({ publisherParticipantId: canary, eventType: canary })]);
      await gateway().send(
        `query ${canary.replaceAll('-', '_')} { person(id: "${canary}") { id } }`,
      );
      await fetch(`${gateway().url}/caliper/${canary}?x=${canary}`);
      await gateway().post(`{"query": "{ ${canary}`);
    });
    expect(lines.map(({ method, route, status }) => [method, route, status].join(' '))).toEqual([
      'POST /graphql 200',
      'POST /graphql 200',
      'POST /graphql 200',
      'GET /caliper/:key 200',
      'POST /graphql 400',
    ]);
    expect(lines[0]).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      method: 'POST',
      route: '/graphql',
      status: 200,
      ms: expect.any(Number),
      bytesIn: expect.any(Number),
      bytesOut: expect.any(Number),
      subject: 'local',
      msg: 'a request was answered',
    });
    expect(gateway().log.join('')).not.toMatch(/canary|127\.0\.0\.1/);
  });

  it('names a request as its caller does, and gives another name to what is none', async () => {
    const ids = ['proxy-4711', 'a'.repeat(64), 'a'.repeat(65), 'a b', '"}', 'ümlaut', '\u001b[31m'];
    const shown: (string | null)[] = [];
    const lines = await linesOf(gateway(), async () => {
      for (const id of ids) {
        const headers = { 'x-request-id': Buffer.from(id).toString('latin1') };
        const { headers: answered } = await fetch(`${gateway().url}/caliper`, { headers }).catch(
          () => ({ headers: new Headers() }),
        );
        shown.push(answered.get('x-request-id'));
      }
    });
    expect(shown.slice(0, 2)).toEqual(ids.slice(0, 2));
    expect(lines.slice(0, 2).map(({ requestId }) => requestId)).toEqual(ids.slice(0, 2));
    for (const id of shown.slice(2)) expect(id ?? '').toMatch(/^(?:[0-9a-f-]{36})?$/);
  });

  it('names the trace that a request belongs to', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const lines = await linesOf(gateway(), () =>
      fetch(`${gateway().url}/caliper`, {
        headers: { traceparent: `00-${trace}-b7ad6b7169203331-01` },
      }),
    );
    expect(lines).toMatchObject([{ traceId: trace }]);
  });

  it('has a line for who left before the answer came', async () => {
    const lines = await linesOf(gateway(), async () => {
      const { port, hostname } = new URL(gateway().url);
      const socket = connect(Number(port), hostname);
      const head = `POST /graphql HTTP/1.1\r\nHost: ${new URL(gateway().url).host}\r\nContent-Type: application/json\r\n`;
      socket.write(`${head}Content-Length: 1000\r\n\r\n{"query":`);
      await sleep(100);
      socket.destroy();
      await sleep(100);
    });
    expect(lines).toMatchObject([{ route: '/graphql', status: 499 }]);
  });
});

describeEachEngine('the log of what went wrong', (engine) => {
  it('has the id that the client was shown, and the request’s, and no values', async () => {
    const { url } = await engine.scratch();
    await (await openDatabase(url, { entities, migrations: 'run' })).close();
    const gateway = await startGateway(engine, { logLevel: 'error', databaseUrl: url });
    try {
      await gateway.app.database.sql.run('test.drop', 'DROP TABLE receipt', [], 'free');
      const secret = '019a3c1e-7d44-7abc-9def-0123456789ab';
      const answer = await gateway.post(
        JSON.stringify({
          query: 'query ($id: ID!) { receipt(id: $id) { id } }',
          variables: { id: secret },
        }),
        { 'x-request-id': 'asked-7' },
      );
      const correlationId = answer.errors[0]?.extensions['correlationId'];
      expect(answer.errors[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
      expect(gateway.log).toHaveLength(1);
      expect(JSON.parse(gateway.log[0] as string)).toMatchObject({
        level: 'error',
        correlationId,
        requestId: 'asked-7',
        err: { type: 'StatementError', statement: expect.any(String) },
      });
      expect(gateway.log[0]).not.toContain(secret);
    } finally {
      await gateway.close();
    }
  });
});

describe('a line of the log', () => {
  it('leaves out what a parser or a driver quotes', () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line: string) => void lines.push(line) });
    try {
      JSON.parse('{"name": "Ada Lovelace" oops');
    } catch (error) {
      logger.error({ err: error }, 'x');
    }
    const driver = Object.assign(new Error("Duplicate entry 'ada@example.edu'"), {
      code: 'ER_DUP_ENTRY',
      sql: "INSERT INTO person VALUES ('ada@example.edu')",
      sqlMessage: "Duplicate entry 'ada@example.edu' for key",
    });
    logger.error({ err: driver }, 'x');
    expect(lines.join('')).not.toMatch(/Lovelace|ada@|INSERT|oops/);
    expect(lines[1]).toContain('ER_DUP_ENTRY');
  });

  it('is one JSON object on one line, whatever is told, and obeyed by no terminal', () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line: string) => void lines.push(line) });
    const hostile = '\r\n{"level":"info","msg":"forged"}\u001b[2J\u009b31m\u2028\u202e\u0000"\\';
    logger.warn({ given: hostile, err: new Error(hostile) }, hostile);
    expect(lines).toHaveLength(1);
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(lines[0]).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u2028\u202e]*\n$/);
    expect(JSON.parse(lines[0] as string)).toMatchObject({ given: hostile, msg: hostile });
  });
});
