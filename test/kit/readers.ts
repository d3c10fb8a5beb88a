import type { Config } from '../../src/config';
import type { Scope } from '../../src/kernel/principal';
import type { Engine } from './engines';
import { type Gateway, startGateway } from './gateway';
import { type Data, type GqlClient, items } from './gql';
import { unique } from './ids';
import { ingest, ingestText, publish } from './operations';
import { hubEvent, Term } from './payloads';
import { TokenIssuer } from './token-issuer';

const ALL: readonly Scope[] = ['events:read', 'pii:read', 'hub:publish', 'caliper:ingest', 'admin'];

/**
 * A tenant where everything says by a word of its own whose it is: two courses, biology by one sensor and
 * art by another; Ada learns biology, Ivy teaches it, Ben is in both, Cyd learns art and acted in biology.
 */
export class Readers {
  readonly term = new Term();
  readonly art = `${this.term.site}/courses/art`;
  readonly sensors = { biology: unique('sensor-bio'), art: unique('sensor-art') };
  readonly programs = { one: 'ProgramOne', two: 'ProgramTwo' };
  readonly ids: Record<string, string> = {};

  private constructor(
    readonly gateway: Gateway,
    readonly issuer: TokenIssuer,
    /** Stands before every word of this tenant. */
    readonly mark: string,
  ) {}

  static async start(engine: Engine, settings: Partial<Config> = {}): Promise<Readers> {
    const issuer = await TokenIssuer.start();
    const jwt = {
      ...issuer.settings(),
      persons: [{ claim: 'person', type: 'IRI' as const, system: '' }],
      scopeClaim: 'scope',
    };
    const gateway = await startGateway(engine, { auth: 'on', jwt, ...settings });
    const readers = new Readers(gateway, issuer, unique('mark'));
    await readers.fill();
    return readers;
  }

  async stop(): Promise<void> {
    await this.gateway.close();
    await this.issuer.stop();
  }

  /** A user, by the last part of their IRI. */
  async user(name: string, scope = 'leg:pii:read'): Promise<GqlClient> {
    const token = await this.issuer.sign({ person: this.iri(name), sub: name, scope });
    return this.gateway.as(token);
  }

  key(scopes: readonly Scope[], more: { programs?: string[]; sensors?: string[] } = {}) {
    return this.gateway.withKey(scopes, more);
  }

  admin(): Promise<GqlClient> {
    return this.key([...ALL, 'roster:write']);
  }

  iri(name: string): string {
    return `${this.term.site}/users/${name}`;
  }

  word(text: string): string {
    return `${this.mark}.${text}.`;
  }

  /** The words of this tenant that a text has. */
  wordsIn(text: string): string[] {
    const found = text.matchAll(new RegExp(`${this.mark}\\.([a-z0-9-]+)\\.`, 'g'));
    return [...new Set([...found].map(([, word]) => word as string))].sort();
  }

  /** An event of a person in a course. */
  event(name: string, course: string, word: string, roles: string[] | null = ['Learner']): Data {
    const person = this.iri(name);
    const id = `${course}/members/${name}`;
    return this.term.navigation({
      actor: this.term.person(person),
      object: { id: `${this.term.site}/pages/${word}`, type: 'WebPage', name: this.word(word) },
      group: { id: course, type: 'CourseOffering' },
      membership: roles && this.term.membership(person, roles, { id, organization: course }),
      session: { id: `${this.term.site}/sessions/${name}`, type: 'Session' },
    });
  }

  private async fill(): Promise<void> {
    const { term, sensors, programs } = this;
    const { biology } = term;
    const sender = (sensor: string) =>
      this.key(['caliper:ingest', 'events:read', 'pii:read'], { sensors: [sensor] });
    const publisher = (program: string) =>
      this.key(['hub:publish', 'events:read', 'pii:read'], { programs: [program] });
    this.clients = {
      sensor: await sender(sensors.biology),
      otherSensor: await sender(sensors.art),
      publisher: await publisher(programs.one),
      otherPublisher: await publisher(programs.two),
    };
    const { sensor, otherSensor } = this.clients;
    await ingest(
      sensor!,
      term.envelope(
        [
          this.event('ada', biology, 'ada-in-bio'),
          this.event('ben', biology, 'ben-in-bio'),
          this.event('cyd', biology, 'cyd-in-bio', null),
          this.event('ivy', biology, 'ivy-in-bio', ['Instructor']),
        ],
        { sensor: sensors.biology },
      ),
    );
    await ingest(
      otherSensor!,
      term.envelope(
        [this.event('cyd', this.art, 'cyd-in-art'), this.event('ben', this.art, 'ben-in-art')],
        { sensor: sensors.art },
      ),
    );
    for (const [key, word] of [
      [sensor!, 'bio-quarantine'],
      [otherSensor!, 'art-quarantine'],
    ] as const) {
      await ingestText(key, `{"broken": "${this.word(word)}" "x"}`);
    }
    const roster = await this.admin();
    const names = ['ada', 'ben', 'cyd', 'ivy'];
    const persons = names.map((name) => ({
      name: this.word(`${name}-name`),
      identifiers: [
        { type: 'IRI', value: this.iri(name) },
        { type: 'EMAIL', value: `${this.word(`${name}-mail`)}@x.example` },
      ],
    }));
    const courses = [
      { name: this.word('bio-name'), identifiers: [{ type: 'IRI', value: biology }] },
      { name: this.word('art-name'), identifiers: [{ type: 'IRI', value: this.art }] },
    ];
    const made = await roster.ask(
      `mutation ($persons: [PersonInput!]!, $courses: [CourseInput!]!) {
        upsertPersons(persons: $persons) { id } upsertCourses(courses: $courses) { id }
      }`,
      { persons, courses },
    );
    names.forEach((name, at) => (this.ids[name] = made['upsertPersons'][at].id));
    const [bio, art] = items(made['upsertCourses']);
    Object.assign(this.ids, { biology: bio?.['id'] as string, art: art?.['id'] as string });
    for (const [name, word, mail] of [
      ['publisher', 'one-data', 'ada'],
      ['otherPublisher', 'two-data', 'ben'],
    ] as const) {
      await publish(this.clients[name]!, [
        hubEvent({
          publisherProgramId: name === 'publisher' ? programs.one : programs.two,
          publisherParticipantId: `${this.word(`${mail}-mail`)}@x.example`,
          publisherEventData: { text: this.word(word) },
        }),
      ]);
    }
  }

  /** Keys that are bound, with all that they may have besides. */
  clients: Record<string, GqlClient> = {};
}
