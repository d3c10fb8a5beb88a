import { type Campus, type CampusCourse, type CampusPerson, makeCampus } from './campus';
import {
  assignablePayload,
  contentPayload,
  ltiPayload,
  type Payload,
  sessionPayload,
} from './payloads';
import { pick, type Random, seededRandom } from './seeded-random';
import { zipf } from './zipf';

/** An envelope as a sensor sends it (Caliper 1.1 section 8). */
export interface Envelope {
  readonly sensor: string;
  readonly sendTime: string;
  readonly dataVersion: string;
  readonly data: readonly Payload[];
}

const COURSES = 500;
const PERSONS = 20_000;
const DAY = 86_400_000;
const DAYS = 60;

/**
 * Makes events of one site, shaped and sized (about 4 KB) as those that Blackboard Learn documents, spread
 * over the 60 days before `now`. The same seed and `now` give the same events.
 */
export class Generator {
  private readonly random: Random;
  private readonly campus: Campus;
  private readonly rank: () => number;

  /** @param seed of the events; the site, its people and courses are always the same. @param now milliseconds. */
  constructor(
    seed: number,
    private readonly now: number,
  ) {
    this.random = seededRandom(seed);
    this.campus = makeCampus(20_26, COURSES, PERSONS);
    this.rank = zipf(this.random, PERSONS, 0.7);
  }

  /** The next event. */
  event(): Payload {
    const person = this.campus.persons[this.rank()] as CampusPerson;
    const course: CampusCourse = pick(this.random, person.courses);
    const time = new Date(this.now - Math.floor(this.random() * DAYS * DAY)).toISOString();
    const occasion = { campus: this.campus, person, course, time };
    const kind = this.random();
    if (kind < 0.1) return sessionPayload(this.random, occasion);
    if (kind < 0.35) return ltiPayload(this.random, occasion);
    if (kind < 0.6) return contentPayload(this.random, occasion);
    return assignablePayload(this.random, occasion);
  }

  /** The next `count` events, in an envelope. */
  envelope(count: number): Envelope {
    return {
      sensor: this.campus.sensor,
      sendTime: new Date(this.now).toISOString(),
      dataVersion: 'http://purl.imsglobal.org/ctx/caliper/v1p1',
      data: Array.from({ length: count }, () => this.event()),
    };
  }
}
