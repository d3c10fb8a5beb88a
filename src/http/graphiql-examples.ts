/** An operation that the query page opens with, in a tab of its own. */
export interface GraphiqlExample {
  /** The name of its operation, and so of its tab. */
  readonly name: string;
  /** The document: a comment that says what it is, and one operation. */
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Questions about the sample term that `npm run demo` loads; with other data they need other names. */
export const GRAPHIQL_EXAMPLES: readonly GraphiqlExample[] = [
  {
    name: 'WhatHappenedInACourse',
    query: `# Events of a course, the latest first, joined to who did it and in which role.
query WhatHappenedInACourse {
  course(courseNumber: "BIO-110") {
    name
    academicSession
    events(first: 5, filter: { types: ["AssignableEvent", "GradeEvent", "ContentEvent"] }) {
      edges {
        node {
          __typename
          action
          occurredAt
          roles
          person { name email }
          membership { roles status }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}
`,
  },
  {
    name: 'WhatAPersonDid',
    query: `# Everything about one person, from every sender: each type of event has its own fields.
query WhatAPersonDid {
  person(identifier: { type: EMAIL, value: "ada.reyes@example.edu" }) {
    name
    identifiers { type system value }
    events(first: 20, orderBy: OCCURRED_ASC) {
      edges {
        node {
          __typename
          type
          action
          occurredAt
          course { courseNumber }
          ... on LtiEvent {
            launch { launchUrl customParameters }
            launchReturn { destinationUrl launchTime }
          }
          ... on AssignableEvent {
            assignable { name }
            attempt { count startedAt }
          }
          ... on HubEvent {
            eventId
            publisherEventId
            publisherEventData
          }
        }
      }
    }
  }
}
`,
  },
  {
    name: 'WhatChanged',
    query: `# What an instructor changed in the course's content, property by property.
query WhatChanged {
  events(filter: { types: ["ContentEvent"] }, orderBy: OCCURRED_ASC) {
    edges {
      node {
        action
        occurredAt
        person { name }
        course { courseNumber }
        ... on ContentEvent {
          content { id }
          changes { name oldValue newValue }
        }
      }
    }
  }
}
`,
  },
  {
    name: 'Grades',
    query: `# Who was graded, on what, with what: from another sender, and the same persons.
query Grades {
  events(filter: { types: ["GradeEvent"] }) {
    edges {
      node {
        occurredAt
        person { name }
        ... on GradeEvent {
          attempt { count duration assignee { id } }
          score { scoreGiven maxScore comment }
        }
      }
    }
  }
}
`,
  },
  {
    name: 'GroupWork',
    query: `# A group handed in together: the members are persons of the directory.
query GroupWork {
  events(filter: { types: ["AssignableEvent"], actions: ["Completed"] }) {
    edges {
      node {
        occurredAt
        person { name }
        course { courseNumber }
        ... on AssignableEvent {
          assignable { name }
          groupMembers { name email }
        }
      }
    }
  }
}
`,
  },
  {
    name: 'ActivityByDay',
    query: `# How much happened each day, and how many persons took part. Counted in the database.
query ActivityByDay {
  course(courseNumber: "STA-210") {
    name
    activity(bucket: DAY, groupBy: [TYPE]) { start type count persons }
  }
}
`,
  },
  {
    name: 'PublishHubEvents',
    query: `# Publish: one outcome for each event. Run it twice: the second time it is a DUPLICATE.
mutation PublishHubEvents($events: [HubEventInput!]!) {
  publishHubEvents(events: $events) {
    received
    stored
    duplicates
    rejected
    outcomes {
      status
      event { id person { name } }
      problems { code path message }
    }
  }
}
`,
    variables: {
      events: [
        {
          publisherProgramId: 'RowanHillCE',
          publisherSystemId: 'LB',
          eventType: 'AI_COMP_SUCCESS',
          publisherEventId: 'AI:20600',
          publisherParticipantId: 'ada.reyes@example.edu',
          publisherEventData: { activity: 'First aid', hours: 3 },
          eventStartUtc: '2026-11-18T09:00:00.000Z',
        },
        {
          publisherProgramId: 'RowanHillCE',
          publisherSystemId: 'XY',
          eventType: 'AI_COMP_SUCCESS',
          publisherEventId: 'AI:20601',
          publisherParticipantId: 'ada.reyes@example.edu',
          publisherEventData: {},
          eventStartUtc: 'yesterday',
        },
      ],
    },
  },
  {
    name: 'CheckCaliper',
    query: `# A dry run: what is wrong with an envelope, and nothing is stored.
query CheckCaliper($envelope: JSON!) {
  validateCaliper(envelope: $envelope) {
    conformant
    events
    issues { severity code path message }
  }
}
`,
    variables: {
      envelope: {
        sensor: 'https://learn.example.edu/sensor',
        sendTime: '2026-11-18T09:00:00.000Z',
        dataVersion: 'http://purl.imsglobal.org/ctx/caliper/v1p2',
        data: [
          {
            '@context': 'http://purl.imsglobal.org/ctx/caliper/v1p2',
            id: 'urn:uuid:0b5e2f4c-8d0e-4f55-9c0a-3f1a7a6f1c11',
            type: 'NavigationEvent',
            actor: { id: 'https://learn.example.edu/users/7', type: 'Person' },
            action: 'NavigatedFrom',
            object: { id: 'https://learn.example.edu/pages/1', type: 'WebPage' },
            eventTime: '18 November 2026',
          },
        ],
      },
    },
  },
  {
    name: 'Quarantine',
    query: `# What arrived and could not be taken as an event, with its reason, its place and, where it is safe,
# a repair. replayQuarantine(ids: [...], applySuggestion: true) takes it in.
query Quarantine {
  quarantine(first: 20) {
    edges {
      node {
        id
        code
        receivedAt
        resolvedAt
        problems { message line column }
        suggestedRepair { fixes { code message line } }
      }
    }
  }
}
`,
  },
  {
    name: 'Feed',
    query: `# For a reader that keeps up: pass endCursor as "after" next time, and no event is ever missed.
query Feed($after: String) {
  events(orderBy: RECEIVED_ASC, first: 20, after: $after) {
    edges { node { id source type receivedAt } }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
];
