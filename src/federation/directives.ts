import type { FieldDefinitionNode } from 'graphql';
import type { EntityReference } from '../kernel/entity-reference';
import { DEFAULT_PAGE } from '../kernel/page';
import type { DirectiveTable } from './subgraph-sdl';

/** What says who somebody is, or was written by or about them: a contract variant can leave it out. */
const PII = ['@tag(name: "pii")'];
/** For those who run the gateway, and no business of front-ends. */
const INTERNAL = ['@tag(name: "internal")'];
/** Without identity: the same wherever it is answered, so others may answer it too. */
const SHAREABLE = ['@shareable'];

const PII_FIELDS = [
  ...['Person.name', 'Person.givenName', 'Person.familyName', 'Person.email'],
  ...['Person.identifiers', 'Person.identifier', 'Event.raw', 'Event.rawText'],
  ...['HubEvent.publisherParticipantId', 'HubEvent.publisherEventData'],
  ...['CaliperEvent.actor', 'CaliperEvent.object', 'CaliperEvent.target', 'CaliperEvent.generated'],
  ...['CaliperEvent.session', 'CaliperEvent.federatedSession', 'CaliperEvent.extensions'],
  ...['AssignableEvent.attempt', 'GradeEvent.attempt', 'GradeEvent.score'],
  ...['LtiLaunch.launchParameters', 'LtiLaunch.customParameters'],
  ...['PropertyChange.oldValue', 'PropertyChange.newValue', 'QuarantinedItem.rawText'],
];

const INTERNAL_FIELDS = [
  ...['Query.quarantine', 'Query.receipt', 'Query.validateCaliper', 'Query.validateCaliperText'],
  ...['Mutation.publishHubEvent', 'Mutation.publishHubEvents', 'Mutation.ingestCaliper'],
  ...['Mutation.ingestCaliperText', 'Mutation.replayQuarantine', 'Mutation.upsertPersons'],
  ...['Mutation.upsertCourses', 'Mutation.upsertMemberships', 'Mutation.linkIdentifier'],
  ...['Mutation.unlinkIdentifier', 'Mutation.createApiKey', 'Mutation.rotateApiKey'],
  ...['Mutation.revokeApiKey', 'Query.apiKeys'],
];

/** Relative to a plain field, which costs nothing, and an object, which costs 1. */
const COSTS: DirectiveTable = {
  'Query.activity': ['@cost(weight: 50)'],
  'Course.activity': ['@cost(weight: 50)'],
  'Course.activityTotals': ['@cost(weight: 10)'],
  'Query.validateCaliper': ['@cost(weight: 50)'],
  'Query.validateCaliperText': ['@cost(weight: 50)'],
};

/** The directives of the subgraph by schema coordinate, without keys and list sizes. */
const DIRECTIVES: readonly DirectiveTable[] = [
  all(['PageInfo', 'Problem', 'Identifier'], SHAREABLE),
  all(PII_FIELDS, PII),
  all(INTERNAL_FIELDS, INTERNAL),
  COSTS,
];

/** Every directive of the subgraph by schema coordinate: each key that is answered is told. */
export function directivesOf(
  references: readonly Pick<EntityReference<never>, 'type' | 'key'>[],
): DirectiveTable {
  const keys = references.map(({ type, key }) => ({ [type]: [`@key(fields: "${key}")`] }));
  const table: Record<string, string[]> = {};
  for (const [coordinate, texts] of [...keys, ...DIRECTIVES].flatMap((one) => Object.entries(one)))
    (table[coordinate] ??= []).push(...texts);
  return table;
}

/** Tells a router how many rows a connection may answer. */
export function listSizeOf({ arguments: args = [] }: FieldDefinitionNode): readonly string[] {
  const slicing = args.map(({ name }) => name.value).filter((n) => n === 'first' || n === 'last');
  if (slicing.length === 0) return [];
  return [
    `@listSize(assumedSize: ${DEFAULT_PAGE}, slicingArguments: ${JSON.stringify(slicing)}, sizedFields: ["edges"], requireOneSlicingArgument: false)`,
  ];
}

function all(coordinates: readonly string[], texts: readonly string[]): DirectiveTable {
  return Object.fromEntries(coordinates.map((coordinate) => [coordinate, texts]));
}
