import { Field, ID, InputType } from 'type-graphql';

/** Which courses are wanted. */
@InputType('CourseFilter', {
  description: 'Which courses are wanted: all that is given must hold.',
})
export class CourseFilter {
  @Field(() => ID, { nullable: true, description: 'Only courses that this person is a member of.' })
  personId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Only those where the person, or somebody if none is given, has any of these roles; at most 50. An empty list finds nothing.',
  })
  roles?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only courses with this number, byte for byte.',
  })
  courseNumber?: string | null;
}
