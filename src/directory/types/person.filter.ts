import { Field, ID, InputType } from 'type-graphql';

/** Which persons are wanted. */
@InputType('PersonFilter', {
  description:
    'Which persons are wanted: all that is given must hold, of one and the same membership.',
})
export class PersonFilter {
  @Field(() => ID, { nullable: true, description: 'Only members of this course.' })
  courseId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Only those who have any of these roles, in the course if one is given, else in some course; at most 50. An empty list finds nobody.',
  })
  roles?: string[] | null;
}
