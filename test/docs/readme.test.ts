import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { GatewayClient } from '../../scripts/client/gateway-client';
import { withOwnGateway } from '../../scripts/corpus/own-gateway';
import { loadTerm } from '../../scripts/demo/load-term';
import { SECRETS, VARIABLES } from '../../src/config';
import { GRAPHIQL_EXAMPLES } from '../../src/http/graphiql-examples';
import { createSchema } from '../../src/schema';

// A gateway is started, and on a busy machine that takes its time.
jest.setTimeout(60_000);

const ROOT = join(__dirname, '..', '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const CONFIGURATION = readFileSync(join(ROOT, 'docs', 'configuration.md'), 'utf8');

/** An operation of the README, and the answer that stands below it; null where none does. */
interface Told {
  readonly operation: string;
  readonly answer: unknown;
}

function told(): Told[] {
  const blocks = [
    ...README.matchAll(/```graphql\n([\s\S]*?)\n```(?:\n\n```json\n([\s\S]*?)\n```)?/g),
  ];
  return blocks.map(([, operation = '', answer]) => ({
    operation,
    answer: answer === undefined ? null : (JSON.parse(answer) as unknown),
  }));
}

/** What is wrong with a document. */
function faults(schema: GraphQLSchema, document: string): string[] {
  return validate(schema, parse(document)).map(({ message }) => message);
}

describe('the README', () => {
  const schema = createSchema();

  it('shows operations that the schema knows', () => {
    expect(told().length).toBeGreaterThan(6);
    for (const { operation } of told()) expect(faults(schema, operation)).toEqual([]);
  });

  it('shows the answers that the gateway gives when it is asked in that order', () =>
    withOwnGateway(async (url) => {
      const client = new GatewayClient(url);
      await loadTerm(client, () => undefined);
      const asked = told().filter(({ answer }) => answer !== null);
      expect(asked.length).toBeGreaterThan(4);
      for (const { operation, answer } of asked) {
        expect(await client.ask(operation)).toEqual(answer);
      }
    }));
});

describe('the page on configuration', () => {
  it('has a table of every variable of the configuration, and of no other', () => {
    const rows = [...CONFIGURATION.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    expect(VARIABLES.length).toBeGreaterThan(8);
    expect([...VARIABLES].filter((name) => !rows.includes(name))).toEqual([]);
    expect(rows.filter((name) => !VARIABLES.includes(name as string))).toEqual([]);
  });

  it('names every variable that may stand in a file', () => {
    expect(SECRETS.filter((name) => !CONFIGURATION.includes(`\`${name}_FILE\``))).toEqual([]);
  });

  it('lets every variable that looks like a secret stand in a file', () => {
    const looks = VARIABLES.filter((name) =>
      /SECRET|PASSWORD|_KEY$|_TOKEN$|(?<!JWKS)_URL$/.test(name),
    );
    expect(looks.filter((name) => !(SECRETS as readonly string[]).includes(name))).toEqual([]);
  });
});

describe('the examples of the query page', () => {
  const schema = createSchema();

  it.each(GRAPHIQL_EXAMPLES)(
    '$name is one operation of that name that the schema knows',
    (example) => {
      expect(faults(schema, example.query)).toEqual([]);
      const definitions = parse(example.query).definitions.map((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION ? definition.name?.value : definition.kind,
      );
      expect(definitions).toEqual([example.name]);
    },
  );

  it('answer without an error on the sample term', () =>
    withOwnGateway(async (url) => {
      const client = new GatewayClient(url);
      await loadTerm(client, () => undefined);
      for (const { query, variables } of GRAPHIQL_EXAMPLES) {
        const answer = await client.ask<Record<string, unknown>>(query, variables);
        expect(Object.values(answer)).not.toContain(null);
      }
    }));

  it('hold nothing that would end the script they stand in', () =>
    expect(JSON.stringify(GRAPHIQL_EXAMPLES)).not.toContain('<'));
});
