import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { PersonalData } from '../graphql/personal-data';
import { isPersonalIdentifier } from '../kernel/personal-identifier';
import type { EntityKind, IdentifierType } from '../kernel/roster';
import type { SqlTime } from '../kernel/timestamp';
import { IdentifierTypes } from './identifier-types';

/** One name of a person or course. The key is a digest, because an IRI of 2,048 characters is no MySQL index. */
@Entity('identifier')
@Index('ix_identifier_entity', ['tenantId', 'entityId'])
@ObjectType('Identifier', {
  description: 'One name of a person or course in one system. It names no other of its kind.',
})
export class IdentifierEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  /** digest(kind, type, system, value) */
  @PrimaryColumn('varchar', { name: 'identifier_key', length: 43 })
  key!: string;

  @Column('varchar', { length: 8 })
  kind!: EntityKind;

  @Column('varchar', { length: 32 })
  @Field(() => IdentifierTypes, { description: 'What sort of name it is.' })
  type!: IdentifierType;

  @Column('varchar', { length: 2048 })
  @Field(() => String, {
    description:
      'Where the value is unique: a Blackboard site, a sensor, a publisher’s program. Empty where it is unique everywhere.',
  })
  system!: string;

  @PersonalData({ unless: isOpenName })
  @Column('varchar', { length: 2048 })
  @Field(() => String, {
    nullable: true,
    description:
      'The name itself, 1 to 2,048 characters. Compared byte for byte. Null to who may not see personal data, for a name that says by itself who somebody is.',
  })
  value!: string;

  @Column('varchar', { name: 'entity_id', length: 36 })
  entityId!: string;

  /**
   * Digest of all the names that came with this one, where it is the first of several and they are all
   * known: the same names again need not be looked up.
   */
  @Column('varchar', { name: 'names_digest', length: 43, nullable: true })
  namesDigest!: string | null;

  @Column('datetime', { name: 'created_at', precision: 3 })
  createdAt!: SqlTime;
}

function isOpenName({ kind, ...name }: Pick<IdentifierEntity, 'kind' | 'type' | 'value'>): boolean {
  return kind === 'COURSE' || !isPersonalIdentifier(name);
}
