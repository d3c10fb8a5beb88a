import type {
  CourseRef,
  EntityKind,
  IdentifierRef,
  MembershipRef,
  PersonRef,
} from '../kernel/roster';
import { digest } from '../kernel/id';
import type { SqlTime } from '../kernel/timestamp';
import { type Facts, learn } from './facts';
import { identifierKey } from './identifier-key';
import type { KnownIdentifier } from './known-roster';

/** One identifier with the key that it is stored under. */
export interface IdentifierSlot {
  readonly key: string;
  readonly kind: EntityKind;
  readonly ref: IdentifierRef;
}

/** One person or course as references name it: all those with the same identifiers, taken together. */
export interface EntitySlot extends Facts {
  readonly kind: EntityKind;
  /** In the order of their weight: the first that the directory knows decides. */
  readonly identifiers: readonly IdentifierSlot[];
  /** All of them in one text, with the kind and whether it was only asked for: no two slots have the same. */
  readonly names: string;
  /** Digest of all of them; null for a single one, and where the first does not decide (see assignBatch). */
  readonly namesDigest: string | null;
  /** What the gateway remembered: who has these names and no others. */
  recalled: KnownIdentifier | null;
  /** True once the directory has said that it knows them all, and that the first decides. */
  settled: boolean;
  /** False while it was only asked for: it is found where known, and never made. */
  readonly create: boolean;
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
  /** Which membership the pair's is, whether there is one or not; null until both are known. */
  pairId: string | null;
  /** Null while it was only asked for. */
  stated: { roles: readonly string[]; status: string | null; asOf: SqlTime } | null;
  membershipId: string | null;
  /** The roles that the directory has for it once it has answered; null when it is not known. */
  knownRoles: string | null;
}

/**
 * Gathers every reference of a batch, so that the directory is asked once for all of them. References with
 * the same identifiers are one slot; slots that turn out to be one entity are joined when it is known.
 */
export class RosterBatch {
  readonly entities: EntitySlot[] = [];
  readonly memberships: MembershipSlot[] = [];
  private readonly byNames = new Map<string, EntitySlot>();
  private readonly byPair = new Map<EntitySlot, Map<EntitySlot, MembershipSlot>>();

  /** A person that is made when the directory does not know them. */
  person(ref: PersonRef, asOf: SqlTime): EntitySlot {
    const slot = this.slot('PERSON', ref.identifiers, true, asOf);
    learn(slot, asOf, {
      name: ref.name,
      given_name: ref.givenName,
      family_name: ref.familyName,
      email: ref.email,
    });
    return slot;
  }

  /** A person that is found where one of the identifiers is known, and never made. */
  knownPerson(identifiers: readonly IdentifierRef[], asOf: SqlTime): EntitySlot {
    return this.slot('PERSON', identifiers, false, asOf);
  }

  /** A course that is made when the directory does not know it, and its parents. */
  course(ref: CourseRef, asOf: SqlTime): EntitySlot {
    const slot = this.slot('COURSE', ref.identifiers, true, asOf);
    learn(slot, asOf, {
      course_number: ref.courseNumber,
      name: ref.name,
      academic_session: ref.academicSession,
      type: ref.type,
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
    const { stated } = slot;
    if (stated === null || asOf >= stated.asOf) {
      const roles = ref.roles.length > 0 ? ref.roles : (stated?.roles ?? []);
      slot.stated = { roles, status: ref.status ?? stated?.status ?? null, asOf };
    } else {
      if (stated.roles.length === 0) stated.roles = ref.roles;
      stated.status ??= ref.status;
    }
    return slot;
  }

  /** The membership of a person in a course, if the directory knows it. */
  pair(person: EntitySlot, course: EntitySlot): MembershipSlot {
    const courses = this.byPair.get(person) ?? new Map<EntitySlot, MembershipSlot>();
    this.byPair.set(person, courses);
    let slot = courses.get(course);
    if (!slot) {
      slot = { person, course, pairId: null, stated: null, membershipId: null, knownRoles: null };
      courses.set(course, slot);
      this.memberships.push(slot);
    }
    return slot;
  }

  private slot(
    kind: EntityKind,
    refs: readonly IdentifierRef[],
    create: boolean,
    asOf: SqlTime,
  ): EntitySlot {
    const names = namesOf(kind, refs, create);
    const known = this.byNames.get(names);
    if (known) return known;
    const slot = new NamedEntity(kind, refs, names, create, asOf);
    this.byNames.set(names, slot);
    this.entities.push(slot);
    return slot;
  }
}

/** One text for one list of names: each part by its length, so that no two lists are written alike. */
function namesOf(kind: EntityKind, refs: readonly IdentifierRef[], create: boolean): string {
  let names = create ? kind : `?${kind}`;
  for (const { type, system, value } of refs) {
    names += `;${type};${system.length};${system};${value.length};${value}`;
  }
  return names;
}

/** An entity whose digest of names is made when it is asked for: of those that are remembered it is not. */
class NamedEntity implements EntitySlot {
  readonly identifiers: readonly IdentifierSlot[];
  readonly attributes: Record<string, string | null> = {};
  recalled: KnownIdentifier | null = null;
  settled = false;
  parent: EntitySlot | null = null;
  entityId: string | null = null;
  decidedBy: string | null = null;
  private readonly hasDigest: boolean;
  private made: string | null = null;

  constructor(
    readonly kind: EntityKind,
    refs: readonly IdentifierRef[],
    readonly names: string,
    readonly create: boolean,
    public asOf: SqlTime,
  ) {
    this.identifiers = refs.map((ref) => new LazyIdentifier(kind, ref));
    this.hasDigest = refs.length > 1 && refs[0]?.type !== 'EMAIL';
  }

  get namesDigest(): string | null {
    return this.hasDigest ? (this.made ??= digest(this.names)) : null;
  }
}

/** An identifier whose key is made when it is asked for: of most, only the first is. */
class LazyIdentifier implements IdentifierSlot {
  private made: string | null = null;

  constructor(
    readonly kind: EntityKind,
    readonly ref: IdentifierRef,
  ) {}

  get key(): string {
    return (this.made ??= identifierKey(this.kind, this.ref));
  }
}

function hasAncestor(slot: EntitySlot, wanted: EntitySlot): boolean {
  for (let at: EntitySlot | null = slot; at; at = at.parent) if (at === wanted) return true;
  return false;
}
