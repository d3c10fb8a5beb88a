import type { Campus, CampusCourse, CampusPerson } from './campus';
import { hex, pick, type Random, uuid } from './seeded-random';

/** What one generated event is about. */
export interface Occasion {
  readonly campus: Campus;
  readonly person: CampusPerson;
  readonly course: CampusCourse;
  /** ISO 8601, UTC, milliseconds. */
  readonly time: string;
}

/** A generated Caliper event, before it is text. */
export type Payload = Record<string, unknown>;

const CALIPER = 'http://purl.imsglobal.org/ctx/caliper/v1p1';
const BLACKBOARD = 'http://caliper.blackboard.com/ctx/caliper/v1/Context';
const BOTH = [BLACKBOARD, CALIPER];
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** An assignment started, submitted or completed, in the shape of Blackboard Learn's AssignableEvent. */
export function assignablePayload(random: Random, occasion: Occasion): Payload {
  const { campus, person, course, time } = occasion;
  const item = {
    dateToSubmit: '2026-12-18T22:59:00.000Z',
    maxAttempts: 3,
    maxSubmits: 3,
    maxScore: 60,
    id: `${campus.site}/gradableItems/_${Math.floor(random() * 90_000)}_1`,
    type: 'AssignableDigitalResource',
    name: `Worksheet ${Math.floor(random() * 40)}: ${course.name}`,
    description: `Hand in one document. Late work is read, and marked down a grade a day. ${padding(random, 5)}`,
    creators: [],
    learningObjectives: [],
    keywords: [],
  };
  return {
    '@context': CALIPER,
    type: 'AssignableEvent',
    ...head(random, person),
    action: pick(random, ['Started', 'Submitted', 'Completed']),
    object: item,
    generated: {
      startedAtTime: time,
      id: `${item.id}/attempts/_${Math.floor(random() * 900_000)}_1`,
      type: 'Attempt',
      assignable: item,
      assignee: personOf(person),
      count: 1 + Math.floor(random() * 3),
    },
    ...tail(occasion),
  };
}

/** An LTI link followed, or come back from, in the shape of Blackboard Learn's LTIEvent. */
export function ltiPayload(random: Random, occasion: Occasion): Payload {
  const { campus, person, course } = occasion;
  const launch = uuid(random);
  const host = 'https://learn.example.edu';
  return {
    '@context': BOTH,
    type: 'http://caliper.blackboard.com/caliper/v1/LTIEvent',
    ...head(random, person),
    action: pick(random, ['LoggedIn', 'LoggedOut']),
    object: {
      '@context': BOTH,
      type: 'http://caliper.blackboard.com/caliper/v1/LTILaunchInfo',
      id: `${campus.site}/ltiLaunches/${launch}`,
      name: '',
      description: '',
      launchUrl: 'https://lab.example.org/lti/launch',
      launchParameters: {
        lti_message_type: 'basic-lti-launch-request',
        lti_version: 'LTI-1p0',
        resource_link_id: `_${Math.floor(random() * 90_000)}_1`,
        context_id: course.courseId,
        context_label: course.courseNumber,
        context_title: course.name,
        user_id: person.iri.slice(-32),
        roles: `urn:lti:role:ims/lis/${person.role}`,
        lis_person_sourcedid: person.externalId,
        launch_presentation_locale: 'en-GB',
        launch_presentation_document_target: 'window',
        launch_presentation_return_url: `${host}/webapps/blackboard/execute/blti/launchReturn?launch_id=${launch}`,
        tool_consumer_info_product_family_code: 'BlackboardLearn',
        tool_consumer_info_version: '3900.112.0',
        tool_consumer_instance_guid: hex(random, 32),
        tool_consumer_instance_name: 'Example University',
        custom_caliper_profile_url: `${host}/learn/api/v1/telemetry/caliper/profile/ultra`,
        custom_tc_profile_url: `${host}/learn/api/v1/lti/profile?lti_version=LTI-1p0`,
        ext_launch_id: launch,
        ext_lms: 'bb-3900.112.0',
        oauth_callback: 'about:blank',
        oauth_signature_method: 'HMAC-SHA1',
        oauth_version: '1.0',
      },
      customParameters: { unit: `unit-${Math.floor(random() * 30)}`, mode: 'review' },
      extensions: {},
    },
    ...tail(occasion),
  };
}

