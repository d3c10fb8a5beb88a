import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DateTime } from '../graphql/date-time.scalar';
import type { SqlTime } from '../kernel/timestamp';

/** A course offering or section of a tenant (LIS). */
@Entity('course')
@Index('ix_course_number', ['tenantId', 'courseNumber', 'id'])
@ObjectType('Course', {
  description:
    'A course offering or section, as events and the roster have told of it. Newer facts replace older ones; nothing is ever blanked.',
})
export class CourseEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  @PrimaryColumn('varchar', { length: 36 })
  @Field(() => ID, { description: 'The gateway’s own id: a UUID, in the order of arrival.' })
  id!: string;

  @Column('varchar', { name: 'course_number', length: 256, nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'The institution’s number of the course, at most 256 characters; several courses may share one. Null when nobody has said it.',
  })
  courseNumber!: string | null;

  @Column('varchar', { length: 1024, nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The title, at most 1,024 characters; null when nobody has said it.',
  })
  name!: string | null;

  @Column('varchar', { name: 'academic_session', length: 1024, nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'The term, like `Fall 2026`, at most 1,024 characters; null when nobody has said it.',
  })
  academicSession!: string | null;

  /** Caliper's term: `CourseOffering` or `CourseSection`. */
  @Column('varchar', { length: 256, nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'Caliper’s term: `CourseOffering`, `CourseSection`, or another, at most 256 characters; null when nobody has said it.',
  })
  type!: string | null;

  @Column('varchar', { name: 'parent_id', length: 36, nullable: true })
  parentId!: string | null;

  @Column('datetime', { name: 'as_of', precision: 3 })
  asOf!: SqlTime;

  @Column('datetime', { name: 'created_at', precision: 3 })
  @Field(() => DateTime, { description: 'When the gateway first heard of the course.' })
  createdAt!: SqlTime;
}
