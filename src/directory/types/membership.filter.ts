import { Field, ID, InputType } from 'type-graphql';
import type { MembershipConditions } from '../membership-conditions';

/** Which memberships of a person or a course are wanted. */
@InputType('MembershipsUnderFilter', {
  description: 'Which memberships of a person or course are wanted: all that is given must hold.',
})
export class MembershipsUnderFilter implements MembershipConditions {
  @Field(() => [String], {
    nullable: true,
    description:
      'Only those with any of these roles, at most 50: `Learner`, or an IRI. An empty list finds nothing.',
  })
  roles?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only those of this status: `Active`, `Inactive`, or as it was sent.',
  })
  status?: string | null;
}

/** Which memberships are wanted. */
@InputType('MembershipFilter', {
  description: 'Which memberships are wanted: all that is given must hold.',
})
export class MembershipFilter extends MembershipsUnderFilter {
  @Field(() => ID, { nullable: true, description: 'Only those of this person.' })
  personId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those in this course.' })
  courseId?: string | null;
}
