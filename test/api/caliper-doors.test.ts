import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import { type Data, items } from '../kit/gql';
import { unique, urn } from '../kit/ids';
import { eventIds, ingest, ingestText, nodes, statuses } from '../kit/operations';
import { Term } from '../kit/payloads';

type Take = (body: unknown) => Promise<Data>;

describeEachEngine('Caliper by its doors', (engine) => {
  const gateway = sharedGateway(engine, { strictSensors: ['strict.example'] });
  const doors: [string, Take][] = [
    ['JSON', (body) => ingest(gateway(), body)],
    ['text', (body) => ingestText(gateway(), JSON.stringify(body))],
  ];
  const shown = async (id: unknown, fields: string): Promise<Data> =>
    (await gateway().ask(`query ($id: ID!) { event(id: $id) { ${fields} } }`, { id }))['event'];
  const rawText = async (id: unknown) => (await shown(id, 'rawText'))['rawText'] as string;
  const personBy = async (value: string): Promise<Data | null> =>
    (
      await gateway().ask(
        'query ($value: String!) { person(identifier: {type: IRI, value: $value}) { id name givenName familyName email } }',
        { value },
      )
    )['person'];

  describe.each(doors)('%s', (_, take) => {
    it('takes an envelope, an array of envelopes, an event, and an array of events', async () => {
      const term = new Term();
      const one = () => term.navigation();
      expect(statuses(await take(term.envelope([one(), one()])))).toEqual(['STORED', 'STORED']);
      const envelopes = [term.envelope([one()]), term.envelope([one()], { sensor: unique('s') })];
      expect(statuses(await take(envelopes))).toEqual(['STORED', 'STORED']);
      expect(statuses(await take(one()))).toEqual(['STORED']);
      expect(statuses(await take([one(), one()]))).toEqual(['STORED', 'STORED']);
      expect(statuses(await take([term.envelope([one()]), one()]))).toEqual(['STORED', 'STORED']);
    });

    it.each([
      ['an empty array', []],
      ['null', null],
      ['a number', 1],
      ['an envelope without data', { sensor: 's', sendTime: '2026-01-01T00:00:00.000Z' }],
      ['an envelope with data that is no array', { sensor: 's', data: {} }],
      ['an envelope with no events', { sensor: 's', data: [] }],
      ['an envelope without a sensor', { data: [{ type: 'Event' }] }],
      ['an unknown dataVersion', { sensor: 's', dataVersion: 'v9', data: [{ type: 'Event' }] }],
    ])('keeps %s in quarantine, and says why', async (_name, body) => {
      // null is no argument of a JSON! variable
      if (body === null && take === doors[0]?.[1]) return;
      const receipt = await take(body);
      expect(receipt).toMatchObject({ received: 1, quarantined: 1, stored: 0 });
      expect(receipt['outcomes'][0].problems[0]).toMatchObject({
        code: expect.stringMatching(/^(INVALID_ENVELOPE|UNKNOWN_DATA_VERSION)$/),
        severity: 'ERROR',
        required: expect.any(String),
        came: expect.any(String),
      });
    });

    it('keeps each bad event of an envelope, and takes its neighbours', async () => {
      const term = new Term();
      const bad = [
        1,
        null,
        'text',
        [],
        term.navigation({ eventTime: 'yesterday' }),
        term.navigation({ eventTime: null }),
        term.navigation({ type: 5 }),
        term.navigation({ id: 'x\u0000' }),
        term.navigation({ actor: term.person('\ud800') }),
      ];
      const data = bad.flatMap((event) => [term.navigation(), event]);
      const receipt = await take(term.envelope(data));
      expect(statuses(receipt)).toEqual(bad.flatMap(() => ['STORED', 'QUARANTINED']));
      const paths = items(receipt['outcomes'])
        .flatMap(({ problems }) => items(problems).slice(0, 1))
        .map(({ path }) => path as string);
      expect(paths.slice(0, 2)).toEqual(['/data/1', '/data/3']);
      expect(paths.slice(4, 6)).toEqual(['/eventTime', '/eventTime']);
    });

    it('stores the same once, whoever sends it again, and answers the id of the first', async () => {
      const term = new Term();
      const data = [term.navigation(), term.launch()];
      const first = await take(term.envelope(data));
      const reordered = data.map((event) => Object.fromEntries(Object.entries(event).reverse()));
      for (const [, door] of doors) {
        const again = await door(
          term.envelope(reordered, { sendTime: '2027-01-01T00:00:00.000Z' }),
        );
        expect(statuses(again)).toEqual(['DUPLICATE', 'DUPLICATE']);
        expect(eventIds(again)).toEqual(eventIds(first));
      }
      const within = await take(
        term.envelope([data[0], data[0], term.launchReturn(), term.launchReturn()]),
      );
      expect(statuses(within)).toEqual(['DUPLICATE', 'DUPLICATE', 'STORED', 'DUPLICATE']);
    });

    it('keeps what claims another’s identity with other content, and leaves the first as it is', async () => {
      const term = new Term();
      const event = term.navigation();
      const [id] = eventIds(await take(term.envelope([event])));
      const before = await rawText(id);
      const receipt = await take(
        term.envelope([{ ...event, action: 'Viewed' }, term.navigation()]),
      );
      expect(statuses(receipt)).toEqual(['QUARANTINED', 'STORED']);
      const problems = receipt['outcomes'][0].problems;
      expect(problems).toMatchObject([
        { code: 'CONFLICT', message: expect.stringContaining(String(id)) },
      ]);
      expect(await rawText(id)).toBe(before);
      const both = await take(
        term.envelope(
          [1, 2]
            .map((n) => ({ ...event, id: `urn:${unique()}`, n }))
            .map((one, _n, all) => ({ ...one, id: all[0]?.id })),
        ),
      );
      expect(statuses(both)).toEqual(['STORED', 'QUARANTINED']);
    });

    it('takes the same id from another sensor for another event', async () => {
      const term = new Term();
      const event = term.navigation();
      const receipt = await take([
        term.envelope([event]),
        term.envelope([event], { sensor: unique('s') }),
        event,
      ]);
      expect(statuses(receipt)).toEqual(['STORED', 'STORED', 'STORED']);
    });

    it('compares ids and IRIs byte by byte', async () => {
      const term = new Term();
      const words = ['AI:1', 'ai:1', 'AI:1 ', 'ÁI:1'].map((word) => `${term.sensor}:${word}`);
      const same = await take(term.envelope(words.map((id) => term.navigation({ id }))));
      expect(statuses(same)).toEqual(words.map(() => 'STORED'));
      const persons = await take(
        term.envelope(
          words.map((id) =>
            term.navigation({ actor: term.person(id), membership: null, session: id }),
          ),
        ),
      );
      expect(statuses(persons)).toEqual(words.map(() => 'STORED'));
      const found = await Promise.all(words.map(personBy));
      expect(new Set(found.map((person) => person?.['id'])).size).toBe(4);
      for (const [at, sessionId] of words.entries()) {
        const { events } = await gateway().ask(
          'query ($filter: EventFilter) { events(filter: $filter) { edges { node { id person { id } } } } }',
          { filter: { sessionId } },
        );
        expect(nodes(events)).toEqual([
          { id: eventIds(persons)[at], person: { id: found[at]?.['id'] } },
        ]);
      }
      const groups = await take(
        term.envelope(
          words.map((id) =>
            term.navigation({ group: { id, type: 'CourseOffering' }, membership: null }),
          ),
        ),
      );
      const courses = await Promise.all(
        eventIds(groups).map(async (id) => (await shown(id, 'course { id }'))['course'].id),
      );
      expect(new Set(courses).size).toBe(4);
    });

    it.each([
      ['2026-03-02T10:30:00+01:00', '2026-03-02T09:30:00.000Z'],
      ['2026-03-02T09:30:00Z', '2026-03-02T09:30:00.000Z'],
      ['2026-03-02T09:30:00.1Z', '2026-03-02T09:30:00.100Z'],
      ['2026-03-02T09:30:00.123456789-0930', '2026-03-02T19:00:00.123Z'],
      ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.999Z'],
      ['1000-01-01T00:00:00.000Z', '1000-01-01T00:00:00.000Z'],
      ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ])('reads the time %s as %s', async (eventTime, occurredAt) => {
      const term = new Term();
      const [id] = eventIds(await take(term.envelope([term.navigation({ eventTime })])));
      expect(await shown(id, 'occurredAt')).toEqual({ occurredAt });
    });

    it.each([
      '0999-12-31T23:59:59Z',
      '9999-12-31T23:59:59-00:01',
      '2026-02-30T00:00:00Z',
      '2026-03-02',
      '1e9',
      '275760-09-13T00:00:00Z',
    ])('keeps an event of the time %s in quarantine', async (eventTime) => {
      const term = new Term();
      const receipt = await take(term.envelope([term.navigation({ eventTime })]));
      expect(receipt['outcomes'][0]).toMatchObject({
        status: 'QUARANTINED',
        problems: [{ code: 'INVALID_TIMESTAMP', path: '/eventTime' }],
      });
    });

    it('learns of persons and courses from what is described apart, and stores that once', async () => {
      const term = new Term();
      const described = [
        term.person(term.ada, { name: 'Ada Lovelace', email: 'ada@example.edu' }),
        { ...term.course(), name: 'Biology', academicSession: 'Fall 2026' },
        term.membership(term.ada, ['Learner', 'Mentor']),
      ];
      const event = term.navigation({
        actor: term.ada,
        group: term.biology,
        membership: `${term.biology}/members/ada`,
      });
      const receipt = await take(term.envelope([...described, event]));
      expect(statuses(receipt)).toEqual(['STORED', 'STORED', 'STORED', 'STORED']);
      expect(eventIds(receipt).slice(0, 3)).toEqual([null, null, null]);
      expect(
        await shown(
          eventIds(receipt)[3],
          'roles person { name email } course { name academicSession courseNumber } membership { roles }',
        ),
      ).toEqual({
        roles: ['Learner', 'Mentor'],
        person: { name: 'Ada Lovelace', email: 'ada@example.edu' },
        course: { name: 'Biology', academicSession: 'Fall 2026', courseNumber: term.batchUid },
        membership: { roles: ['Learner', 'Mentor'] },
      });
      expect(statuses(await take(term.envelope(described)))).toEqual([
        'DUPLICATE',
        'DUPLICATE',
        'DUPLICATE',
      ]);
    });

    it('never blanks a name by a later event, and lets an older one fill gaps only', async () => {
      const term = new Term();
      const saying = (eventTime: string, more: Data) =>
        term.navigation({ eventTime, actor: term.person(term.ada, more), membership: null });
      await take(term.envelope([saying('2026-03-02T00:00:00Z', { name: 'Ada' })]));
      await take(term.envelope([saying('2026-03-03T00:00:00Z', { name: null })]));
      expect(await personBy(term.ada)).toMatchObject({ name: 'Ada', givenName: null });
      await take(
        term.envelope([saying('2026-03-01T00:00:00Z', { name: 'Old', givenName: 'Augusta' })]),
      );
      expect(await personBy(term.ada)).toMatchObject({ name: 'Ada', givenName: 'Augusta' });
      await take(term.envelope([saying('2026-03-04T00:00:00Z', { name: 'Ada L' })]));
      expect(await personBy(term.ada)).toMatchObject({ name: 'Ada L', givenName: 'Augusta' });
    });

    it('keeps the roles as they were at the event when the membership changes', async () => {
      const term = new Term();
      const at = (eventTime: string, membership: unknown) =>
        term.navigation({ eventTime, membership });
      const first = await take(
        term.envelope([at('2026-03-01T00:00:00Z', term.membership(term.ada, ['Learner']))]),
      );
      const second = await take(term.envelope([at('2026-03-02T00:00:00Z', null)]));
      const third = await take(
        term.envelope([
          at(
            '2026-03-03T00:00:00Z',
            term.membership(term.ada, ['Instructor'], { status: 'Inactive' }),
          ),
        ]),
      );
      const fourth = await take(term.envelope([at('2026-03-04T00:00:00Z', null)]));
      const ids = [first, second, third, fourth].map((receipt) => eventIds(receipt)[0]);
      const all = await Promise.all(
        ids.map((id) => shown(id, 'roles membership { roles status }')),
      );
      expect(all.map(({ roles }) => roles)).toEqual([
        ['Learner'],
        ['Learner'],
        ['Instructor'],
        ['Instructor'],
      ]);
      for (const { membership } of all)
        expect(membership).toEqual({ roles: ['Instructor'], status: 'Inactive' });
      const byRole = async (role: string) =>
        nodes(
          (
            await gateway().ask(
              'query ($filter: EventFilter) { events(filter: $filter, orderBy: OCCURRED_ASC) { edges { node { id } } } }',
              { filter: { sensor: term.sensor, roles: [role] } },
            )
          )['events'],
        ).map(({ id }) => id);
      expect(await byRole('Learner')).toEqual(ids.slice(0, 2));
      expect(await byRole('Instructor')).toEqual(ids.slice(2));
      expect(await byRole('learner')).toEqual([]);
    });

    it('knows the roles that another event of the same envelope has told', async () => {
      const term = new Term();
      const silent = term.navigation({ membership: null, eventTime: '2026-03-03T00:00:00Z' });
      const receipt = await take(term.envelope([silent, term.navigation()]));
      expect(await shown(eventIds(receipt)[0], 'roles membership { roles }')).toEqual({
        roles: ['Learner'],
        membership: { roles: ['Learner'] },
      });
    });

    it('never makes a shared person or course of ids that name none', async () => {
      const term = new Term();
      const ids = [
        '_:ada',
        'http://purl.imsglobal.org/caliper/Person',
        `${term.site}/users/`,
        `${term.site}/unknown/unknown`,
      ];
      const receipt = await take(
        term.envelope(
          ids.map((id) =>
            term.navigation({
              actor: term.person(id),
              membership: null,
              group: { id, type: 'CourseOffering' },
            }),
          ),
        ),
      );
      expect(statuses(receipt)).toEqual(ids.map(() => 'STORED'));
      for (const id of eventIds(receipt))
        expect(await shown(id, 'person { id } course { id }')).toEqual({
          person: null,
          course: null,
        });
    });

    it('keeps what a strict sensor sends against the standard, and stores what conforms', async () => {
      const term = new Term();
      const bad = term.navigation({ action: 'Flew', object: { type: 'WebPage' } });
      const strict = await take(
        term.envelope([bad, term.navigation()], { sensor: 'strict.example' }),
      );
      expect(statuses(strict)).toEqual(['QUARANTINED', 'STORED']);
      expect(
        items(strict['outcomes'][0].problems).every(({ severity }) => severity === 'ERROR'),
      ).toBe(true);
      const lenient = await take(term.envelope([bad]));
      expect(statuses(lenient)).toEqual(['STORED']);
      const { conformance } = await shown(
        eventIds(lenient)[0],
        '... on CaliperEvent { conformance { code } }',
      );
      expect(conformance).not.toEqual([]);
    });
  });

  it('keeps what the JSON door was given, every character of it', async () => {
    const term = new Term();
    const event = term.navigation({
      extensions: { text: 'a\u0000\ud800é😀\u2028', list: [1.5, -0.25, null, {}] },
    });
    const [id] = eventIds(await ingest(gateway(), event));
    expect(JSON.parse(await rawText(id))).toEqual(event);
    expect((await shown(id, 'raw'))['raw']).toEqual(event);
  });

  it.each([
    ['odd white space', '{ "a" :\t1 ,\r\n "b": [ 1,  2 ] }'],
    ['escapes', '{"\\u0061": "\\u00e9\\/\\b\\ud83d\\ude00"}'],
    ['duplicate keys', '{"k": 1, "k": 2, "data": 1, "data": [2]}'],
    [
      'numbers',
      '[9007199254740993, 1.10, 1e400, -0, 1E+2, 0.1000, 123456789012345678901234567890]',
    ],
    ['characters of every plane', '"😀\u{10FFFF}\u202eé\u0301\u200d\u2028\u2029\ufeff"'],
    ['U+0000 and halves of pairs as escapes', '"\\u0000\\ud800\\udc00\\udc00 \\ud800"'],
    [
      'keys of objects’ prototypes',
      '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}',
    ],
  ])('gives back byte for byte what came as text: %s', async (_name, value) => {
    const term = new Term();
    const event = JSON.stringify(term.navigation({ extensions: 'HERE' }))
      .replace('"HERE"', value)
      .replace('{', '{ \n\t');
    const envelope = JSON.stringify(term.envelope(['THERE'])).replace(
      '"THERE"',
      `  ${event}\r\n , ${event.replace('urn:uuid', 'urn:u')}`,
    );
    const receipt = await ingestText(gateway(), ` \n${envelope} `);
    expect(statuses(receipt)).toEqual(['STORED', 'STORED']);
    expect(await rawText(eventIds(receipt)[0])).toBe(event);
    expect(({} as Data)['polluted']).toBeUndefined();
    expect(statuses(await ingestText(gateway(), ` \n${envelope} `))).toEqual([
      'DUPLICATE',
      'DUPLICATE',
    ]);
  });

  it('keeps an envelope that has two data members whole, since JSON.parse sees only one', async () => {
    const term = new Term();
    const [one, two] = [term.navigation(), term.navigation()].map((event) => JSON.stringify(event));
    const text = JSON.stringify(term.envelope([])).replace(
      '"data":[]',
      `"data":[${one}],"data":[1, ${two}]`,
    );
    const receipt = await ingestText(gateway(), text);
    expect(statuses(receipt)).toEqual(['QUARANTINED']);
    expect(items(receipt['outcomes'])[0]?.['problems']).toMatchObject([
      { code: 'INVALID_ENVELOPE', path: '/data' },
    ]);
  });

  it('tells events without an id apart by digits that JSON.parse loses', async () => {
    const term = new Term();
    const event = JSON.stringify(term.launch({ extensions: { n: 'N' } }));
    const numbers = [
      '9007199254740993',
      '9007199254740992',
      '1e400',
      '1e401',
      '0.1',
      '0.10000000000000000001',
    ];
    const data = numbers.map((number) => event.replace('"N"', number)).join(',');
    const text = JSON.stringify(term.envelope([0])).replace('[0]', `[${data}]`);
    expect(statuses(await ingestText(gateway(), text))).toEqual(numbers.map(() => 'STORED'));
    expect(statuses(await ingestText(gateway(), text))).toEqual(numbers.map(() => 'DUPLICATE'));
    const same = text.replaceAll('"N"', '1').replace('0.1}', '1.0e-1}');
    expect(statuses(await ingestText(gateway(), same))[4]).toBe('DUPLICATE');
  });

  it('keeps half a surrogate pair that came bare as its escape, which JSON reads as the same', async () => {
    const term = new Term();
    const event = term.navigation({ extensions: { half: 'HALF' } });
    const text = JSON.stringify(event).replace('HALF', '\ud800 \udfff');
    const [id] = eventIds(await ingestText(gateway(), text));
    expect(await rawText(id)).toBe(text.replace('\ud800 \udfff', '\\ud800 \\udfff'));
    expect(statuses(await ingestText(gateway(), text))).toEqual(['DUPLICATE']);
  });

  it('finds events without ids, or with the sensor’s own, the same by their content alone', async () => {
    const term = new Term();
    const [a, b] = [
      term.navigation({ id: term.sensor }),
      term.navigation({ id: term.sensor, action: 'Viewed' }),
    ];
    const receipt = await ingest(
      gateway(),
      term.envelope([a, b, { ...a, id: null }, { ...a, id: urn() }, a]),
    );
    expect(statuses(receipt)).toEqual(['STORED', 'STORED', 'STORED', 'STORED', 'DUPLICATE']);
  });

  it('reports every issue of a body and stores nothing, by both doors', async () => {
    const term = new Term();
    const body = term.envelope([
      term.navigation({ action: 'Flew' }),
      term.navigation(),
      term.person(term.ada),
    ]);
    const REPORT =
      '{ conformant envelopes events entities errors warnings infos truncated issues { code path severity } items { path kind type dialect conformant } }';
    const before = await Promise.all(
      ['event', 'receipt', 'quarantine'].map((table) => gateway().count(table)),
    );
    const json = (
      await gateway().ask(`query ($body: JSON!) { validateCaliper(envelope: $body) ${REPORT} }`, {
        body,
      })
    )['validateCaliper'];
    const text = (
      await gateway().ask(`query ($text: String!) { validateCaliperText(text: $text) ${REPORT} }`, {
        text: JSON.stringify(body),
      })
    )['validateCaliperText'];
    expect(json).toMatchObject({
      conformant: false,
      envelopes: 1,
      events: 2,
      entities: 1,
      truncated: false,
    });
    expect(json.issues).toContainEqual({
      code: expect.any(String),
      path: '/data/0/action',
      severity: 'ERROR',
    });
    expect(items(json.items).map(({ conformant }) => conformant)).toEqual([false, true, true]);
    expect(text).toEqual(json);
    expect(
      await Promise.all(['event', 'receipt', 'quarantine'].map((table) => gateway().count(table))),
    ).toEqual(before);
  });
});
