import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SqlTime } from '../kernel/timestamp';

/** Where an event came from: the Learning Hub's own format, or Caliper. */
export type EventSource = 'HUB' | 'CALIPER';

/**
 * One thing that happened. Append-only, narrow: the text it came as stands in event_text, so that a page
 * of events reads no kilobytes that nobody asked for.
 */
@Entity('event')
@Index('uq_event_identity', ['tenantId', 'identity'], { unique: true })
@Index('ix_event_occurred', ['tenantId', 'occurredAt', 'id'])
@Index('ix_event_course', ['tenantId', 'courseId', 'occurredAt', 'id'])
@Index('ix_event_of_person', ['tenantId', 'personId', 'occurredAt', 'id', 'membershipId'])
@Index('ix_event_receipt', ['tenantId', 'receiptId', 'receiptIndex'])
@Index('ix_event_waiting', ['tenantId', 'waitingKey'])
@Index('ix_event_participant', ['tenantId', 'participantId'])
@Index('ix_event_program', ['tenantId', 'programId', 'occurredAt', 'id'])
@Index('ix_event_object', ['tenantId', 'objectKey', 'occurredAt', 'id'])
@Index('ix_event_session', ['tenantId', 'sessionKey', 'occurredAt', 'id'])
export class EventEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 8 })
  source!: EventSource;

  /** The type's term: `AssignableEvent`, `AI_COMP_SUCCESS`. */
  @Column('varchar', { length: 256 })
  type!: string;

  /** Whose term it is: `CALIPER`, `BLACKBOARD`, another vocabulary's IRI, or the hub's system (`LB`). */
  @Column('varchar', { name: 'type_namespace', length: 2048 })
  typeNamespace!: string;

  /** The action's term as sent: `LTILaunch`. */
  @Column('varchar', { length: 256, nullable: true })
  action!: string | null;

  /** The action's term as Caliper 1.2 spells it: `Launched`. */
  @Column('varchar', { name: 'action_term', length: 256, nullable: true })
  actionTerm!: string | null;

  @Column('datetime', { name: 'occurred_at', precision: 3 })
  occurredAt!: SqlTime;

  @Column('datetime', { name: 'ended_at', precision: 3, nullable: true })
  endedAt!: SqlTime | null;

  @Column('datetime', { name: 'received_at', precision: 3 })
  receivedAt!: SqlTime;

  @Column('varchar', { name: 'receipt_id', length: 36 })
  receiptId!: string;

  @Column('int', { name: 'receipt_index' })
  receiptIndex!: number;

  @Column('varchar', { name: 'person_id', length: 36, nullable: true })
  personId!: string | null;

  @Column('varchar', { name: 'course_id', length: 36, nullable: true })
  courseId!: string | null;

  @Column('varchar', { name: 'membership_id', length: 36, nullable: true })
  membershipId!: string | null;

  /** Key of the identifier by which the person was found, or would be once it is linked. */
  @Column('varchar', { name: 'person_key', length: 43, nullable: true })
  personKey!: string | null;

  /** The same of a Caliper event that nobody has since that identifier was taken from whoever had it; else null. */
  @Column('varchar', { name: 'waiting_key', length: 43, nullable: true })
  waitingKey!: string | null;

  /** JSON array of the person's role terms in the course as they were at the event; null when unknown. */
  @Column('varchar', { length: 4000, nullable: true })
  roles!: string | null;

  /** Digest of what makes it this event and no other; unique within the tenant. */
  @Column('varchar', { length: 43 })
  identity!: string;

  /** Digest of its canonical content: tells the same again from a conflict. */
  @Column('varchar', { name: 'content_hash', length: 43 })
  contentHash!: string;

  @Column('varchar', { name: 'program_id', length: 25, nullable: true })
  programId!: string | null;

  @Column('varchar', { name: 'system_id', length: 25, nullable: true })
  systemId!: string | null;

  @Column('varchar', { name: 'publisher_event_id', length: 200, nullable: true })
  publisherEventId!: string | null;

  @Column('varchar', { name: 'participant_id', length: 200, nullable: true })
  participantId!: string | null;

  @Column('varchar', { length: 2048, nullable: true })
  sensor!: string | null;

  /** The id that a Caliper sender gave the event. */
  @Column('varchar', { name: 'source_id', length: 2048, nullable: true })
  sourceId!: string | null;

  @Column('varchar', { length: 8, nullable: true })
  dialect!: string | null;

  @Column('varchar', { length: 256, nullable: true })
  profile!: string | null;

  @Column('varchar', { name: 'object_type', length: 256, nullable: true })
  objectType!: string | null;

  /** Which pack of its call its text is in; null where it stands in event_body. */
  @Column('int', { name: 'text_pack', nullable: true })
  textPack!: number | null;

  /** digest(id of the object) */
  @Column('varchar', { name: 'object_key', length: 43, nullable: true })
  objectKey!: string | null;

  /** digest(id of the session) */
  @Column('varchar', { name: 'session_key', length: 43, nullable: true })
  sessionKey!: string | null;
}
