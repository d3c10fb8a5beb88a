import { gzipSync } from 'node:zlib';
import { pick, seededRandom, uuid } from '../../bench/seeded-random';
import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { httpPost } from '../kit/http-send';
import { unique } from '../kit/ids';
import { oddEvent } from '../kit/odd-json';
import { nodes } from '../kit/operations';

const ENVELOPES = 20;
const EVENTS = 500;
const READ = `query ($sensor: String!, $after: String) {
  events(filter: { sensor: $sensor }, orderBy: RECEIVED_ASC, first: 500, after: $after) {
    edges { node { rawText } }
    pageInfo { endCursor }
  }
}`;

/** Where two lists of texts begin to differ, with the texts. */
function difference(sent: readonly string[], read: readonly string[]): unknown {
  const at = sent.findIndex((text, n) => text !== read[n]);
  return at < 0 && sent.length === read.length
    ? null
    : { at, sent: sent[at], read: read[at], lengths: [sent.length, read.length] };
}

describeEachEngine('what is sent over HTTP comes back byte for byte', (engine) => {
  const gateway = sharedGateway(engine);
  const seed = Date.now() % 1_000_000;

  it(`in ${ENVELOPES * EVENTS} events of odd JSON (seed ${seed})`, async () => {
    const random = seededRandom(seed);
    const sensor = unique('sensor');
    const sent: string[] = [];
    for (let envelope = 0; envelope < ENVELOPES; envelope += 1) {
      const events = Array.from({ length: EVENTS }, () =>
        oddEvent(random, {
          id: `urn:uuid:${uuid(random)}`,
          type: 'Event',
          actor: 'https://example.edu/users/1',
          action: 'Used',
          object: 'https://example.edu/tools/1',
          eventTime: '2026-03-02T09:30:00.000Z',
        }),
      );
      sent.push(...events);
      const text = `{"sensor": "${sensor}", "data": [${events.join(pick(random, [',', ' ,\n']))}] }`;
      const answer = await (envelope % 2
        ? httpPost(`${gateway().url}/caliper`, gzipSync(text), { 'content-encoding': 'gzip' })
        : httpPost(`${gateway().url}/caliper`, text));
      expect([answer.status, answer.text]).toEqual([200, '']);
    }
    expect(await gateway().count('quarantine')).toBe(0);

    const read: string[] = [];
    let after: string | null = null;
    while (read.length < sent.length) {
      const page: Data = (await gateway().send(READ, { sensor, after })).data?.['events'] as Data;
      const texts = nodes(page).map(({ rawText }) => rawText as string);
      expect(texts.length).toBeGreaterThan(0);
      read.push(...texts);
      after = page['pageInfo'].endCursor as string;
    }
    expect(difference(sent, read)).toBeNull();
  }, 240_000);
});
