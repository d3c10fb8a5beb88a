import {
  type CourseRef,
  type EntityKind,
  type IdentifierRef,
  MAX_NAME,
  type MembershipRef,
  type PersonRef,
} from '../kernel/roster';
import type { SqlTime } from '../kernel/timestamp';
import { identifierKey } from './identifier-key';

/** The attributes that a directory row can learn, by column. */
export const PERSON_ATTRIBUTES = ['name', 'given_name', 'family_name', 'email'] as const;
export const COURSE_ATTRIBUTES = [
  'course_number',
  'name',
  'academic_session',
  'type',
  'parent_id',
] as const;

/** One identifier as this batch met it. */
export interface IdentifierSlot {
  readonly key: string;
  readonly kind: EntityKind;
  readonly ref: IdentifierRef;
}

/** One person or course of the batch: all references to it, taken together. */
export interface EntitySlot {
  readonly kind: EntityKind;
  /** In the order of their weight: the first that the directory knows decides. */
  readonly identifiers: IdentifierSlot[];
  /** False while it was only asked for: it is found where known, and never made. */
  create: boolean;
  asOf: SqlTime;
  attributes: Record<string, string | null>;
  parent: EntitySlot | null;
  /** Set once the directory has answered; null when it is not known and must not be made. */
  entityId: string | null;
  /** Key of the identifier that decided. */
  decidedBy: string | null;
}

/** A person's place in a course, as the batch states it or asks for it. */
export interface MembershipSlot {
  readonly person: EntitySlot;
  readonly course: EntitySlot;
  /** Null while it was only asked for. */
  stated: { roles: readonly string[]; status: string | null; asOf: SqlTime } | null;
  membershipId: string | null;
  /** The roles that the directory has for it once it has answered; null when it is not known. */
  knownRoles: string | null;
}

/**
 * Gathers every reference of a batch, so that the directory is asked once for all of them.
 * Two references are one entity when they share an identifier; newer facts win, nulls never do.
 */
export class RosterBatch {
  readonly entities: EntitySlot[] = [];
  readonly memberships: MembershipSlot[] = [];
  private readonly byIdentifier = new Map<string, EntitySlot>();
  private readonly byPair = new Map<EntitySlot, Map<EntitySlot, MembershipSlot>>();

  /** A person that is made when the directory does not know them. */
  person(ref: PersonRef, asOf: SqlTime): EntitySlot {
    const slot = this.slot('PERSON', ref.identifiers, asOf);
    slot.create = true;
    learn(slot, asOf, {
      name: ref.name ?? null,
      given_name: ref.givenName ?? null,
      family_name: ref.familyName ?? null,
      email: ref.email ?? null,
    });
    return slot;
  }

  /** A person that is found where one of the identifiers is known, and never made. */
  knownPerson(identifiers: readonly IdentifierRef[], asOf: SqlTime): EntitySlot {
    const slot = newSlot('PERSON', asOf);
    for (const ref of identifiers)
      slot.identifiers.push({ key: identifierKey('PERSON', ref), kind: 'PERSON', ref });
    this.entities.push(slot);
    return slot;
  }

  /** A course that is made when the directory does not know it, and its parents. */
  course(ref: CourseRef, asOf: SqlTime): EntitySlot {
    const slot = this.slot('COURSE', ref.identifiers, asOf);
    slot.create = true;
    learn(slot, asOf, {
      course_number: ref.courseNumber ?? null,
      name: ref.name ?? null,
      academic_session: ref.academicSession ?? null,
      type: ref.type ?? null,
    });
    if (ref.parent && slot.parent === null) {
      const parent = this.course(ref.parent, asOf);
      if (!hasAncestor(parent, slot)) slot.parent = parent;
    }
    return slot;
  }

  /** A membership that is made, or brought up to date. */
  membership(ref: MembershipRef, asOf: SqlTime): MembershipSlot {
    const slot = this.pair(this.person(ref.person, asOf), this.course(ref.course, asOf));
    if (slot.stated === null || asOf >= slot.stated.asOf) {
      const roles = ref.roles.length > 0 ? ref.roles : (slot.stated?.roles ?? []);
      slot.stated = { roles, status: ref.status ?? slot.stated?.status ?? null, asOf };
    }
    return slot;
  }

  /** The membership of a person in a course, if the directory knows it. */
  pair(person: EntitySlot, course: EntitySlot): MembershipSlot {
    let courses = this.byPair.get(person);
    if (!courses) this.byPair.set(person, (courses = new Map()));
    let slot = courses.get(course);
    if (!slot) {
      slot = { person, course, stated: null, membershipId: null, knownRoles: null };
      courses.set(course, slot);
      this.memberships.push(slot);
    }
    return slot;
  }

  private slot(kind: EntityKind, identifiers: readonly IdentifierRef[], asOf: SqlTime): EntitySlot {
    const names = identifiers.map((ref) => `${kind}\n${ref.type}\n${ref.system}\n${ref.value}`);
    let slot: EntitySlot | undefined;
    for (const name of names) if ((slot = this.byIdentifier.get(name))) break;
    if (!slot) {
      slot = newSlot(kind, asOf);
      this.entities.push(slot);
    }
    names.forEach((name, position) => {
      if (this.byIdentifier.has(name)) return;
      const ref = identifiers[position] as IdentifierRef;
      this.byIdentifier.set(name, slot);
      slot.identifiers.push({ key: identifierKey(kind, ref), kind, ref });
    });
    return slot;
  }
}

function newSlot(kind: EntityKind, asOf: SqlTime): EntitySlot {
  return {
    kind,
    identifiers: [],
    create: false,
    asOf,
    attributes: {},
    parent: null,
    entityId: null,
    decidedBy: null,
  };
}

/** Longest value of a column; what is longer stays in the event's raw text, and out of the directory. */
const LIMITS: Record<string, number> = { course_number: 256, type: 256 };

function learn(slot: EntitySlot, asOf: SqlTime, facts: Record<string, string | null>): void {
  const newer = asOf >= slot.asOf;
  for (const name in facts) {
    const fact = facts[name] ?? null;
    const said = fact !== null && fact.length <= (LIMITS[name] ?? MAX_NAME) ? fact : null;
    const known = slot.attributes[name] ?? null;
    slot.attributes[name] = newer ? (said ?? known) : (known ?? said);
  }
  if (newer) slot.asOf = asOf;
}

function hasAncestor(slot: EntitySlot, wanted: EntitySlot): boolean {
  for (let at: EntitySlot | null = slot; at; at = at.parent) if (at === wanted) return true;
  return false;
}
