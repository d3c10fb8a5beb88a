import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../../graphql/page.args';
import { CourseFilter } from './course.filter';
import { MembershipFilter, MembershipsUnderFilter } from './membership.filter';
import { PersonFilter } from './person.filter';

const description = 'Which of them are wanted; all of them without it.';

/** How `persons` is asked. */
@ArgsType()
export class PersonsArgs extends PageArgs {
  @Field(() => PersonFilter, { nullable: true, description })
  filter?: PersonFilter | null;
}

/** How `courses` is asked. */
@ArgsType()
export class CoursesArgs extends PageArgs {
  @Field(() => CourseFilter, { nullable: true, description })
  filter?: CourseFilter | null;
}

/** How `memberships` is asked. */
@ArgsType()
export class MembershipsArgs extends PageArgs {
  @Field(() => MembershipFilter, { nullable: true, description })
  filter?: MembershipFilter | null;
}

/** How the memberships of a person or course are asked. */
@ArgsType()
export class MembershipsUnderArgs extends PageArgs {
  @Field(() => MembershipsUnderFilter, { nullable: true, description })
  filter?: MembershipsUnderFilter | null;
}
