import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DateTime } from '../graphql/date-time.scalar';
import type { SqlTime } from '../kernel/timestamp';
import { readRoles, rolesText } from './roles-text';

/** A person's roles in a course. One row a pair: its id is derived from the pair, so two gateways agree on it. */
@Entity('membership')
@Index('ix_membership_person', ['tenantId', 'personId', 'id'])
@Index('ix_membership_course', ['tenantId', 'courseId', 'id'])
@ObjectType('Membership', {
  description:
    'A person’s place in a course. A person has one in each course, with all their roles.',
})
export class MembershipEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  @PrimaryColumn('varchar', { length: 36 })
  @Field(() => ID, {
    description: 'The gateway’s own id: a UUID, always the same for the same person and course.',
  })
  id!: string;

  @Column('varchar', { name: 'person_id', length: 36 })
  personId!: string;

  @Column('varchar', { name: 'course_id', length: 36 })
  courseId!: string;

  /** JSON array of role terms, as the newest fact had them; stores read it into a list. */
  @Column('varchar', { length: 4000, transformer: { to: rolesText, from: readRoles } })
  @Field(() => [String], {
    description:
      'LIS roles as they are now, without their namespace: `Learner`, `Instructor#TeachingAssistant`; a role of another vocabulary is its whole IRI. Empty when nobody has said any.',
  })
  roles!: readonly string[];

  @Column('varchar', { length: 256, nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '`Active`, `Inactive`, or as it was sent; null when nobody has said it.',
  })
  status!: string | null;

  @Column('datetime', { name: 'as_of', precision: 3 })
  asOf!: SqlTime;

  @Column('datetime', { name: 'created_at', precision: 3 })
  @Field(() => DateTime, { description: 'When the gateway first heard of the membership.' })
  createdAt!: SqlTime;
}
