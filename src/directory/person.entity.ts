import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SqlTime } from '../kernel/timestamp';

/** A person of a tenant: what events, describes and roster mutations have said of them. */
@Entity('person')
export class PersonEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { length: 1024, nullable: true })
  name!: string | null;

  @Column('varchar', { name: 'given_name', length: 1024, nullable: true })
  givenName!: string | null;

  @Column('varchar', { name: 'family_name', length: 1024, nullable: true })
  familyName!: string | null;

  @Column('varchar', { length: 1024, nullable: true })
  email!: string | null;

  /** The instant of the newest fact in this row: an older event fills gaps, and overwrites nothing. */
  @Column('datetime', { name: 'as_of', precision: 3 })
  asOf!: SqlTime;

  @Column('datetime', { name: 'created_at', precision: 3 })
  createdAt!: SqlTime;
}
