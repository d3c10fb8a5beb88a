import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '../graphql/date-time.scalar';
import { PersonalData } from '../graphql/personal-data';
import type { SqlTime } from '../kernel/timestamp';

/** A person of a tenant: what events, describes and roster mutations have said of them. */
@Entity('person')
@ObjectType('Person', {
  description:
    'A person, as events and the roster have told of them. Newer facts replace older ones; nothing is ever blanked.',
})
export class PersonEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  @PrimaryColumn('varchar', { length: 36 })
  @Field(() => ID, { description: 'The gateway’s own id: a UUID, in the order of arrival.' })
  id!: string;

  @PersonalData()
  @Column('varchar', { length: 1024, nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The whole name, at most 1,024 characters; null when nobody has said it.',
  })
  name!: string | null;

  @PersonalData()
  @Column('varchar', { name: 'given_name', length: 1024, nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The given name, at most 1,024 characters; null when nobody has said it.',
  })
  givenName!: string | null;

  @PersonalData()
  @Column('varchar', { name: 'family_name', length: 1024, nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The family name, at most 1,024 characters; null when nobody has said it.',
  })
  familyName!: string | null;

  @PersonalData()
  @Column('varchar', { length: 1024, nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'The newest e-mail address, at most 1,024 characters; null when nobody has said it.',
  })
  email!: string | null;

  /** The instant of the newest fact in this row: an older event fills gaps, and overwrites nothing. */
  @Column('datetime', { name: 'as_of', precision: 3 })
  asOf!: SqlTime;

  @Column('datetime', { name: 'created_at', precision: 3 })
  @Field(() => DateTime, { description: 'When the gateway first heard of the person.' })
  createdAt!: SqlTime;
}
