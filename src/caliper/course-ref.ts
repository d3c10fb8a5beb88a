import type { Json, JsonObject } from '../kernel/json';
import type { CourseRef, IdentifierRef } from '../kernel/roster';
import { kindOf, type ReadingContext, resolve } from './context';
import {
  extensionIdentifier,
  iriIdentifier,
  joinIdentifiers,
  plainIdentifier,
  siteOf,
} from './identifier';
import { nodeId, nodeType, objectOf } from './node';
import { nameOf, otherIdentifiers } from './person-ref';

/** Sections, offerings and groups stand in one another; describes could make them stand in a circle. */
const MAX_LEVELS = 8;

/**
 * The course that an object or a bare IRI names, with the courses it is part of.
 * @returns null when it has no identifier that names one course.
 */
export function courseRef(
  entity: Json | undefined,
  context: ReadingContext,
  levels = MAX_LEVELS,
): CourseRef | null {
  const node = resolve(entity, context);
  const id = nodeId(entity);
  const iri = iriIdentifier(id, context.sensor);
  if (node === null) return iri === null ? null : { identifiers: [iri] };
  const extensions = objectOf(node, 'extensions');
  const system = siteOf(id) ?? context.system;
  const bb = bbCourseIdentifiers(extensions, system);
  const number = nameOf(node, 'courseNumber');
  const batchUid =
    context.blackboard && number !== null
      ? plainIdentifier('BB_COURSE_EXTERNAL_ID', system, number)
      : null;
  const known = [...bb, batchUid, ...otherIdentifiers(node, context)];
  const identifiers = joinIdentifiers(iri === null ? [] : [iri], known);
  if (identifiers.length === 0) return null;
  return {
    identifiers,
    courseNumber: number ?? batchUidOf(identifiers),
    name: nameOf(node, 'name'),
    academicSession: nameOf(node, 'academicSession'),
    type: nodeType(node)?.term ?? null,
    parent: levels > 0 ? parentCourse(node, context, levels - 1) : null,
  };
}

/**
 * The course of an event's group: the group itself where it is a course (or a bare IRI of which nothing
 * more is known), else the course that the group is part of.
 */
export function courseOfGroup(entity: Json | undefined, context: ReadingContext): CourseRef | null {
  let group = entity;
  for (let level = 0; level < MAX_LEVELS; level++) {
    const kind = kindOf(group, context);
    if (kind === 'COURSE' || kind === 'UNKNOWN') return courseRef(group, context);
    if (kind !== 'GROUP') return null;
    group = resolve(group, context)?.subOrganizationOf;
  }
  return null;
}

function parentCourse(node: JsonObject, context: ReadingContext, levels: number): CourseRef | null {
  const parent = node.subOrganizationOf;
  const kind = kindOf(parent, context);
  // A section is part of an offering; what an offering is part of may be a department.
  const assumed = kind === 'UNKNOWN' && nodeType(node)?.term === 'CourseSection';
  return kind === 'COURSE' || assumed ? courseRef(parent, context, levels) : null;
}

/** The course identifiers among Blackboard's extensions; `bb:course.externalId` is the batch_uid. */
export function bbCourseIdentifiers(
  extensions: JsonObject | null,
  system: string,
): (IdentifierRef | null)[] {
  if (extensions === null) return [];
  return [
    extensionIdentifier(extensions, 'bb:course.id', 'BB_COURSE_ID', system),
    extensionIdentifier(extensions, 'bb:course.externalId', 'BB_COURSE_EXTERNAL_ID', system),
  ];
}

/** Two refs of the same course as one: what the first does not say, the second does. */
export function joinCourses(one: CourseRef, other: CourseRef): CourseRef {
  const identifiers = joinIdentifiers(one.identifiers, other.identifiers);
  const { courseNumber, name, academicSession, parent } = other;
  const type = one.type ?? other.type;
  const saysMore = courseNumber ?? name ?? academicSession ?? parent ?? null;
  if (identifiers === one.identifiers && type === one.type && saysMore === null) return one;
  return {
    identifiers,
    courseNumber: one.courseNumber ?? courseNumber ?? batchUidOf(identifiers),
    name: one.name ?? name,
    academicSession: one.academicSession ?? academicSession,
    type,
    parent: one.parent ?? parent,
  };
}

/** In Blackboard the course number is the batch_uid, also where only the extension says it. */
export function batchUidOf(identifiers: readonly IdentifierRef[]): string | null {
  return identifiers.find(({ type }) => type === 'BB_COURSE_EXTERNAL_ID')?.value ?? null;
}
