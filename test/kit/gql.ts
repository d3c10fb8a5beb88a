import { isDeepStrictEqual } from 'node:util';

/** What the HTTP door answered. */
export interface GqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The answer's text, as it came. */
  readonly text: string;
  readonly data: Data | null;
  readonly errors: readonly GqlError[];
}

/** An error as a client sees it. */
export interface GqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** What GraphQL answered; tests know the shape that they asked for. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a type for each answer would say everything twice
export type Data = Record<string, any>;

/** A list in an answer. */
export function items(list: Data[string]): Data[] {
  return list as Data[];
}

export type Variables = Readonly<Record<string, unknown>>;

/** Times that a query is asked: at the fourth the gateway compiles it. */
const REPEATS = 6;

/** A client over HTTP, as a front-end has one. */
export class GqlClient {
  private readonly repeated = new Set<string>();

  /** @param repeat asks each new query several times over, and fails where the answers differ. */
  constructor(
    readonly url: string,
    private readonly repeat: boolean,
    /** Sent with every request. */
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  /** Asks once, and gives back whatever came. */
  async send(query: string, variables: Variables = {}): Promise<GqlAnswer> {
    return this.post(JSON.stringify({ query, variables }));
  }

  /** Posts a body as it is. */
  async post(body: string, headers: Record<string, string> = {}): Promise<GqlAnswer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.headers, ...headers },
      body,
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    const { data, errors } = (isJson ? JSON.parse(text) : {}) as Partial<GqlAnswer>;
    const { status } = response;
    return { status, headers: response.headers, text, data: data ?? null, errors: errors ?? [] };
  }

  /** Asks, and gives back the data. @throws when there are errors. */
  async ask(query: string, variables: Variables = {}): Promise<Data> {
    const answer = await this.same(query, variables);
    if (answer.errors.length > 0 || answer.data === null) {
      throw new Error(
        `GraphQL answered ${answer.status}: ${answer.text.slice(0, 2000)}\n${this.explain()}`,
      );
    }
    return answer.data;
  }

  /** Asks for something that must fail, and gives back the first error. */
  async fail(query: string, variables: Variables = {}): Promise<GqlError> {
    const { errors, text } = await this.same(query, variables);
    const [error] = errors;
    if (!error) throw new Error(`an error was expected; this came: ${text.slice(0, 500)}`);
    return error;
  }

  /** What the other side says of the last error. */
  protected explain(): string {
    return '';
  }

  private async same(query: string, variables: Variables): Promise<GqlAnswer> {
    const first = await this.send(query, variables);
    if (!this.repeat || /^\s*mutation/.test(query) || this.repeated.has(query)) return first;
    this.repeated.add(query);
    for (let at = 1; at < REPEATS; at += 1) {
      const again = await this.send(query, variables);
      if (!isDeepStrictEqual(lasting(again), lasting(first))) {
        throw new Error(
          `at call ${at + 1} the answer was\n${again.text}\nand first\n${first.text}\n${this.explain()}`,
        );
      }
    }
    return first;
  }
}

/** All of an answer that must not change from call to call. */
function lasting({ status, data, errors }: GqlAnswer): unknown {
  return {
    status,
    data,
    errors: errors.map(({ message, path, extensions }) => ({ message, path, extensions })),
  };
}
