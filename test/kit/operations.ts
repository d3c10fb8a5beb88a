import { type Data, type GqlClient, items } from './gql';

const RECEIPT = `{
  id source receivedAt received stored duplicates quarantined rejected
  outcomes { index status quarantineId event { id } problems { code message path severity required came line column offset } }
}`;

export const INGEST = `mutation ($body: JSON!) { ingestCaliper(envelope: $body) ${RECEIPT} }`;
export const INGEST_TEXT = `mutation ($text: String!) { ingestCaliperText(text: $text) ${RECEIPT} }`;
export const PUBLISH = `mutation ($events: [HubEventInput!]!) { publishHubEvents(events: $events) ${RECEIPT} }`;
export const REPLAY = `mutation ($ids: [ID!]!, $text: String, $apply: Boolean) {
  replayQuarantine(ids: $ids, repairedText: $text, applySuggestion: $apply) ${RECEIPT}
}`;

/** Sends a Caliper body as JSON. @returns the receipt. */
export async function ingest(gateway: GqlClient, body: unknown): Promise<Data> {
  return (await gateway.ask(INGEST, { body }))['ingestCaliper'];
}

/** Sends a Caliper body as text. @returns the receipt. */
export async function ingestText(gateway: GqlClient, text: string): Promise<Data> {
  return (await gateway.ask(INGEST_TEXT, { text }))['ingestCaliperText'];
}

/** Sends hub events. @returns the receipt. */
export async function publish(gateway: GqlClient, events: readonly unknown[]): Promise<Data> {
  return (await gateway.ask(PUBLISH, { events }))['publishHubEvents'];
}

/** Replays quarantined items. @returns the receipt. */
export async function replay(
  gateway: GqlClient,
  ids: readonly string[],
  how: { text?: string; apply?: boolean } = {},
): Promise<Data> {
  return (await gateway.ask(REPLAY, { ids, ...how }))['replayQuarantine'];
}

/** The statuses of a receipt's outcomes, in their order. */
export function statuses(receipt: Data): string[] {
  return items(receipt['outcomes']).map(({ status }: Data) => status as string);
}

/** The ids of the events of a receipt's outcomes; null where there is none. */
export function eventIds(receipt: Data): (string | null)[] {
  return items(receipt['outcomes']).map(({ event }: Data) => (event?.id ?? null) as string | null);
}

/** The nodes of a connection. */
export function nodes(connection: Data): Data[] {
  return items(connection['edges']).map(({ node }: Data) => node as Data);
}
