import {
  type Asked,
  type FieldsAsked,
  fieldsAsked,
  lookAhead,
  nodeFieldsAsked,
} from '../graphql/selection';
import {
  type FieldNames,
  type RowSelection,
  rowSelection,
  type ToOne,
} from '../storage/row-selection';
import type { CourseRow, MembershipRow, PersonRow } from './directory-rows';
import { COURSE, ITS_COURSE, ITS_PERSON, MEMBERSHIP, PERSON } from './directory-tables';

/** Every column of a person, and the same of courses and memberships: such rows can be found by id again. */
export const WHOLE_PERSON = rowSelection(PERSON, null);
export const WHOLE_COURSE = rowSelection(COURSE, null);
export const WHOLE_MEMBERSHIP = rowSelection(MEMBERSHIP, null);

/** What to read for the persons of a connection. */
export const personsAsked: (info: Asked) => RowSelection<PersonRow> = lookAhead((info) =>
  rowSelection(PERSON, nodeFieldsAsked(info).keys()),
);

/** What to read for the courses of a connection. */
export const coursesAsked: (info: Asked) => RowSelection<CourseRow> = lookAhead((info) =>
  rowSelection(COURSE, nodeFieldsAsked(info).keys()),
);

/** What to read for the memberships of a connection: person and course along with them. */
export const membershipsAsked: (info: Asked) => RowSelection<MembershipRow> = lookAhead((info) => {
  const fields = nodeFieldsAsked(info);
  return rowSelection(MEMBERSHIP, fields.keys(), askedOf(fields, [ITS_PERSON, ITS_COURSE]));
});

/** Those of the relations that are asked for by their names, each with what is asked of it. */
export function askedOf(
  fields: FieldsAsked,
  relations: readonly ToOne[],
): { relation: ToOne; fields: FieldNames }[] {
  return relations.flatMap((relation) => {
    const asked = fields.get(relation.name);
    return asked ? [{ relation, fields: fieldsAsked(asked).keys() }] : [];
  });
}
