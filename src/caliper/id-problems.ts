import { isObject, type Json, type JsonObject } from '../kernel/json';
import { error, type Problem, shown } from '../kernel/problem';
import { MAX_IDENTIFIER } from '../kernel/roster';
import { isStorable, nodeId } from './node';

/** The members of an event that are entities: each has an id or is one. */
const ENTITIES = [
  'actor',
  'object',
  'target',
  'generated',
  'edApp',
  'referrer',
  'group',
  'membership',
  'session',
  'federatedSession',
] as const;

/**
 * Why the ids of an event or entity cannot be kept byte for byte: longer than 2,048 characters
 * (Caliper 1.2 asks for no more), U+0000, a lone surrogate.
 */
export function idProblems(root: JsonObject): Problem[] {
  const problems: Problem[] = [];
  check(problems, root, '');
  for (const place of ENTITIES) check(problems, root[place], `/${place}`);
  const { membership } = root;
  if (isObject(membership)) {
    check(problems, membership.member, '/membership/member');
    check(problems, membership.organization, '/membership/organization');
  }
  return problems;
}

function check(problems: Problem[], entity: Json | undefined, place: string): void {
  const id = nodeId(entity);
  if (id === null) return;
  const path = isObject(entity) ? `${place}/${entity.id === id ? 'id' : '@id'}` : place;
  if (id.length > MAX_IDENTIFIER) {
    const message = `An id may have ${MAX_IDENTIFIER} characters; ${id.length} came`;
    const required = `at most ${MAX_IDENTIFIER} characters`;
    problems.push(error('TOO_LONG', path, message, { required, came: `${id.length} characters` }));
  } else if (!isStorable(id)) {
    const required = 'text without U+0000 and lone surrogates';
    const came = shown(id);
    const message = `An id must be ${required}; ${came} came`;
    problems.push(error('INVALID_IDENTIFIER', path, message, { required, came }));
  }
}
