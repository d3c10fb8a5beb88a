import { isPersonalIdentifier } from '../kernel/personal-identifier';
import type { CaliperEntity } from './entity';
import { BLACKBOARD, CALIPER } from './term';
import { entityType, isAnyOf } from './vocabulary/entity-types';

/** Things, places and programs: their names say nothing of anybody. */
const THINGS = ['DigitalResource', 'SoftwareApplication', 'Organization', 'LearningObjective'];
/** Below them, what people write themselves. */
const WRITTEN = ['Message', 'Annotation', 'Response', 'Comment'];

/** Whether an entity's name may say who somebody is: unless its type is known to be a thing's. */
export function hasPersonalName({ type }: CaliperEntity): boolean {
  if (type === null) return true;
  const known = [CALIPER, BLACKBOARD].flatMap(
    (namespace) => entityType({ namespace, term: type }) ?? [],
  );
  return !known.some((one) => isAnyOf(one, THINGS) && !isAnyOf(one, WRITTEN));
}

/** Whether an entity's IRI may say who somebody is: `mailto:`, a bare user name. */
export function hasPersonalId({ id }: CaliperEntity): boolean {
  return id !== null && isPersonalIdentifier({ type: 'IRI', value: id });
}
