import { unique, urn } from './ids';

type Fields = Record<string, unknown>;

export const V1P1 = 'http://purl.imsglobal.org/ctx/caliper/v1p1';
export const V1P2 = 'http://purl.imsglobal.org/ctx/caliper/v1p2';
const PURL = 'http://purl.imsglobal.org/caliper/v1';
const BB = 'http://caliper.blackboard.com/caliper/v1';

/** People and a course of one test, by IRIs that no other test has. */
export class Term {
  readonly site = `https://lms.example/v1/sites/${unique('site')}`;
  readonly sensor = unique('sensor');
  readonly ada = `${this.site}/users/ada`;
  readonly ben = `${this.site}/users/ben`;
  readonly biology = `${this.site}/courses/bio`;
  readonly batchUid = unique('BIO-101');

  person(id: string, more: Fields = {}): Fields {
    return { id, type: 'Person', ...more };
  }

  course(more: Fields = {}): Fields {
    return { id: this.biology, type: 'CourseOffering', courseNumber: this.batchUid, ...more };
  }

  membership(member: string, roles: readonly string[], more: Fields = {}): Fields {
    return {
      id: `${this.biology}/members/${member.split('/').at(-1)}`,
      type: 'Membership',
      member,
      organization: this.biology,
      roles,
      status: 'Active',
      ...more,
    };
  }

  /** An envelope of this term's sensor. */
  envelope(data: readonly unknown[], more: Fields = {}): Fields {
    const sendTime = '2026-03-02T09:30:01.000Z';
    return { sensor: this.sensor, sendTime, dataVersion: V1P1, data, ...more };
  }

  /** A conformant event of Caliper 1.1: Ada navigates in biology. */
  navigation(more: Fields = {}): Fields {
    return {
      '@context': V1P1,
      id: urn(),
      type: 'NavigationEvent',
      actor: this.person(this.ada),
      action: 'NavigatedTo',
      object: { id: `${this.site}/pages/1`, type: 'WebPage', name: 'Syllabus' },
      eventTime: '2026-03-02T09:30:00.000Z',
      edApp: { id: `${this.site}/applications/learn`, type: 'SoftwareApplication' },
      group: this.course(),
      membership: this.membership(this.ada, ['Learner']),
      session: { id: `${this.site}/sessions/s1`, type: 'Session' },
      ...more,
    };
  }

  /** Blackboard Learn's launch in Caliper 1.0: no id, a context each, full of nulls. */
  launch(more: Fields = {}): Fields {
    const nulls = { name: null, description: null, dateCreated: null, dateModified: null };
    return {
      '@context': 'http://caliper.blackboard.com/ctx/caliper/v1/Context',
      '@type': `${BB}/LTIEvent`,
      actor: {
        '@id': this.ada,
        '@type': `${PURL}/lis/Person`,
        extensions: { 'bb:user.id': '_1_2', 'bb:user.externalId': 'ada.l' },
        ...nulls,
      },
      action: 'http://caliper.blackboard.com/vocab/caliper/v1/action#LTILaunch',
      object: {
        '@id': 'https://tool.example/launch/1',
        '@type': `${BB}/LTILaunchInfo`,
        launchUrl: 'https://tool.example/launch',
        launchParameters: { resource_link_id: 'link-1', roles: 'Learner' },
        customParameters: { custom_unit: '7' },
      },
      target: null,
      generated: null,
      eventTime: '2026-01-14T20:54:42.802Z',
      edApp: { '@id': this.site, '@type': `${PURL}/SoftwareApplication`, ...nulls },
      group: null,
      membership: {
        '@id': `${this.biology}/members/ada`,
        '@type': `${PURL}/lis/Membership`,
        member: this.ada,
        organization: this.biology,
        roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
        status: 'http://purl.imsglobal.org/vocab/lis/v2/status#Active',
        ...nulls,
      },
      federatedSession: `${this.site}/sessions/f1`,
      ...more,
    };
  }

  /** The return from the tool. */
  launchReturn(): Fields {
    return this.launch({
      action: 'http://caliper.blackboard.com/vocab/caliper/v1/action#LTILaunchReturn',
      object: {
        '@id': 'https://tool.example/return/1',
        '@type': `${BB}/LTILaunchReturnInfo`,
        destinationUrl: 'https://lms.example/back',
        linkId: 'link-1',
        launchTime: '2026-01-14T20:54:42.802Z',
      },
      eventTime: '2026-01-14T21:00:09.436Z',
    });
  }

