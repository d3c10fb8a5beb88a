/** A question that no subgraph can answer alone: who says what stands beside each field. */
export const SAMPLE_QUERY = `query CatalogueWithActivity {
  catalogue {                              # catalogue
    courseNumber title credits
    workload                               # catalogue, from the gateway's counts (@requires)
    activityTotals { count persons }       # learning-events
    events(first: 3, orderBy: OCCURRED_ASC) {
      edges {
        node {
          __typename type occurredAt       # learning-events: an interface
          ... on AssignableEvent { assignable { name } }
          person {
            name                           # people, in the gateway's place (@override)
            avatar                         # people
          }
        }
      }
      pageInfo { hasNextPage }
    }
  }
}
`;
