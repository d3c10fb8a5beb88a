import type { GraphiqlExample } from './graphiql-example';

/** What happened, asked of the sample term that `npm run demo` loads; other data has other names. */
export const GRAPHIQL_QUESTIONS: readonly GraphiqlExample[] = [
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
];
