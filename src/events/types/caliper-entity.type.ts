import { GraphQLJSON } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import type { CaliperEntity } from '../../caliper/entity';
import { hasPersonalId, hasPersonalName } from '../../caliper/personal-entity';
import { PersonalData } from '../../graphql/personal-data';
import type { JsonObject } from '../../kernel/json';

/** Caliper 1.2 section 3.1: any entity, as an event names it. */
@ObjectType('CaliperEntity', {
  description:
    'An entity as an event names it: a person, a resource, an attempt, a session. Caliper 1.2, Entities.',
})
export class CaliperEntityType implements CaliperEntity {
  @PersonalData({ unless: (entity: CaliperEntity) => !hasPersonalId(entity) })
  @Field(() => String, {
    nullable: true,
    description: 'Its IRI as sent, at most 2,048 characters; null where it has none.',
  })
  id!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The term of its type, such as `Attempt`; null where only its IRI was sent.',
  })
  type!: string | null;

  @PersonalData({ unless: (entity: CaliperEntity) => !hasPersonalName(entity) })
  @Field(() => String, { nullable: true, description: 'Its name as sent; null where it has none.' })
  name!: string | null;

  @PersonalData()
  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'Its extensions as sent, a JSON object; null where it has none.',
  })
  extensions!: JsonObject | null;

  @PersonalData()
  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'All of it as sent, a JSON object; null where only its IRI was sent.',
  })
  data!: JsonObject | null;
}