  /** Blackboard Learn's launch in Caliper 1.1: sent bare, its id no URN, its action LoggedIn. */
  bareLaunch(): Fields {
    const user = this.person(this.ada, { extensions: { 'bb:user.externalId': 'ada.l' } });
    return {
      '@context': ['http://caliper.blackboard.com/ctx/caliper/v1/Context', V1P1],
      type: `${BB}/LTIEvent`,
      id: urn().slice('urn:uuid:'.length),
      actor: user,
      action: 'LoggedIn',
      object: {
        id: `${this.site}/ltiLaunches/1`,
        type: `${BB}/LTILaunchInfo`,
        launchUrl: 'https://tool.example/launch',
        launchParameters: { context_id: '_41_1' },
        customParameters: {},
      },
      eventTime: '2026-02-01T17:38:11.660Z',
      federatedSession: { id: `${this.site}/sessions/f2`, type: 'LtiSession', user },
      session: { id: `${this.site}/sessions/f2`, type: 'Session' },
    };
  }

  /** Work on an assignment. */
  assignable(action: string, more: Fields = {}): Fields {
    const object = {
      id: `${this.site}/gradableItems/_1_1`,
      type: 'AssignableDigitalResource',
      name: 'Essay 1',
    };
    return this.navigation({
      type: 'AssignableEvent',
      action,
      object,
      generated: {
        id: `${this.site}/gradableItems/_1_1/attempts/_9_1`,
        type: 'Attempt',
        assignable: object,
        assignee: this.person(this.ada),
        count: 2,
        startedAtTime: '2026-03-02T09:00:00.000Z',
        endedAtTime: '2026-03-02T09:30:00.000Z',
        duration: 'PT30M',
      },
      federatedSession: {
        id: `${this.site}/sessions/`,
        type: 'LtiSession',
        user: this.person(this.ada),
      },
      ...more,
    });
  }

  /** A group assignment, completed: the course stands one level lower. */
  groupAssignment(): Fields {
    const extensions = {
      'bb:group.users': [
        { id: '_1_2', uuid: 'ada', batchUId: 'ada.l' },
        { id: '_1_3', uuid: 'ben', batchUId: 'ben.b' },
      ],
    };
    const group = {
      id: `${this.biology}/groups/g1`,
      type: 'Group',
      extensions,
      subOrganizationOf: this.course(),
    };
    return this.assignable('Completed', { group, extensions });
  }

  /** A folder created by an instructor in Blackboard Learn, with its change log. */
  content(action = 'Create'): Fields {
    const unchanged = { title: null, startDate: null, linkRef: null };
    return this.launch({
      '@type': `${BB}/ContentEvent`,
      action: `http://caliper.blackboard.com/vocab/caliper/v1/action#${action}`,
      object: {
        '@id': `${this.site}/content/_11_1`,
        '@type': `${BB}/Content`,
        handler: 'resource/x-bb-folder',
        isFolder: true,
        dataVersion: 3,
      },
      generated: {
        '@id': `${this.site}/content/_11_1/updatedProperties`,
        '@type': `${BB}/UpdatedContentProperties`,
        position: { oldValue: null, newValue: -1 },
        isTracked: { oldValue: true, newValue: false },
        ...unchanged,
      },
      eventTime: '2026-03-16T17:23:46.224Z',
    });
  }

  /** A grade given by the gradebook, in Caliper 1.2. */
  grade(): Fields {
    return this.navigation({
      '@context': V1P2,
      type: 'GradeEvent',
      profile: 'GradingProfile',
      action: 'Graded',
      actor: { id: `${this.site}/applications/grades`, type: 'SoftwareApplication' },
      object: {
        id: `${this.site}/gradableItems/_1_1/attempts/_9_1`,
        type: 'Attempt',
        assignee: this.person(this.ada),
        assignable: `${this.site}/gradableItems/_1_1`,
        count: 2,
      },
      generated: {
        id: `${this.site}/scores/1`,
        type: 'Score',
        attempt: `${this.site}/gradableItems/_1_1/attempts/_9_1`,
        maxScore: 60,
        scoreGiven: 56.5,
        scoredBy: { id: `${this.site}/applications/grades`, type: 'SoftwareApplication' },
        comment: 'good',
      },
    });
  }
}

/** A Learning Hub event that keeps every rule. */
export function hubEvent(more: Fields = {}): Fields {
  return {
    publisherProgramId: 'CardioCert',
    publisherSystemId: 'LB',
    eventType: 'AI_COMP_SUCCESS',
    publisherEventId: unique('AI'),
    publisherParticipantId: unique('participant'),
    publisherEventData: { activity: 'Infection control', hours: 1.5 },
    eventStartUtc: '2026-03-02T09:30:00.000Z',
    eventEndUtc: '2026-03-02T11:00:00.000Z',
    ...more,
  };
}

/** A hub event, or the given one, as the Learning Hub itself spells it. */
export function pascalEvent(more: Fields = {}, event: Fields = hubEvent()): Fields {
  const spelled = Object.entries(event).map(([name, value]) => [
    name.replace(/^./, (first) => first.toUpperCase()),
    value,
  ]);
  return { ...(Object.fromEntries(spelled) as Fields), ...more };
}
