import { Field, ID, InputType } from 'type-graphql';
import { IdentifierInput } from './identifier.input';

/** A person's place in a course, as a client writes it. */
@InputType('MembershipInput', {
  description:
    'A person’s place in a course, both of them known: exactly one of `personId` and `person`, and one of `courseId` and `course`.',
})
export class MembershipInput {
  @Field(() => ID, { nullable: true, description: 'The person’s id.' })
  personId?: string | null;

  @Field(() => IdentifierInput, { nullable: true, description: 'A name of the person.' })
  person?: IdentifierInput | null;

  @Field(() => ID, { nullable: true, description: 'The course’s id.' })
  courseId?: string | null;

  @Field(() => IdentifierInput, { nullable: true, description: 'A name of the course.' })
  course?: IdentifierInput | null;

  @Field(() => [String], {
    description:
      'All roles that the person now has in the course, at most 50 of 1 to 256 characters and 4,000 together: `Learner`, `Instructor#TeachingAssistant`, or IRIs. They replace those that were known.',
  })
  roles!: string[];

  @Field(() => String, {
    nullable: true,
    description: '`Active` or `Inactive`, 1 to 256 characters; left out, or null, it stays.',
  })
  status?: string | null;
}
