import type { CourseRow } from '../../src/directory/course.store';
import { RosterBatch } from '../../src/directory/roster-batch';
import type { CourseInput } from '../../src/directory/types/course.input';
import type { OpenDatabase } from '../../src/storage/open-database';
import { describeEachEngine } from '../kit/engines';
import { DirectoryKit, iri, refusal } from './directory-kit';

describeEachEngine('upsertCourses', (engine) => {
  let database: OpenDatabase;
  let kit: DirectoryKit;
  beforeAll(async () => (database = await engine.open()));
  beforeEach(() => (kit = new DirectoryKit(database)));

  const upsert = (...courses: CourseInput[]) =>
    kit.services.roster.upsertCourses(kit.tenantId, courses);
  const one = async (course: CourseInput) => (await upsert(course))[0] as CourseRow;

  it('makes a course, and overwrites only what is given', async () => {
    const made = await one({
      identifiers: [iri('c')],
      courseNumber: 'BIO-1',
      name: 'Biology',
      academicSession: 'Fall 2026',
      type: 'CourseSection',
    });
    expect(made).toMatchObject({ courseNumber: 'BIO-1', name: 'Biology', parentId: null });
    const changed = await one({ id: made.id, name: 'Biology I' });
    expect(changed).toEqual({ ...made, name: 'Biology I' });
  });

  it('takes a course number alone as its name, and finds it again by it', async () => {
    const made = await one({ courseNumber: 'BIO-1' });
    expect((await one({ courseNumber: 'BIO-1', name: 'Biology' })).id).toBe(made.id);
    const [identifier] = await kit.loaders().identifiersOf.COURSE.load(made.id);
    expect(identifier).toMatchObject({ type: 'COURSE_NUMBER', system: '', value: 'BIO-1' });
  });

  it('finds the first course that events gave that number, and keeps to it', async () => {
    const batch = new RosterBatch();
    const slots = ['x', 'y'].map((name) =>
      batch.course({ identifiers: [iri(name)], courseNumber: 'BIO-1' }, kit.now),
    );
    await kit.resolve(batch);
    const [first] = slots.map(({ entityId }) => entityId).sort();
    expect((await one({ courseNumber: 'BIO-1', name: 'Biology' })).id).toBe(first);
    await one({ id: first, courseNumber: 'BIO-2' });
    expect((await one({ courseNumber: 'BIO-1' })).id).toBe(first);
  });

  it('finds a course by a number that an earlier input gave it', async () => {
    const [named, numbered] = await upsert(
      { identifiers: [iri('c')], courseNumber: 'BIO-1' },
      { courseNumber: 'BIO-1', name: 'Biology' },
    );
    expect(numbered).toMatchObject({ id: named?.id, name: 'Biology' });
  });

  it('makes one course when several name the same number at once', async () => {
    const rows = await Promise.all(Array.from({ length: 6 }, () => one({ courseNumber: 'BIO-1' })));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
  });

  it('joins a course to its parent, by id, by identifier, and within one call', async () => {
    const offering = await one({ identifiers: [iri('offering')] });
    const byId = await one({ identifiers: [iri('s1')], parentId: offering.id });
    const byName = await one({ identifiers: [iri('s2')], parent: iri('offering') });
    expect([byId.parentId, byName.parentId]).toEqual([offering.id, offering.id]);
    const [section, parent] = await upsert(
      { identifiers: [iri('s3')], parent: iri('later') },
      { identifiers: [iri('later')] },
    );
    expect(section?.parentId).toBe(parent?.id);
    expect((await one({ id: byId.id, name: 'still there' })).parentId).toBe(offering.id);
  });

  it('refuses a parent that is unknown, itself, or named twice', async () => {
    const identifiers = [iri('c')];
    const refused = (course: CourseInput) => refusal(upsert(course));
    expect(await refused({ identifiers, parent: iri('nobody') })).toEqual({
      code: 'NOT_FOUND',
      path: '/courses/0/parent',
    });
    expect(await refused({ identifiers, parentId: 'x' })).toEqual({
      code: 'NOT_FOUND',
      path: '/courses/0/parentId',
    });
    expect(await refused({ identifiers, parent: iri('c') })).toEqual({
      code: 'BAD_USER_INPUT',
      path: '/courses/0/parent',
    });
    expect(await refused({ identifiers, parentId: 'x', parent: iri('d') })).toEqual({
      code: 'BAD_USER_INPUT',
      path: '/courses/0/parent',
    });
  });

  it('refuses an identifier of another course', async () => {
    await upsert({ identifiers: [iri('a')] }, { identifiers: [iri('b')] });
    expect(await refusal(upsert({ identifiers: [iri('a'), iri('b')] }))).toEqual({
      code: 'CONFLICT',
      path: '/courses/0/identifiers/1',
    });
  });

  it('lets a person and a course have the same IRI', async () => {
    const course = await one({ identifiers: [iri('same')] });
    const [person] = await kit.services.roster.upsertPersons(kit.tenantId, [
      { identifiers: [iri('same')] },
    ]);
    expect(person?.id).not.toBe(course.id);
  });

  it('tells nobody of the identifiers of courses', async () => {
    await upsert({ identifiers: [iri('a')] });
    expect(kit.told).toEqual([]);
  });
});
