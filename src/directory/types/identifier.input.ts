import { Field, InputType } from 'type-graphql';
import type { IdentifierType } from '../../kernel/roster';
import { IdentifierTypes } from '../identifier-types';

/** One name of a person or course, as a client writes it. */
@InputType('IdentifierInput', { description: 'One name of a person or course in one system.' })
export class IdentifierInput {
  @Field(() => IdentifierTypes, { description: 'What sort of name it is.' })
  type!: IdentifierType;

  @Field(() => String, {
    nullable: true,
    description:
      'Where the value is unique, at most 2,048 characters: a Blackboard site, a sensor, a publisher’s program (PARTICIPANT_ID requires it). Empty (the default) where it is unique everywhere; always empty for EMAIL.',
  })
  system?: string | null;

  @Field(() => String, {
    description: 'The name itself, 1 to 2,048 characters. Compared byte for byte.',
  })
  value!: string;
}
