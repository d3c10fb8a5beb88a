import { Field, ID, InputType } from 'type-graphql';
import { IdentifierInput } from './identifier.input';

/** A person of a roster, as a client writes them. */
@InputType('PersonInput', {
  description:
    'A person of a roster, named by `id` or by identifiers. What is given replaces what was known; what is left out, or null, stays.',
})
export class PersonInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'The id of the person to update. Without it, the first identifier that is known says who it is, and a person is made where none is.',
  })
  id?: string | null;

  @Field(() => [IdentifierInput], {
    nullable: true,
    description:
      'Names of the person, at most 50, the deciding one first. Those that are new become theirs. One that names somebody else is a CONFLICT.',
  })
  identifiers?: IdentifierInput[] | null;

  @Field(() => String, { nullable: true, description: 'The whole name, 1 to 1,024 characters.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'The given name, 1 to 1,024 characters.' })
  givenName?: string | null;

  @Field(() => String, { nullable: true, description: 'The family name, 1 to 1,024 characters.' })
  familyName?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The e-mail address, 1 to 1,024 characters. It also becomes an EMAIL identifier of the person, unless it is one of somebody else.',
  })
  email?: string | null;
}
