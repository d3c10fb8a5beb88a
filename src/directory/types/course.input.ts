import { Field, ID, InputType } from 'type-graphql';
import { IdentifierInput } from './identifier.input';

/** A course of a roster, as a client writes it. */
@InputType('CourseInput', {
  description:
    'A course of a roster, named by `id`, by identifiers, or by `courseNumber` alone. What is given replaces what was known; what is left out, or null, stays.',
})
export class CourseInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'The id of the course to update. Without it, the first identifier that is known says which it is, and a course is made where none is.',
  })
  id?: string | null;

  @Field(() => [IdentifierInput], {
    nullable: true,
    description:
      'Names of the course, at most 50, the deciding one first. Those that are new become its own. One that names another course is a CONFLICT.',
  })
  identifiers?: IdentifierInput[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The institution’s number, 1 to 256 characters. Without `id` and identifiers it says which course is meant: of several that share it, the one that was known first.',
  })
  courseNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'The title, 1 to 1,024 characters.' })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The term, like `Fall 2026`, 1 to 1,024 characters.',
  })
  academicSession?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Caliper’s term: `CourseOffering` or `CourseSection`; 1 to 256 characters.',
  })
  type?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the course that this one is part of. Not together with `parent`.',
  })
  parentId?: string | null;

  @Field(() => IdentifierInput, {
    nullable: true,
    description:
      'A name of the course that this one is part of: one that is known, or that the same call makes.',
  })
  parent?: IdentifierInput | null;
}
