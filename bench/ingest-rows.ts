import type { BenchRow, Side } from './bench-row';
import { FreshBody } from './fresh-body';
import { type Envelope, Generator } from './generator';

const RECEIPT = '{ id received stored duplicates quarantined rejected }';

/** The mutation of the gateway that takes a Caliper body as JSON. */
export const INGEST_CALIPER = `mutation ($envelope: JSON!) { ingestCaliper(envelope: $envelope) ${RECEIPT} }`;
const INGEST_TEXT = `mutation ($text: String!) { ingestCaliperText(text: $text) ${RECEIPT} }`;

type Wrap = (envelope: Envelope) => object;
const asJson: Wrap = (envelope) => ({ query: INGEST_CALIPER, variables: { envelope } });
const asText: Wrap = (envelope) => ({
  query: INGEST_TEXT,
  variables: { text: JSON.stringify(envelope) },
});

/** The rows that write. Persons and courses are those that were loaded; event ids are always new. */
export function ingestRows(): BenchRow[] {
  const generator = new Generator(2, () => Date.now());
  const hundreds = Array.from({ length: 64 }, () => generator.envelope(100));
  const singles = Array.from({ length: 1024 }, () => generator.envelope(1));
  return [
    ingestRow('ingest: envelopes of 100 events', 8, hundreds, asJson),
    ingestRow('ingest: envelopes of 100 events, as text', 8, hundreds, asText),
    ingestRow('ingest: single events', 64, singles, asJson),
  ];
}

function ingestRow(
  name: string,
  connections: number,
  envelopes: readonly Envelope[],
  wrap: Wrap,
): BenchRow {
  const events = envelopes[0]?.data.length ?? 0;
  const each = envelopes.length / connections;
  const request = (side: Side, at: number) => {
    const bodies = envelopes
      .slice(at * each, (at + 1) * each)
      .map((one) => new FreshBody(JSON.stringify(side === 'gateway' ? wrap(one) : one)));
    let turn = 0;
    return {
      path: side === 'gateway' ? '/graphql' : '/ingest',
      next: () => (bodies[turn++ % bodies.length] as FreshBody).next(),
    };
  };
  return {
    name,
    connections,
    events,
    request,
    isRight: ({ status, body }) => status === 200 && body.includes(`"stored":${events},`),
  };
}
