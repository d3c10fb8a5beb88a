import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SqlTime } from '../kernel/timestamp';

/** A person's roles in a course. One row a pair: its id is derived from the pair, so two gateways agree on it. */
@Entity('membership')
@Index('ix_membership_person', ['tenantId', 'personId', 'id'])
@Index('ix_membership_course', ['tenantId', 'courseId', 'id'])
export class MembershipEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { name: 'person_id', length: 36 })
  personId!: string;

  @Column('varchar', { name: 'course_id', length: 36 })
  courseId!: string;

  /** JSON array of role terms, as the newest fact had them. */
  @Column('varchar', { length: 4000 })
  roles!: string;

  @Column('varchar', { length: 256, nullable: true })
  status!: string | null;

  @Column('datetime', { name: 'as_of', precision: 3 })
  asOf!: SqlTime;

  @Column('datetime', { name: 'created_at', precision: 3 })
  createdAt!: SqlTime;
}
