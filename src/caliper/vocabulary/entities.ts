import { AGENT_ENTITIES } from './agent-entities';
import { ASSESSMENT_ENTITIES } from './assessment-entities';
import type { EntityRow } from './entity-row';
import { RESOURCE_ENTITIES } from './resource-entities';
import { SURVEY_ENTITIES } from './survey-entities';

/**
 * The entity types of the standard, one row each: supertypes, own properties (Caliper 1.2 appendix C,
 * 1.1 appendix C). The cells are those of 1.2. 1.1 has the same properties without those of the types
 * and profiles that 1.2 added; what it lacks is not held against it. What 1.0 had besides is marked
 * `@1.0`. `!` asks 1.2 only.
 */
export const ENTITIES: Readonly<Record<string, EntityRow>> = {
  ...AGENT_ENTITIES,
  ...RESOURCE_ENTITIES,
  ...ASSESSMENT_ENTITIES,
  ...SURVEY_ENTITIES,
};
