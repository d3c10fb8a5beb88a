import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

/** The query page: one HTML document that loads nothing from anywhere else. */
export function graphiqlPage(defaultQuery: string): string {
  return renderGraphiQL({ title: 'Learning Event Gateway', endpoint: '/graphql', defaultQuery });
}