/** Course content made, changed or deleted, in the shape of Blackboard Learn's ContentEvent. */
export function contentPayload(random: Random, occasion: Occasion): Payload {
  const { campus, person } = occasion;
  const id = `${campus.site}/content/_${Math.floor(random() * 90_000)}_1`;
  const change = (oldValue: unknown, newValue: unknown) => ({ oldValue, newValue });
  return {
    '@context': BOTH,
    type: 'http://caliper.blackboard.com/caliper/v1/ContentEvent',
    ...head(random, person),
    action: pick(random, ['Created', 'Modified', 'Deleted']),
    object: {
      '@context': BOTH,
      type: 'http://caliper.blackboard.com/caliper/v1/Content',
      id,
      name: `Reading ${Math.floor(random() * 400)}`,
      description: `Chapter and questions for the week. ${padding(random, 4)}`,
      handler: pick(random, ['resource/x-bb-folder', 'resource/x-bb-document']),
      isLesson: false,
      isFolder: random() < 0.3,
      isGroupContent: false,
      dataVersion: 3,
      renderType: 'REG',
      aggregationModel: 'Last',
      extensions: {},
    },
    generated: {
      '@context': BOTH,
      type: 'http://caliper.blackboard.com/caliper/v1/UpdatedContentProperties',
      id: `${id}/updatedProperties`,
      position: change(null, Math.floor(random() * 20)),
      title: change('Reading', `Reading ${Math.floor(random() * 400)}`),
      mainData: change(null, padding(random, 6)),
      startDate: null,
      endDate: null,
      isTracked: change(null, false),
      isReviewable: change(null, false),
      linkRef: null,
      url: null,
      allowGuests: change(false, true),
      allowObservers: change(null, true),
      parentId: null,
      extendedData: change(null, {}),
      isPartiallyVisible: change(null, false),
      attachedFilesCount: change(null, 0),
    },
    ...tail(occasion),
  };
}

/** Someone logged in or out of the site, in the shape of Blackboard Learn's SessionEvent: it names no course. */
export function sessionPayload(random: Random, occasion: Occasion): Payload {
  const { campus, person, time } = occasion;
  const extensions = {
    'bb:request.headers.agent': `${AGENT} ${padding(random, 4)}`,
    'bb:request.headers.ipAddress': `198.51.100.${Math.floor(random() * 250)}`,
  };
  const learn = {
    id: `${campus.site}/applications/learn`,
    type: 'SoftwareApplication',
    extensions,
  };
  return {
    '@context': CALIPER,
    type: 'SessionEvent',
    ...head(random, person),
    action: pick(random, ['LoggedIn', 'LoggedOut', 'TimedOut']),
    object: learn,
    target: {
      id: campus.site,
      type: 'DigitalResource',
      creators: [],
      learningObjectives: [],
      keywords: [],
    },
    eventTime: time,
    edApp: learn,
    ...sessions(occasion),
    extensions: {},
  };
}

function head(random: Random, person: CampusPerson) {
  return { id: `urn:uuid:${uuid(random)}`, actor: { ...personOf(person), name: person.name } };
}

function tail(occasion: Occasion) {
  const { campus, person, course, time } = occasion;
  return {
    eventTime: time,
    edApp: { id: `${campus.site}/applications/learn`, type: 'SoftwareApplication' },
    group: courseOf(course),
    membership: {
      id: `${course.iri}/members/${person.iri.slice(-32)}`,
      type: 'Membership',
      extensions: {
        'bb:course.id': course.courseId,
        'bb:course.externalId': course.courseNumber,
        'bb:user.id': person.userId,
        'bb:user.externalId': person.externalId,
      },
      member: personOf(person),
      organization: courseOf(course),
      roles: [person.role],
      status: 'Active',
    },
    ...sessions(occasion),
    extensions: {},
  };
}

function sessions({ campus, person, time }: Occasion) {
  // One session a day: its events come close together, as people work.
  const name = `${person.iri.slice(-24)}${time.slice(0, 10).replaceAll('-', '')}`.toUpperCase();
  const id = `${campus.site}/sessions/${name}`;
  return {
    federatedSession: {
      startedAtTime: time,
      id,
      type: 'LtiSession',
      name,
      dateCreated: time,
      user: personOf(person),
    },
    session: { id, type: 'Session' },
  };
}

function personOf({ iri, userId, externalId }: CampusPerson) {
  return {
    id: iri,
    type: 'Person',
    extensions: { 'bb:user.id': userId, 'bb:user.externalId': externalId },
  };
}

function courseOf({ iri, courseId, courseNumber, name }: CampusCourse) {
  return {
    id: iri,
    type: 'CourseOffering',
    extensions: { 'bb:course.id': courseId },
    members: [],
    name,
    courseNumber,
  };
}

/** Text that does not compress to nothing. */
function padding(random: Random, words: number): string {
  return Array.from({ length: words }, () => hex(random, 12)).join(' ');
}
