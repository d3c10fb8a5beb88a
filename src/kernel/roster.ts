/**
 * The words in which events and mutations speak of persons, courses and memberships before they are
 * known to the directory: references, not rows.
 */

/** What an identifier names. */
export type EntityKind = 'PERSON' | 'COURSE';

/** The kinds of identifier that the directory keeps. */
export type IdentifierType =
  | 'IRI'
  | 'BB_USER_ID'
  | 'BB_USER_EXTERNAL_ID'
  | 'BB_COURSE_ID'
  | 'BB_COURSE_EXTERNAL_ID'
  | 'COURSE_NUMBER'
  | 'EMAIL'
  | 'PARTICIPANT_ID'
  | 'OTHER';

/** One name of a person or course in one system; compared byte for byte. */
export interface IdentifierRef {
  readonly type: IdentifierType;
  /** Where the value is unique: a Blackboard site, a publisher's program; empty for IRIs and e-mail addresses. */
  readonly system: string;
  readonly value: string;
}

/** A person as one message names them. The first identifier is the one that decides who it is. */
export interface PersonRef {
  readonly identifiers: readonly IdentifierRef[];
  readonly name?: string | null;
  readonly givenName?: string | null;
  readonly familyName?: string | null;
  readonly email?: string | null;
}

/** A course offering or section as one message names it. The first identifier decides which it is. */
export interface CourseRef {
  readonly identifiers: readonly IdentifierRef[];
  readonly courseNumber?: string | null;
  readonly name?: string | null;
  readonly academicSession?: string | null;
  /** Caliper's term: `CourseOffering`, `CourseSection`. */
  readonly type?: string | null;
  readonly parent?: CourseRef | null;
}

/** A membership as one message names it (LIS: a person's roles in a course). */
export interface MembershipRef {
  readonly person: PersonRef;
  readonly course: CourseRef;
  /** Role terms without their namespace: `Learner`, `Instructor#TeachingAssistant`; a foreign IRI as it came. */
  readonly roles: readonly string[];
  /** `Active`, `Inactive`, or as it came; null when nothing was said. */
  readonly status: string | null;
}

/** Longest identifier value, in UTF-16 units: Caliper 1.2 asks receivers for 2,048 characters of id. */
export const MAX_IDENTIFIER = 2048;
/** Longest name, title or e-mail address that the directory keeps. */
export const MAX_NAME = 1024;
