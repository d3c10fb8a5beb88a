import type { IdentifierRef, PersonRef, CourseRef, MembershipRef } from '../kernel/roster';
import type { Problem } from '../kernel/problem';
import type { SqlTime } from '../kernel/timestamp';
import type { EventSource } from './event.entity';

/** An event that has been read and found storable: facts, and no row yet. */
export interface PreparedEvent {
  readonly id: string;
  readonly source: EventSource;
  readonly type: string;
  readonly typeNamespace: string;
  readonly action: string | null;
  readonly actionTerm: string | null;
  readonly occurredAt: SqlTime;
  readonly endedAt: SqlTime | null;
  /** When it was first received, for an event that waited in quarantine; else it is as old as its call. */
  readonly receivedAt?: SqlTime;
  readonly identity: string;
  readonly contentHash: string;
  readonly raw: string;
  readonly hub: HubColumns | null;
  readonly caliper: CaliperColumns | null;
  readonly roster: EventRoster;
}

/** What only a hub event has. */
export interface HubColumns {
  readonly programId: string;
  readonly systemId: string;
  readonly publisherEventId: string;
  readonly participantId: string;
}

/** What only a Caliper event has. */
export interface CaliperColumns {
  readonly sensor: string | null;
  readonly sourceId: string | null;
  readonly dialect: string;
  readonly profile: string | null;
  readonly objectType: string | null;
  readonly objectId: string | null;
  readonly sessionId: string | null;
}

/** Whom and what an event is about, and what else it tells the directory. */
export interface EventRoster {
  /** Made when unknown. */
  readonly person: PersonRef | null;
  /** Found when known, never made: a participant may be a person, an organisation or anything else. */
  readonly participant: readonly IdentifierRef[];
  readonly course: CourseRef | null;
  readonly membership: MembershipRef | null;
  readonly persons: readonly PersonRef[];
  readonly courses: readonly CourseRef[];
  readonly memberships: readonly MembershipRef[];
}

/** A describe that has been read. */
export interface PreparedDescription {
  readonly id: string;
  readonly identity: string;
  readonly sensor: string | null;
  readonly type: string;
  readonly entityId: string | null;
  readonly raw: string;
  readonly asOf: SqlTime;
  readonly person?: PersonRef;
  readonly course?: CourseRef;
  readonly membership?: MembershipRef;
}

/** Something that could not be taken as an event, with what is needed to try again. */
export interface PreparedQuarantine {
  readonly id: string;
  /** Who sent it, as `sentBy` says. */
  readonly subject?: string;
  readonly source: EventSource;
  readonly sensor: string | null;
  readonly dataVersion: string | null;
  readonly problems: readonly Problem[];
  readonly raw: string;
}

/** One item of a call, in the order it was sent. */
export type PreparedItem =
  | {
      readonly kind: 'EVENT';
      readonly event: PreparedEvent;
      /** Where it goes when its identity is taken by other content; null where the sender is told and keeps it. */
      readonly onConflict: ((problems: readonly Problem[]) => PreparedQuarantine) | null;
    }
  | { readonly kind: 'DESCRIPTION'; readonly description: PreparedDescription }
  | { readonly kind: 'QUARANTINE'; readonly quarantine: PreparedQuarantine }
  | { readonly kind: 'REJECTED'; readonly problems: readonly Problem[] };

/** One publish or ingest call, ready to be written. */
export interface PreparedIngest {
  readonly tenantId: string;
  /** Who sent it: the subject of the credential. */
  readonly subject: string;
  readonly receiptId: string;
  readonly source: EventSource;
  readonly receivedAt: SqlTime;
  readonly items: readonly PreparedItem[];
}

/** How one item ended. */
export interface Outcome {
  readonly status: 'STORED' | 'DUPLICATE' | 'QUARANTINED' | 'REJECTED';
  /** Of the stored event, or of the one that it repeats; null for describes and for what was not taken. */
  readonly eventId: string | null;
  readonly quarantineId: string | null;
  readonly problems: readonly Problem[];
}

/** What a call came to. */
export interface WrittenReceipt {
  readonly id: string;
  readonly source: EventSource;
  readonly receivedAt: SqlTime;
  readonly outcomes: readonly Outcome[];
}
