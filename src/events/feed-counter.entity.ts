import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The next free place in a tenant's feed. */
@Entity('feed_counter')
export class FeedCounterEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  @Column('bigint')
  next!: string;
}
