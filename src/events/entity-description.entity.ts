import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SqlTime } from '../kernel/timestamp';

/** A Caliper describe: an entity that was sent apart, so that events can name it by its IRI. */
@Entity('entity_description')
@Index('uq_entity_description_identity', ['tenantId', 'identity'], { unique: true })
export class EntityDescriptionEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 43 })
  identity!: string;

  @Column('varchar', { name: 'receipt_id', length: 36 })
  receiptId!: string;

  @Column('datetime', { name: 'received_at', precision: 3 })
  receivedAt!: SqlTime;

  @Column('varchar', { length: 2048, nullable: true })
  sensor!: string | null;

  @Column('varchar', { length: 256 })
  type!: string;

  @Column('varchar', { name: 'entity_id', length: 2048, nullable: true })
  entityId!: string | null;

  @Column('mediumtext')
  raw!: string;
}
