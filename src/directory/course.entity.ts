import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SqlTime } from '../kernel/timestamp';

/** A course offering or section of a tenant (LIS). */
@Entity('course')
@Index('ix_course_number', ['tenantId', 'courseNumber', 'id'])
export class CourseEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  @Column('varchar', { name: 'course_number', length: 256, nullable: true })
  courseNumber!: string | null;

  @Column('varchar', { length: 1024, nullable: true })
  name!: string | null;

  @Column('varchar', { name: 'academic_session', length: 1024, nullable: true })
  academicSession!: string | null;

  /** Caliper's term: `CourseOffering` or `CourseSection`. */
  @Column('varchar', { length: 256, nullable: true })
  type!: string | null;

  @Column('varchar', { name: 'parent_id', length: 36, nullable: true })
  parentId!: string | null;

  @Column('datetime', { name: 'as_of', precision: 3 })
  asOf!: SqlTime;

  @Column('datetime', { name: 'created_at', precision: 3 })
  createdAt!: SqlTime;
}
