import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GatewayClient } from '../client/gateway-client';

const TERM = join(__dirname, '..', '..', 'examples', 'sample-term');

interface Receipt {
  readonly id: string;
  readonly received: number;
  readonly stored: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly rejected: number;
  readonly outcomes: readonly { readonly quarantineId: string | null }[];
}

const RECEIPT = `id received stored duplicates quarantined rejected outcomes { quarantineId }`;

const readText = (...path: string[]): string => readFileSync(join(TERM, ...path), 'utf8');
const readJson = <T>(...path: string[]): T => JSON.parse(readText(...path)) as T;

/**
 * Loads the sample term through the gateway's own mutations: the roster, what the learning platform and
 * the grade book sent, and what the hub's publisher sent.
 * @param say is given a line for each step.
 */
export async function loadTerm(client: GatewayClient, say: (line: string) => void): Promise<void> {
  await loadRoster(client, say);
  const waiting: string[] = [];
  for (const file of readdirSync(join(TERM, 'caliper')).sort()) {
    const receipt = await ingest(client, readText('caliper', file));
    say(`ingestCaliperText   ${file.padEnd(42)} ${inWords(receipt)}`);
    for (const { quarantineId } of receipt.outcomes) if (quarantineId) waiting.push(quarantineId);
  }
  await repair(client, waiting, say);
  const again = readText('caliper', '03-assignment-1p1.json');
  say(
    `ingestCaliperText   ${'03-assignment-1p1.json once more'.padEnd(42)} ${inWords(await ingest(client, again))}`,
  );
  await loadHub(client, say);
}

async function loadRoster(client: GatewayClient, say: (line: string) => void): Promise<void> {
  const steps = [
    ['upsertPersons', 'persons', '[PersonInput!]!'],
    ['upsertCourses', 'courses', '[CourseInput!]!'],
    ['upsertMemberships', 'memberships', '[MembershipInput!]!'],
  ] as const;
  for (const [mutation, name, type] of steps) {
    const answer = await client.ask<Record<string, readonly unknown[]>>(
      `mutation ($${name}: ${type}) { ${mutation}(${name}: $${name}) { id } }`,
      readJson('roster', `${name}.json`),
    );
    say(`${mutation.padEnd(20)}${`${name}.json`.padEnd(42)} ${answer[mutation]?.length} ${name}`);
  }
}

async function ingest(client: GatewayClient, text: string): Promise<Receipt> {
  const { receipt } = await client.ask<{ receipt: Receipt }>(
    `mutation ($text: String!) { receipt: ingestCaliperText(text: $text) { ${RECEIPT} } }`,
    { text },
  );
  return receipt;
}

async function repair(
  client: GatewayClient,
  ids: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  const { quarantine } = await client.ask<{
    quarantine: { edges: { node: { code: string; suggestedRepair: Repair | null } }[] };
  }>(
    '{ quarantine(first: 10) { edges { node { code suggestedRepair { fixes { message line } } } } } }',
  );
  for (const { node } of quarantine.edges) {
    say(`quarantine          ${node.code}`);
    for (const { message, line } of node.suggestedRepair?.fixes ?? [])
      say(`  suggested repair  line ${line}: ${message}`);
  }
  const { receipt } = await client.ask<{ receipt: Receipt }>(
    `mutation ($ids: [ID!]!) { receipt: replayQuarantine(ids: $ids, applySuggestion: true) { ${RECEIPT} } }`,
    { ids },
  );
  say(`replayQuarantine    ${'the same text, repaired'.padEnd(42)} ${inWords(receipt)}`);
}

interface Repair {
  readonly fixes: readonly { readonly message: string; readonly line: number }[];
}

async function loadHub(client: GatewayClient, say: (line: string) => void): Promise<void> {
  const { receipt } = await client.ask<{ receipt: Receipt }>(
    `mutation ($events: [HubEventInput!]!) { receipt: publishHubEvents(events: $events) { ${RECEIPT} } }`,
    readJson('hub', 'events.json'),
  );
  say(`publishHubEvents    ${'events.json'.padEnd(42)} ${inWords(receipt)}`);
  const link = readJson<{ person: unknown; identifier: { value: string } }>('hub', 'link.json');
  const { person } = await client.ask<{ person: { id: string; name: string } }>(
    'query ($person: IdentifierInput!) { person(identifier: $person) { id name } }',
    link,
  );
  await client.ask(
    'mutation ($id: ID!, $identifier: IdentifierInput!) { linkIdentifier(personId: $id, identifier: $identifier) { id } }',
    { id: person.id, identifier: link.identifier },
  );
  say(`linkIdentifier      ${link.identifier.value} is ${person.name}`);
}

function inWords({ stored, duplicates, quarantined, rejected }: Receipt): string {
  const parts = Object.entries({ stored, duplicates, quarantined, rejected });
  return parts
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${count} ${word}`)
    .join(', ');
}
