import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { openDatabase } from '../../src/storage/open-database';
import { describeEachEngine, type Engine } from '../kit/engines';
import { type Gateway, startGateway } from '../kit/gateway';
import type { Data } from '../kit/gql';
import { httpPost } from '../kit/http-send';
import { ingest, ingestText, PUBLISH, REPLAY } from '../kit/operations';
import { hubEvent, Term } from '../kit/payloads';
import { canary, dumpOf } from '../kit/secrets';

/** The publisher's own samples, where the machine has them. */
const SEEDS = resolve(__dirname, '../../../shared/seeds');
const PERSON = 'CANARY_PII_name';
const EMAIL = 'canary_pii_mail@example.edu';
/** Columns and texts that are meant to hold personal data. */
const PERSONAL = [
  'event_text',
  'entity_description',
  'person',
  'identifier',
  'quarantine',
  'event',
];
const JWT = 'eyJhbGciOiJub25lIn0.eyJDQU5BUlkiOjF9.Q0FOQVJZX1NFQ1JFVA';
const KEY = `leg_${'Canary9'.repeat(10)}x`;

const UPSERT = `mutation ($identifier: IdentifierInput!, $name: String) {
  upsertPersons(persons: [{ identifiers: [$identifier], name: $name }]) { id identifiers { value } }
}`;

/** A launch as Blackboard Learn signs it, with a secret of every kind in it. */
function launch(term: Term): Data {
  const event = term.bareLaunch();
  const object = event['object'] as Data;
  return {
    ...event,
    actor: term.person(term.ada, { name: PERSON, email: EMAIL }),
    object: {
      ...object,
      launchUrl: `https://tool.example/launch?access_token=${canary('url')}&page=2`,
      launchParameters: {
        oauth_signature: canary('signature'),
        oauth_nonce: canary('nonce'),
        oauth_consumer_key: canary('consumer'),
        OAuthToken: canary('token'),
        lis_person_name_full: PERSON,
        id_token: JWT,
        ext_forwarded: `id=1&oauth_signature=${canary('form')}&x=2`,
        ext_state: JSON.stringify({ client_secret: canary('embedded'), a: 1 }),
        ext_door: `https://gateway.example/caliper/${KEY}`,
      },
    },
    referrer: `https://ada:${canary('user')}@lms.example/?next=${encodeURIComponent(`https://b.example/?token=${canary('nested')}`)}`,
    extensions: {
      'bb:request.headers.authorization': `Bearer ${canary('header')}`,
      'bb:request.headers.cookie': `session=${canary('cookie')}`,
      note: `curl -H "Authorization: Bearer ${canary('prose')}"`,
      jwt: JWT,
      secrets: [canary('list'), { deep: canary('object') }],
    },
  };
}

const DATA = () => ({
  activity: 'Field work',
  sso: { password: canary('hub'), return: `https://b.example/?sig=${canary('signed')}` },
});

/** Sends what holds secrets by every door, whole and broken. @returns every answer. */
async function sendAll(gateway: Gateway): Promise<string[]> {
  const answers: string[] = [];
  const keep = async (work: Promise<unknown>) => {
    answers.push(JSON.stringify(await work));
  };
  const term = new Term();
  const text = () => JSON.stringify(term.envelope([launch(term), launch(term)]), null, 1);
  const post = async (path: string, body: string) => {
    const { status, text: told } = await httpPost(`${gateway.url}${path}`, body);
    answers.push(told);
    return status;
  };
  await keep(ingest(gateway, term.envelope([launch(term), launch(term)])));
  await keep(ingest(gateway, launch(term)));
  await keep(ingestText(gateway, text()));
  await post('/caliper', text());
  const described = term.person(`https://lms.example/u?token=${canary('id')}`, {
    name: PERSON,
    extensions: { api_key: canary('describe') },
  });
  await keep(ingest(gateway, term.envelope([described])));
  const named = `https://lms.example/p?token=${canary('roster')}`;
  await keep(gateway.ask(UPSERT, { identifier: { type: 'IRI', value: named }, name: PERSON }));
  // What cannot be taken: a conflict, a wrong time, a wrong envelope, and text that is no JSON.
  const conflict = launch(term);
  await keep(ingest(gateway, term.envelope([conflict, { ...conflict, action: 'LoggedOut' }])));
  await keep(
    ingest(gateway, term.envelope([{ ...launch(term), eventTime: `Bearer ${canary('time')}` }])),
  );
  await keep(
    ingest(gateway, term.envelope([launch(term)], { sensor: { token: canary('sensor') } })),
  );
  await keep(
    ingest(
      gateway,
      term.envelope([launch(term)], { dataVersion: `https://v/?sig=${canary('version')}` }),
    ),
  );
  const whole = text();
  const broken = [
    whole.slice(0, -3),
    whole.replaceAll(',', ''),
    whole.replace('{', '{,'),
    whole.replaceAll('"', '\u201d'),
    whole.replace('"launchParameters": {', '"launchParameters": {,'),
    `${whole}}`,
  ];
  const ids: string[] = [];
  for (const one of broken) {
    const receipt = await ingestText(gateway, one);
    answers.push(JSON.stringify(receipt));
    ids.push(...(receipt['outcomes'] as Data[]).map(({ quarantineId }) => quarantineId as string));
    await post('/caliper', one);
  }
  for (const id of ids.filter(Boolean)) {
    await keep(gateway.send(REPLAY, { ids: [id], apply: true }));
    await keep(gateway.send(REPLAY, { ids: [id], text: text() }));
    await keep(gateway.send(REPLAY, { ids: [id], text: `${text()},` }));
  }
  const hub = (more: Data = {}) => hubEvent({ publisherEventData: DATA(), ...more });
  const same = hub();
  const rejected = [
    hub({ eventType: 'NONE' }),
    hub({ publisherEventData: `password=${canary('text')}` }),
    hub({ publisherSystemId: `Bearer ${canary('system')}` }),
    hub({ publisherEventId: `https://b.example/?token=${canary('eventid')}${'x'.repeat(200)}` }),
  ];
  await keep(
    gateway.send(PUBLISH, { events: [same, { ...same, eventEndUtc: null }, ...rejected] }),
  );
  for (const one of [hub(), ...rejected]) await post('/api/events', JSON.stringify(one));
  await post('/api/events', `${JSON.stringify(hub())},`);
  await keep(gateway.send(PUBLISH, { events: [{ ...hub(), unknown: canary('field') }] }));
  await post('/graphql', `{"query": "mutation { ingestCaliper(envelope: ${canary('query')}`);
  return answers;
}

