import type { DirectoryLoaders } from '../../src/directory/directory-loaders';
import { findCourse, findPerson } from '../../src/directory/find-entity';
import type { Connection, PageArguments } from '../../src/kernel/page';
import type { OpenDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { DirectoryKit, iri, refusal } from './directory-kit';

const PERSONS = 7;
const COURSES = 100;

/** Every id of a list, page by page, with the sizes of the pages. */
async function walk<T extends { readonly id: string }>(
  ask: (args: PageArguments) => Promise<Connection<T>>,
  backward: boolean,
): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | null = null; pages.length < 50;) {
    const page: Connection<T> = await ask(
      backward ? { last: 3, before: cursor } : { first: 3, after: cursor },
    );
    pages.push(page.edges.map(({ node }) => node.id));
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    cursor = backward ? startCursor : endCursor;
    if (!(backward ? hasPreviousPage : hasNextPage)) break;
  }
  return pages;
}

describeEachEngine('reading the directory', (engine) => {
  let database: OpenDatabase;
  let kit: DirectoryKit;
  let persons: string[];
  let courses: string[];
  beforeAll(async () => {
    database = await engine.open();
    kit = new DirectoryKit(database);
    const { roster } = kit.services;
    const tenant = kit.tenantId;
    const named = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, n) => ({
        identifiers: [iri(`${prefix}${n}`)],
        name: `${prefix}${n}`,
      }));
    persons = (await roster.upsertPersons(tenant, named('p', PERSONS))).map(({ id }) => id);
    courses = (await roster.upsertCourses(tenant, named('c', COURSES))).map(({ id }) => id);
    // person n is in every course whose number n + 1 divides; the first teaches
    const all = persons.flatMap((personId, n) =>
      courses
        .filter((_, at) => at % (n + 1) === 0)
        .map((courseId) => ({
          personId,
          courseId,
          roles: n === 0 ? ['Instructor'] : ['Learner', 'x,"Mentor'],
          status: n < 2 ? 'Active' : 'Inactive',
        })),
    );
    for (let from = 0; from < all.length; from += 500)
      await roster.upsertMemberships(tenant, all.slice(from, from + 500));
  });

  const teacher = () => persons[0] as string;
  const pages = () => kit.loaders().pages;

  it.each<[string, (args: PageArguments) => Promise<Connection<{ readonly id: string }>>, number]>([
    ['persons', (args) => pages().persons({}, args), PERSONS],
    ['courses', (args) => pages().courses({}, args), COURSES],
    ['memberships', (args) => pages().memberships({ courseId: courses[0] }, args), PERSONS],
    [
      'memberships of a person',
      (args) =>
        pages()
          .membershipsOfPerson(args)
          .load(persons[4] as string),
      20,
    ],
    [
      'memberships of a course',
      (args) =>
        pages()
          .membershipsOfCourse(args)
          .load(courses[0] as string),
      PERSONS,
    ],
    [
      'courses of a person',
      (args) =>
        pages()
          .coursesOfPerson(args)
          .load(persons[6] as string),
      15,
    ],
  ])('walks %s forward and backward, each once', async (_, ask, count) => {
    const forward = (await walk(ask, false)).flat();
    const backward = (await walk(ask, true)).reverse().flat();
    expect(new Set(forward).size).toBe(count);
    expect(forward).toHaveLength(count);
    expect(backward).toEqual(forward);
  });

  it('lists persons and courses in the order in which they became known', async () => {
    const page = await pages().courses({}, { first: 500 });
    expect(page.edges.map(({ node }) => node.name)).toEqual(
      Array.from({ length: COURSES }, (_, n) => `c${n}`),
    );
  });

  it('finds persons by course and role, and courses by person, role and number', async () => {
    const names = async (list: Promise<Connection<{ readonly name: string | null }>>) =>
      (await list).edges.map(({ node }) => node.name);
    expect(await names(pages().persons({ courseId: courses[0] }, {}))).toHaveLength(PERSONS);
    expect(await names(pages().persons({ courseId: courses[3] }, {}))).toEqual(['p0', 'p2']);
    expect(await names(pages().persons({ roles: ['Instructor'] }, {}))).toEqual(['p0']);
    expect(
      await names(pages().courses({ personId: persons[5], roles: ['Learner'] }, { first: 2 })),
    ).toEqual(['c0', 'c6']);
    expect(await names(pages().courses({ personId: teacher(), roles: ['Learner'] }, {}))).toEqual(
      [],
    );
    expect(await names(pages().courses({ courseNumber: 'none' }, {}))).toEqual([]);
    expect(await names(pages().persons({ courseId: 'x' }, {}))).toEqual([]);
    expect(await names(pages().persons({ roles: [] }, {}))).toEqual([]);
  });

  it('finds memberships by role and status, a role only as a whole', async () => {
    const count = async (filter: object) =>
      (await pages().memberships({ courseId: courses[0], ...filter }, {})).edges.length;
    expect(await count({ roles: ['Learner'] })).toBe(PERSONS - 1);
    expect(await count({ roles: ['Learner', 'Instructor'] })).toBe(PERSONS);
    expect(await count({ roles: ['learner'] })).toBe(0);
    expect(await count({ roles: ['Mentor'] })).toBe(0);
    expect(await count({ roles: ['Learn%'] })).toBe(0);
    expect(await count({ status: 'Inactive' })).toBe(PERSONS - 2);
    expect(await count({ personId: persons[1], status: 'Inactive' })).toBe(0);
    const under = pages().membershipsOfCourse({ filter: { roles: ['Learner'], status: 'Active' } });
    const page = await under.load(courses[0] as string);
    expect(page.edges.map(({ node }) => node.personId)).toEqual([persons[1]]);
  });

  it('finds one person or course by exactly one of its names', async () => {
    const loaders = kit.loaders();
    expect((await findPerson(loaders, { id: persons[2] }))?.name).toBe('p2');
    expect((await findPerson(loaders, { identifier: iri('p2') }))?.id).toBe(persons[2]);
    expect((await findCourse(loaders, { identifier: iri('c2') }))?.id).toBe(courses[2]);
    expect(await findPerson(loaders, { identifier: iri('nobody') })).toBeNull();
    expect(await findPerson(loaders, { id: 'x' })).toBeNull();
    expect(await findCourse(loaders, { courseNumber: 'none' })).toBeNull();
    const bad = { code: 'BAD_USER_INPUT', path: '' };
    expect(await refusal(findPerson(loaders, {}))).toEqual(bad);
    expect(await refusal(findPerson(loaders, { id: 'x', identifier: iri('a') }))).toEqual(bad);
    expect(await refusal(findCourse(loaders, { id: 'x', courseNumber: '1' }))).toEqual(bad);
  });

  it('answers the first known of several courses that share a number', async () => {
    const own = new DirectoryKit(database);
    const rows = await own.services.roster.upsertCourses(
      own.tenantId,
      ['a', 'b'].map((name) => ({ identifiers: [iri(name)], courseNumber: 'BIO-1' })),
    );
    const found = await findCourse(own.loaders(), { courseNumber: 'BIO-1' });
    expect(found?.id).toBe(rows[0]?.id);
  });

  it('takes the first known of several identifiers of a person', async () => {
    const refs = ['nobody', 'p3', 'p1'].map((name) => iri(name));
    expect((await kit.loaders().personByAny(refs))?.id).toBe(persons[3]);
    expect(await kit.loaders().personByAny(refs.slice(0, 1))).toBeNull();
  });

  it.each<[string, (loaders: DirectoryLoaders, at: number) => Promise<unknown>, () => number]>([
    [
      'memberships',
      (loaders, at) => loaders.pages.membershipsOfCourse({ first: 2 }).load(courses[at] as string),
      () => COURSES,
    ],
    [
      'identifiers',
      (loaders, at) => loaders.identifiersOf.COURSE.load(courses[at] as string),
      () => COURSES,
    ],
    [
      'courses by id',
      (loaders, at) => loaders.courseById.load(courses[at] as string),
      () => COURSES,
    ],
    [
      'courses by identifier',
      (loaders, at) => loaders.courseByIdentifier.load(iri(`c${at}`)),
      () => COURSES,
    ],
    ['courses by number', (loaders, at) => loaders.courseByNumber.load(`n${at}`), () => COURSES],
  ])('reads %s of 1, 10 and 100 parents in one statement', async (_, load, most) => {
    for (const count of [1, 10, most()]) {
      const loaders = kit.loaders();
      const names = await kit.statements(() =>
        Promise.all(Array.from({ length: count }, (_each, at) => load(loaders, at))),
      );
      expect(names).toHaveLength(1);
    }
  });

  it('asks nothing by id of courses that a page brought', async () => {
    const loaders = kit.loaders();
    const page = await loaders.pages.coursesOfPerson({ first: 5 }).load(teacher());
    const names = await kit.statements(() =>
      Promise.all(page.edges.map(({ node }) => loaders.courseById.load(node.id))),
    );
    expect(names).toEqual([]);
  });

  it('asks the database nothing for what can be no id', async () => {
    const names = await kit.statements(() => kit.loaders().personById.load("x' OR '1'='1"));
    expect(names).toEqual([]);
  });

  it('reads again after a change', async () => {
    const own = new DirectoryKit(database);
    const loaders = own.loaders();
    const upsert = (name: string) =>
      loaders.changed(
        own.services.roster.upsertPersons(own.tenantId, [{ identifiers: [iri('a')], name }]),
      );
    const [{ id } = { id: '' }] = await upsert('before');
    expect((await loaders.personById.load(id))?.name).toBe('before');
    await upsert('after');
    expect((await loaders.personById.load(id))?.name).toBe('after');
  });

  it('shows a tenant nothing of another', async () => {
    const stranger = new DirectoryKit(database).loaders();
    expect(await stranger.personById.load(teacher())).toBeNull();
    expect(await stranger.courseById.load(courses[0] as string)).toBeNull();
    expect(await findPerson(stranger, { identifier: iri('p0') })).toBeNull();
    expect(await stranger.identifiersOf.PERSON.load(teacher())).toEqual([]);
    for (const page of [
      await stranger.pages.persons({}, {}),
      await stranger.pages.courses({}, {}),
      await stranger.pages.memberships({ personId: teacher() }, {}),
      await stranger.pages.membershipsOfPerson({}).load(teacher()),
      await stranger.pages.coursesOfPerson({}).load(teacher()),
    ]) {
      expect(page.edges).toEqual([]);
    }
  });
});
