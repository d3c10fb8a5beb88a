/** What an HTTP door answered. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; null for an empty one. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a type for each answer would say everything twice
  readonly json: any;
}

/** Sends a request to a door, and gives back whatever came. */
export async function httpSend(url: string, init: RequestInit = {}): Promise<HttpAnswer> {
  const response = await fetch(url, init);
  const { status, headers } = response;
  const text = await response.text();
  const isJson = headers.get('content-type')?.includes('json') === true && text !== '';
  return { status, headers, text, json: isJson ? JSON.parse(text) : null };
}

/** Posts a body, JSON unless the headers say otherwise. */
export function httpPost(
  url: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<HttpAnswer> {
  return httpSend(url, {
    method: 'POST',
    body: body as BodyInit,
    headers: { 'content-type': 'application/json', ...headers },
  });
}
