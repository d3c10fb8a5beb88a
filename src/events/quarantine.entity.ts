import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SqlTime } from '../kernel/timestamp';
import type { EventSource } from './event.entity';

/** What arrived but could not be taken as an event. Its id is derived from what came, so the same again is the same row. */
@Entity('quarantine')
@Index('ix_quarantine_received', ['tenantId', 'receivedAt', 'id'])
@Index('ix_quarantine_subject', ['tenantId', 'subject', 'receivedAt', 'id'])
export class QuarantineEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 8 })
  source!: EventSource;

  @Column('varchar', { name: 'receipt_id', length: 36 })
  receiptId!: string;

  @Column('datetime', { name: 'received_at', precision: 3 })
  receivedAt!: SqlTime;

  @Column('varchar', { length: 2048, nullable: true })
  sensor!: string | null;

  @Column('varchar', { name: 'data_version', length: 2048, nullable: true })
  dataVersion!: string | null;

  /** Code of the first problem. */
  @Column('varchar', { length: 64 })
  code!: string;

  /** JSON array of problems. */
  @Column('mediumtext')
  problems!: string;

  @Column('mediumtext')
  raw!: string;

  @Column('datetime', { name: 'resolved_at', precision: 3, nullable: true })
  resolvedAt!: SqlTime | null;

  /** The receipt of the replay that took it in. */
  @Column('varchar', { name: 'resolved_receipt_id', length: 36, nullable: true })
  resolvedReceiptId!: string | null;

  /** Who sent it, who alone may see it besides an admin; null for what came before that was noted. */
  @Column('varchar', { length: 64, nullable: true })
  subject!: string | null;
}
