import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeEachEngine } from '../kit/engines';
import { sharedGateway } from '../kit/gateway';
import { type Data, items } from '../kit/gql';
import { eventIds, ingestText, nodes, replay, statuses } from '../kit/operations';

/** The vendors' own documents, with their payloads as they print them; not part of this project. */
const DOCUMENTS = join(__dirname, '../../../shared/seeds');

const EVENT = `__typename id type action normalizedAction roles
  person { id identifiers { type value } } course { id courseNumber identifiers { type value } }
  membership { id roles status }
  ... on LtiEvent {
    launch { launchUrl launchParameters customParameters }
    launchReturn { destinationUrl linkId launchTime }
  }
  ... on AssignableEvent { attempt { id count startedAt } }
  ... on ContentEvent { changes { name oldValue newValue } }`;

/** The payloads of a document: what stands in fences, else from its first brace to the last. */
function payloads(number: string): string[] {
  const name = readdirSync(DOCUMENTS).find((file) => file.startsWith(number)) as string;
  const text = readFileSync(join(DOCUMENTS, name), 'utf8');
  const fenced = [...text.matchAll(/```\n([\s\S]*?)```/g)].map(([, payload]) => payload as string);
  return fenced.length > 0 ? fenced : [text.slice(text.indexOf('{\n'), text.lastIndexOf('}') + 1)];
}

if (!existsSync(DOCUMENTS)) {
  describe('the documented payloads', () => {
    it('are looked for beside the project', () => {
      process.stderr.write('skipped: no ../shared/seeds\n');
      expect(existsSync(DOCUMENTS)).toBe(false);
    });
  });
} else {
  describeEachEngine('the documented payloads, as their documents print them', (engine) => {
    const gateway = sharedGateway(engine);

    /** Takes a payload in, by its suggested repair where it is no JSON, and finds it by whom it is about. */
    const take = async (text: string): Promise<Data> => {
      let receipt = await ingestText(gateway(), text);
      const [{ quarantineId }] = items(receipt['outcomes']) as [Data];
      if (quarantineId) receipt = await replay(gateway(), [quarantineId], { apply: true });
      expect(statuses(receipt)).toEqual(['STORED']);
      const { event } = await gateway().ask(
        `query ($id: ID!) { event(id: $id) { ... on CaliperEvent { ${EVENT} } } }`,
        { id: eventIds(receipt)[0] },
      );
      return event;
    };
    const isFound = async (filter: Data, id: string) => {
      const { events } = await gateway().ask(
        'query ($filter: EventFilter) { events(filter: $filter) { edges { node { id } } } }',
        { filter },
      );
      expect(nodes(events).map((node) => node.id)).toContain(id);
    };
    const isFoundByAll = async ({ id, person, course, membership }: Data) => {
      await isFound({ personId: person.id }, id);
      await isFound({ courseId: course.id }, id);
      await isFound({ membershipId: membership.id }, id);
    };

    it('finds the 1.0 launch and return of an LTI link', async () => {
      const [launch, back] = (await Promise.all(payloads('000').map(take))) as [Data, Data];
      await isFoundByAll(launch);
      await isFoundByAll(back);
      expect(back.person.id).toBe(launch.person.id);
      expect(launch).toMatchObject({
        __typename: 'LtiEvent',
        action: 'LTILaunch',
        normalizedAction: 'Launched',
        roles: ['Learner'],
        launch: {
          launchUrl: 'https://example.edu/launch/launch1234',
          launchParameters: { resource_linkid: 'link1234', blah: 'blah' },
          customParameters: { custom_foo: 'foo', custom_bar: 'bar' },
        },
        launchReturn: null,
      });
      expect(back.launchReturn).toEqual({
        destinationUrl: 'https://example.edu/linkIdlink1234',
        linkId: 'link1234',
        launchTime: '2016-01-14T21:00:09.436Z',
      });
    });

    it('finds the 1.1 launch by its person; it names no course', async () => {
      const event = await take(payloads('001')[0] as string);
      await isFound({ personId: event.person.id }, event.id);
      expect(items(event.person.identifiers)).toContainEqual({
        type: 'BB_USER_EXTERNAL_ID',
        value: 'administrator',
      });
      expect(event).toMatchObject({ __typename: 'LtiEvent', action: 'LoggedIn', course: null });
      expect(event.launch.launchParameters).toMatchObject({ context_id: '_41_1' });
    });

    it('finds the completed assignment with its attempt', async () => {
      const event = await take(payloads('002')[0] as string);
      await isFoundByAll(event);
      expect(event).toMatchObject({
        __typename: 'AssignableEvent',
        action: 'Completed',
        attempt: { count: 1, startedAt: '2021-01-05T14:51:14.512Z' },
        course: { courseNumber: 'BIO-101' },
        membership: { roles: ['Learner'], status: 'Active' },
      });
    });

    it('finds the created folder, after its repair, with every property that was set', async () => {
      const event = await take(payloads('003')[0] as string);
      await isFoundByAll(event);
      expect(event).toMatchObject({
        __typename: 'ContentEvent',
        action: 'Create',
        normalizedAction: 'Created',
        roles: ['Instructor'],
      });
      expect(items(event.course.identifiers)).toContainEqual({
        type: 'BB_COURSE_EXTERNAL_ID',
        value: 'xsmall_000000001',
      });
      expect(items(event.changes)).toHaveLength(12);
      expect(items(event.changes)).toContainEqual({
        name: 'position',
        oldValue: null,
        newValue: -1,
      });
    });
  });
}
