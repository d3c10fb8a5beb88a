import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EntityKind, IdentifierType } from '../kernel/roster';
import type { SqlTime } from '../kernel/timestamp';

/** One name of a person or course. The key is a digest, because an IRI of 2,048 characters is no MySQL index. */
@Entity('identifier')
@Index('ix_identifier_entity', ['tenantId', 'entityId'])
export class IdentifierEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  /** digest(kind, type, system, value) */
  @PrimaryColumn('varchar', { name: 'identifier_key', length: 43 })
  key!: string;

  @Column('varchar', { length: 8 })
  kind!: EntityKind;

  @Column('varchar', { length: 32 })
  type!: IdentifierType;

  @Column('varchar', { length: 2048 })
  system!: string;

  @Column('varchar', { length: 2048 })
  value!: string;

  @Column('varchar', { name: 'entity_id', length: 36 })
  entityId!: string;

  @Column('datetime', { name: 'created_at', precision: 3 })
  createdAt!: SqlTime;
}
