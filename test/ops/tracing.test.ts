import { context, trace } from '@opentelemetry/api';
import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import { hubEvent, Term } from '../kit/payloads';
import { INGEST, PUBLISH } from '../kit/operations';
import { contexts, type RecordedSpan, RecordingProvider } from './recorded-spans';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
const headers = { traceparent: `00-${TRACE}-${CALLER}-01` };

const provider = new RecordingProvider();
beforeAll(() => {
  context.setGlobalContextManager(contexts);
  trace.setGlobalTracerProvider(provider);
});
afterAll(() => {
  trace.disable();
  context.disable();
});

describeEachEngine('the traces', (engine) => {
  const gateway = sharedGateway(engine);

  /** The spans of what is asked, once all of them are ended. */
  async function spansOf(query: string, variables: object): Promise<RecordedSpan[]> {
    provider.spans.splice(0);
    await gateway().post(JSON.stringify({ query, variables }), headers);
    while (provider.spans.some(({ ended }) => !ended)) await new Promise(setImmediate);
    return [...provider.spans];
  }

  const named = (spans: RecordedSpan[], name: string) => spans.filter((one) => one.name === name);

  it('go on from the caller’s, through the request and the operation, down to statements', async () => {
    const spans = await spansOf('query Named { events { edges { node { id } } } }', {});
    const [request] = named(spans, 'POST /graphql');
    const [operation] = named(spans, 'graphql.query');
    const [statement] = named(spans, 'events.page');
    expect(request?.parent).toMatchObject({ traceId: TRACE, spanId: CALLER, isRemote: true });
    expect(request?.attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'http.response.status_code': 200,
    });
    expect(operation?.parent).toEqual(request?.spanContext);
    expect(statement?.parent).toEqual(operation?.spanContext);
    expect(statement?.attributes).toEqual({
      'db.system.name': engine.name,
      'db.query.summary': 'events.page',
    });
    expect(new Set(spans.map(({ spanContext }) => spanContext.traceId))).toEqual(new Set([TRACE]));
  });

  it('give a write that calls share a trace of its own, linked to those of its calls', async () => {
    const spans = await spansOf(PUBLISH, { events: [hubEvent()] });
    const [operation] = named(spans, 'graphql.mutation');
    const group = spans.find(({ name, links }) => name === 'events.write' && links.length > 0);
    expect(group?.parent).toBeUndefined();
    expect(group?.links).toMatchObject([{ traceId: TRACE, spanId: operation?.spanContext.spanId }]);
    const written = spans.filter(({ parent }) => parent?.spanId === group?.spanContext.spanId);
    expect(written.map(({ name }) => name)).toContain('events.insert-events');
  });

  it('hold names of ours only, and nothing of what was sent', async () => {
    const canary = 'canary_51';
    const term = new Term();
    const actor = term.person(term.ada, { name: canary, email: `${canary}@example.edu` });
    const spans = await spansOf(INGEST.replace('mutation', `mutation ${canary}`), {
      body: term.envelope([term.navigation({ actor, type: canary })]),
    });
    expect(spans.length).toBeGreaterThan(3);
    expect(JSON.stringify(spans)).not.toMatch(/canary|lms\.example|INSERT|SELECT/);
  });

  it('mark what failed', async () => {
    const sql = gateway().app.database.sql;
    provider.spans.splice(0);
    await sql.rows('test.typo', 'SELECT nothing FROM event', [], 'free').catch(() => {});
    expect(named(provider.spans, 'test.typo')).toMatchObject([{ failed: true, ended: true }]);
  });
});
