/** What a GraphQL server answers (GraphQL over HTTP, section 7). */
interface GraphqlAnswer<T> {
  readonly data?: T | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string };
  }[];
}

/** Asks a gateway over HTTP, as any other client would. */
export class GatewayClient {
  private readonly endpoint: string;

  /** @param url where the gateway listens: `http://127.0.0.1:4000`. */
  constructor(url: string) {
    this.endpoint = new URL('/graphql', url).href;
  }

  /**
   * Runs one operation.
   * @throws Error with the code and message of the first GraphQL error, or when nobody answers.
   */
  async ask<T>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const response = await fetch(this.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as GraphqlAnswer<T>;
    const [error] = errors ?? [];
    if (error) throw new Error(`${error.extensions?.code ?? 'ERROR'}: ${error.message}`);
    if (!data) throw new Error(`data was required; HTTP ${response.status} came without any`);
    return data;
  }
}
