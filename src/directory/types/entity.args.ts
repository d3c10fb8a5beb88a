import { ArgsType, Field, ID } from 'type-graphql';
import type { CourseName, PersonName } from '../find-entity';
import { IdentifierInput } from './identifier.input';

/** How `person` is asked. */
@ArgsType()
export class PersonArgs implements PersonName {
  @Field(() => ID, { nullable: true, description: 'The person’s id.' })
  id?: string | null;

  @Field(() => IdentifierInput, { nullable: true, description: 'Any name of the person.' })
  identifier?: IdentifierInput | null;
}

/** How `course` is asked. */
@ArgsType()
export class CourseArgs implements CourseName {
  @Field(() => ID, { nullable: true, description: 'The course’s id.' })
  id?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The institution’s number of the course; of several courses that share it, the one that was known first.',
  })
  courseNumber?: string | null;

  @Field(() => IdentifierInput, { nullable: true, description: 'Any name of the course.' })
  identifier?: IdentifierInput | null;
}
