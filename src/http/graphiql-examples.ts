import type { GraphiqlExample } from './graphiql-example';
import { GRAPHIQL_QUESTIONS } from './graphiql-questions';

/** The tabs that the query page opens with, in their order. */
export const GRAPHIQL_EXAMPLES: readonly GraphiqlExample[] = [
  ...GRAPHIQL_QUESTIONS,
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
