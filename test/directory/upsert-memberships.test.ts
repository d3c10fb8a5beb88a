import type { MembershipInput } from '../../src/directory/types/membership.input';
import type { OpenDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { DirectoryKit, iri, refusal } from './directory-kit';

const UNKNOWN = '00000000-0000-7000-8000-000000000000';

describeEachEngine('upsertMemberships', (engine) => {
  let database: OpenDatabase;
  let kit: DirectoryKit;
  let personId: string;
  let courseId: string;
  beforeAll(async () => (database = await engine.open()));
  beforeEach(async () => {
    kit = new DirectoryKit(database);
    const { roster } = kit.services;
    const persons = await roster.upsertPersons(kit.tenantId, [{ identifiers: [iri('p')] }]);
    const courses = await roster.upsertCourses(kit.tenantId, [{ identifiers: [iri('c')] }]);
    [personId, courseId] = [persons[0]?.id ?? '', courses[0]?.id ?? ''];
  });

  const upsert = (...memberships: MembershipInput[]) =>
    kit.services.roster.upsertMemberships(kit.tenantId, memberships);

  it('finds person and course by id or by name, and makes one membership of the pair', async () => {
    const [one, two] = await upsert(
      { personId, courseId, roles: ['Learner'] },
      { person: iri('p'), course: iri('c'), roles: ['Instructor'], status: 'Active' },
    );
    expect(one).toEqual(two);
    expect(two).toMatchObject({ personId, courseId, roles: ['Instructor'], status: 'Active' });
  });

  it('replaces the roles, also by none, and keeps a status that is left out', async () => {
    await upsert({ personId, courseId, roles: ['Learner', 'Mentor'], status: 'Active' });
    const [row] = await upsert({ personId, courseId, roles: [] });
    expect(row).toMatchObject({ roles: [], status: 'Active' });
  });

  it('writes roles and status without the namespaces of LIS, each once', async () => {
    const lis = 'http://purl.imsglobal.org/vocab/lis/v2/';
    const roles = [
      `${lis}membership#Learner`,
      'Learner',
      `${lis}membership/Instructor#Grader`,
      'https://x.example/role',
    ];
    const [row] = await upsert({ personId, courseId, roles, status: `${lis}status#Active` });
    expect(row?.roles).toEqual(['Learner', 'Instructor#Grader', 'https://x.example/role']);
    expect(row?.status).toBe('Active');
  });

  it.each<[string, Partial<MembershipInput>]>([
    ['personId', { personId: UNKNOWN }],
    ['personId', { personId: 'x' }],
    ['person', { personId: null, person: iri('nobody') }],
    ['courseId', { courseId: UNKNOWN }],
    ['course', { courseId: null, course: iri('nowhere') }],
  ])('refuses a %s that is unknown, and writes nothing', async (name, over) => {
    const good = { personId, courseId, roles: ['Learner'] };
    expect(await refusal(upsert(good, { ...good, ...over }))).toEqual({
      code: 'NOT_FOUND',
      path: `/memberships/1/${name}`,
    });
    expect((await kit.loaders().pages.memberships({}, {})).edges).toEqual([]);
  });

  it('refuses a person or course that is named twice, or not at all', async () => {
    const expected = { code: 'BAD_USER_INPUT', path: '/memberships/0' };
    expect(await refusal(upsert({ personId, person: iri('p'), courseId, roles: [] }))).toEqual(
      expected,
    );
    expect(await refusal(upsert({ personId, roles: [] }))).toEqual(expected);
  });

  it('costs as many statements for 100 memberships as for one', async () => {
    const persons = await kit.services.roster.upsertPersons(
      kit.tenantId,
      Array.from({ length: 100 }, (_, n) => ({ identifiers: [iri(`p${n}`)] })),
    );
    const all = persons.map(({ id }) => ({ personId: id, course: iri('c'), roles: ['Learner'] }));
    const hundred = await kit.statements(() => upsert(...all));
    const single = await kit.statements(() => upsert(...all.slice(0, 1)));
    expect(hundred).toEqual(single);
  });
});
