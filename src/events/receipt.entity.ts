import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SqlTime } from '../kernel/timestamp';
import type { EventSource } from './event.entity';

/** What one publish or ingest call came to: received = stored + duplicates + quarantined + rejected. */
@Entity('receipt')
@Index('uq_receipt_position', ['tenantId', 'position'], { unique: true })
export class ReceiptEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 8 })
  source!: EventSource;

  @Column('datetime', { name: 'received_at', precision: 3 })
  receivedAt!: SqlTime;

  @Column('int')
  received!: number;

  @Column('int')
  stored!: number;

  @Column('int')
  duplicates!: number;

  @Column('int')
  quarantined!: number;

  @Column('int')
  rejected!: number;

  /** JSON: one outcome for each item. */
  @Column('mediumtext')
  outcomes!: string;

  /**
   * Its place in the tenant's feed, given after the commit by the first reader that finds it without one:
   * that is why a reader who follows the feed misses nothing that commits late. Null until then.
   */
  @Column('bigint', { nullable: true })
  position!: string | null;

  /** Who sent it, who alone may see it besides an admin; null for what came before that was noted. */
  @Column('varchar', { length: 64, nullable: true })
  subject!: string | null;
}
