import type { IdentifierRef } from '../kernel/roster';
import type { PreparedItem } from './prepared';

/**
 * An item that teaches the directory nothing: its event keeps who acted and in which course, each by the first
 * name alone. What else it says stays in its text: roles, states, further names and members could make
 * somebody an instructor, or another person.
 */
export function namesOnly(item: PreparedItem): PreparedItem {
  if (item.kind === 'DESCRIPTION') {
    const { person: _person, course: _course, membership: _membership, ...rest } = item.description;
    return { ...item, description: rest };
  }
  if (item.kind !== 'EVENT') return item;
  const { person, participant, course } = item.event.roster;
  const roster = {
    person: person && firstName(person),
    participant,
    course: course && firstName(course),
    ...{ membership: null, persons: [], courses: [], memberships: [] },
  };
  return { ...item, event: { ...item.event, roster } };
}

function firstName({ identifiers }: { readonly identifiers: readonly IdentifierRef[] }) {
  return { identifiers: identifiers.slice(0, 1) };
}