async function empty(engine: Engine): Promise<string> {
  const { url } = await engine.scratch();
  await (await openDatabase(url, { migrations: 'run' })).close();
  return url;
}

describeEachEngine('what a thief of the database, the log or an answer would find', (engine) => {
  let gateway: Gateway;
  let url: string;
  let answers: string[];
  let dump: Map<string, string>;

  beforeAll(async () => {
    url = await empty(engine);
    gateway = await startGateway(engine, { databaseUrl: url, logLevel: 'trace', metricsPort: 0 });
    answers = await sendAll(gateway);
    dump = await dumpOf(gateway.app.database);
  });
  afterAll(() => gateway.close());

  it('is none of the secrets that were sent, in no table', () => {
    expect(dump.size).toBeGreaterThan(8);
    const events = dump.get('event_text') ?? '';
    expect(events).toContain('[REDACTED]');
    expect(events).toContain('launchParameters');
    expect(dump.get('quarantine')).toContain('[REDACTED]');
    for (const [table, rows] of dump) {
      expect([table, secretsIn(rows)]).toEqual([table, []]);
    }
  });

  it('is none of them in the files of an embedded database', () => {
    if (engine.name !== 'sqlite') return;
    const file = url.slice('sqlite:'.length);
    const folder = dirname(file);
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(files.join('')).toContain('[REDACTED]');
    expect(secretsIn(files.join(''))).toEqual([]);
  });

  it('is none of them, and nobody’s name or address, in the log', () => {
    const log = gateway.log.join('');
    expect(log).not.toBe('');
    expect(secretsIn(log)).toEqual([]);
    expect(log).not.toMatch(/canary_pii/i);
  });

  it('is none of them, and nobody’s name or address, in the metrics', async () => {
    const metrics = await (await fetch(gateway.app.metricsUrl() ?? '')).text();
    expect(metrics).toContain('# TYPE');
    expect(metrics).not.toMatch(/canary/i);
  });

  it('is none of them in an answer or an error', () => {
    expect(answers.join('').length).toBeGreaterThan(1000);
    expect(secretsIn(answers.join('\n'))).toEqual([]);
  });

  it('is a name or an address only where it belongs', () => {
    for (const [table, rows] of dump) {
      if (!PERSONAL.includes(table))
        expect([table, rows]).not.toEqual([table, expect.stringMatching(/canary_pii/i)]);
    }
  });

  it('is nothing of the signed launch that the publisher shows', async () => {
    if (!existsSync(SEEDS)) return;
    const texts = readdirSync(SEEDS).map((name) => readFileSync(join(SEEDS, name), 'utf8'));
    const bodies = texts.flatMap((text) => [
      text,
      text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1),
    ]);
    const secrets = ['PEPikqcsphXcnKe', '171815513849839', 'mykeyagain'];
    expect(secrets.filter((secret) => bodies.join('').includes(secret))).toEqual(secrets);
    for (const body of bodies) {
      await ingestText(gateway, body);
      await ingestText(gateway, body.slice(0, -2));
      await ingestText(gateway, body.replaceAll(',', ''));
    }
    const kept = [...(await dumpOf(gateway.app.database)).values(), ...gateway.log].join('');
    expect(secrets.filter((secret) => kept.includes(secret))).toEqual([]);
    expect(kept).toContain('basic-lti-launch-request');
  });
});

/** The canaries that a text holds, each once. */
function secretsIn(text: string): string[] {
  return [...new Set(text.match(/CANARY_SECRET\w*|eyJ[\w-]+\.eyJ\S{0,20}|leg_[0-9A-Za-z]{40,}/g))];
}
