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
const HOLD_MILLIS = 600_000;
const LATE_MILLIS = 86_400_000;
const LATE_PART = 0.05;

/**
 * Makes events of one site, shaped and sized (about 4 KB) as those that Blackboard Learn documents. They come
 * as from a running system: in the order of their time, but for the minutes that a sensor holds them back
 * and the few that a nightly job sends late. The same seed and period give the same events.
 */
export class Generator {
  private readonly random: Random;
  private readonly campus: Campus;
  private readonly rank: () => number;

  /**
   * @param seed of the events; the site, its people and courses are always the same.
   * @param time when the next event happens, in milliseconds since 1970.
   */
  constructor(
    seed: number,
    private readonly time: () => number,
  ) {
    this.random = seededRandom(seed);
    this.campus = makeCampus(20_26, COURSES, PERSONS);
    this.rank = zipf(this.random, PERSONS, 0.7);
  }

  /** The next event. */
  event(): Payload {
    const person = this.campus.persons[this.rank()] as CampusPerson;
    const course: CampusCourse = pick(this.random, person.courses);
    const delay = this.random() * (this.random() < LATE_PART ? LATE_MILLIS : HOLD_MILLIS);
    const time = new Date(this.time() - Math.floor(delay)).toISOString();
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
      sendTime: new Date(this.time()).toISOString(),
      dataVersion: 'http://purl.imsglobal.org/ctx/caliper/v1p1',
      data: Array.from({ length: count }, () => this.event()),
    };
  }
}
