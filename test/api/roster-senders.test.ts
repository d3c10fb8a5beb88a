import { type GqlClient, items } from '../kit/gql';
import { describeEachEngine } from '../kit/engines';
import { ingest, ingestText, replay, statuses } from '../kit/operations';
import { Readers } from '../kit/readers';

describeEachEngine('events that say who teaches, where only a roster may', (engine) => {
  let readers: Readers;
  beforeAll(async () => {
    readers = await Readers.start(engine, { rosterSenders: 'roster:write' });
  });
  afterAll(() => readers?.stop());

  const forged = (course: string) => {
    const { term } = readers;
    const membership = (name: string) =>
      term.membership(readers.iri(name), ['Instructor'], {
        id: `${course}/members/${name}`,
        organization: course,
      });
    return [
      readers.event('ada', course, 'forged', ['Instructor']),
      term.navigation({ actor: term.person(readers.iri('ada')), object: membership('ada') }),
    ];
  };
  const seen = async (reader: GqlClient): Promise<string[]> =>
    readers.wordsIn(
      JSON.stringify(
        await reader.ask(
          '{ events(first: 50) { edges { node { ... on CaliperEvent { raw } } } } }',
        ),
      ),
    );
  const learner = async () => seen(await readers.user('ada'));

  it('make nobody an instructor when a key that only ingests sends them', async () => {
    const sensor = await readers.key(['caliper:ingest']);
    await ingest(sensor, readers.term.envelope(forged(readers.term.biology)));
    await ingest(sensor, readers.term.envelope(forged(readers.art)));
    expect(await learner()).toEqual(['ada-in-bio', 'forged']);
  });

  it('make nobody another person', async () => {
    const sensor = await readers.key(['caliper:ingest']);
    const actor = { ...readers.term.person(readers.iri('ivy')) };
    const otherIdentifiers = [
      {
        ...{ type: 'SystemIdentifier', identifierType: 'EmailAddress' },
        identifier: 'mallory@x.example',
      },
    ];
    await ingest(
      sensor,
      readers.term.envelope([readers.term.navigation({ actor: { ...actor, otherIdentifiers } })]),
    );
    const admin = await readers.admin();
    expect(
      await admin.ask('{ person(identifier: {type: EMAIL, value: "mallory@x.example"}) { id } }'),
    ).toEqual({ person: null });
  });

  it('make nobody an instructor when an administrator replays them', async () => {
    const sensor = await readers.key(['caliper:ingest']);
    const [event] = forged(readers.art);
    const broken = JSON.stringify(event).replace('"membership"', '"membership');
    const [outcome] = items((await ingestText(sensor, broken))['outcomes']);
    const id = outcome?.['quarantineId'] as string;
    const done = await replay(await readers.admin(), [id], { text: JSON.stringify(event) });
    expect(statuses(done)).toEqual(['STORED']);
    expect(await learner()).toEqual(['ada-in-bio', 'forged']);
  });

  it('are believed when the key has both scopes', async () => {
    const both = await readers.key(['caliper:ingest', 'roster:write']);
    await ingest(both, readers.term.envelope(forged(readers.art)));
    expect(await learner()).toContain('cyd-in-art');
  });
});
