import { type EntityMore, type EntityRow, entityRow } from './entity-row';

const SINCE_1_1: EntityMore = { since: 'V1P1' };
const SINCE_1_2: EntityMore = { since: 'V1P2' };

/** What all entities have, who acts, and in which session. The cells are explained in `ENTITIES`. */
export const AGENT_ENTITIES: Readonly<Record<string, EntityRow>> = {
  Entity: entityRow('', {
    name: 'String',
    description: 'String',
    dateCreated: 'DateTime',
    dateModified: 'DateTime',
    otherIdentifiers: 'SystemIdentifier[]',
    extensions: 'Map',
  }),
  Collection: entityRow('Entity', { items: 'Entity[]' }, SINCE_1_2),

  // Who acts
  Agent: entityRow('Entity'),
  Person: entityRow('Agent'),
  SoftwareApplication: entityRow('Agent', {
    host: 'String',
    ipAddress: 'String',
    userAgent: 'String',
    version: 'String',
  }),
  Organization: entityRow('Agent', { members: 'Agent[]', subOrganizationOf: 'Organization' }),
  Group: entityRow('Organization', { members: 'Person[]' }),
  Course: entityRow('Organization', {}, { deprecated: 'CourseOffering' }),
  CourseOffering: entityRow('Course', { courseNumber: 'String', academicSession: 'String' }),
  CourseSection: entityRow('CourseOffering', { category: 'String' }),
  Membership: entityRow('Entity', {
    organization: 'Organization',
    member: 'Person',
    roles: 'Role[]',
    status: 'Status',
  }),
  SystemIdentifier: entityRow(
    '',
    {
      identifier: 'String!',
      identifierType: 'IdentifierType!',
      source: 'SoftwareApplication',
      extensions: 'Map',
    },
    { since: 'V1P2', anonymous: true },
  ),

  // Sessions
  Session: entityRow('Entity', {
    user: 'Person',
    client: 'SoftwareApplication',
    startedAtTime: 'DateTime',
    endedAtTime: 'DateTime',
    duration: 'Duration',
    actor: 'Agent @1.0',
  }),
  LtiSession: entityRow(
    'Session',
    { messageParameters: 'Map', launchParameters: 'Map' },
    SINCE_1_1,
  ),
};
