import { hex, pick, type Random, seededRandom, uuid } from './seeded-random';
import { zipf } from './zipf';

/** A learner or teacher of the generated site; every event of theirs repeats these identifiers. */
export interface CampusPerson {
  readonly iri: string;
  readonly userId: string;
  readonly externalId: string;
  readonly name: string;
  /** The courses they are in. */
  readonly courses: readonly CampusCourse[];
  readonly role: 'Learner' | 'Instructor' | 'TeachingAssistant';
}

/** A course of the generated site. */
export interface CampusCourse {
  readonly iri: string;
  readonly courseId: string;
  readonly courseNumber: string;
  readonly name: string;
}

/** A site with its people and courses, the same for the same seed. */
export interface Campus {
  readonly sensor: string;
  readonly site: string;
  readonly courses: readonly CampusCourse[];
  readonly persons: readonly CampusPerson[];
}

const SUBJECTS = ['Biology', 'Chemistry', 'History', 'Logic', 'Nursing', 'Physics', 'Spanish'];
const GIVEN = ['Ada', 'Bram', 'Chidi', 'Dolores', 'Emil', 'Fatima', 'Grace', 'Hiro', 'Inês', 'Jan'];
const FAMILY = ['Abara', 'Becker', 'Castro', 'Dubois', 'Eriksen', 'Fischer', 'García', 'Hansen'];
const COURSES_EACH = 5;

/** Makes a site of `courseCount` courses and `personCount` persons. */
export function makeCampus(seed: number, courseCount: number, personCount: number): Campus {
  const random = seededRandom(seed);
  const sensor = uuid(random);
  const site = `https://caliper.learn.example.edu/v1/sites/${sensor}`;
  const courses = Array.from({ length: courseCount }, (_, at) => makeCourse(random, site, at));
  const rank = zipf(random, courseCount, 0.9);
  const persons = Array.from({ length: personCount }, (_, at) => {
    const mine = new Set<CampusCourse>();
    while (mine.size < Math.min(COURSES_EACH, courseCount))
      mine.add(courses[rank()] as CampusCourse);
    return makePerson(random, site, at, [...mine]);
  });
  return { sensor, site, courses, persons };
}

function makeCourse(random: Random, site: string, at: number): CampusCourse {
  const subject = pick(random, SUBJECTS);
  const number = 100 + at;
  return {
    iri: `${site}/courses/${hex(random, 32)}`,
    courseId: `_${2000 + at}_1`,
    courseNumber: `${subject.slice(0, 3).toUpperCase()}-${number}-26F`,
    name: `${subject} ${number}, autumn term`,
  };
}

function makePerson(
  random: Random,
  site: string,
  at: number,
  courses: CampusCourse[],
): CampusPerson {
  return {
    iri: `${site}/users/${hex(random, 32)}`,
    userId: `_${50_000 + at}_1`,
    externalId: `sis-${String(at).padStart(7, '0')}`,
    name: `${pick(random, GIVEN)} ${pick(random, FAMILY)}`,
    courses,
    role: at % 25 === 7 ? 'Instructor' : at % 40 === 3 ? 'TeachingAssistant' : 'Learner',
  };
}
