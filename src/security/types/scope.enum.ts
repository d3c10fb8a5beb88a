import { registerEnumType } from 'type-graphql';
import type { Scope } from '../../kernel/principal';

/** The values of GraphQL's Scope, which cannot have the colons of the kernel's. */
export const ScopeEnum = {
  HUB_PUBLISH: 'hub:publish',
  CALIPER_INGEST: 'caliper:ingest',
  EVENTS_READ: 'events:read',
  ROSTER_WRITE: 'roster:write',
  PII_READ: 'pii:read',
  ADMIN: 'admin',
} as const satisfies Readonly<Record<string, Scope>>;

registerEnumType(ScopeEnum, {
  name: 'Scope',
  description: 'One thing that a credential may do.',
  valuesConfig: {
    HUB_PUBLISH: {
      description: '`hub:publish`: publish hub events, of its programs where it is bound to some.',
    },
    CALIPER_INGEST: {
      description: '`caliper:ingest`: send Caliper, of its sensors where it is bound to some.',
    },
    EVENTS_READ: {
      description:
        '`events:read`: read events: of its programs and sensors where it is bound to some, else all of the tenant.',
    },
    ROSTER_WRITE: {
      description: '`roster:write`: write persons, courses, memberships and identifiers.',
    },
    PII_READ: {
      description:
        '`pii:read`: see personal data in what it may read. Never implied by another scope.',
    },
    ADMIN: { description: '`admin`: everything in the tenant but `pii:read`, API keys included.' },
  },
});
