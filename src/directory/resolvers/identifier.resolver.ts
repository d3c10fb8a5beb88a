import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { DirectoryContext } from '../directory-context';
import type { IdentifierService } from '../identifier.service';
import { PersonEntity } from '../person.entity';
import type { PersonRow } from '../person.store';
import { IdentifierInput } from '../types/identifier.input';

/** Says by hand whom an identifier names. */
@Resolver()
export class IdentifierResolver {
  constructor(private readonly identifiers: IdentifierService) {}

  @Mutation(() => PersonEntity, {
    description:
      'Lets an identifier name a person. It is taken from whoever had it, and the events that are found by it become this person’s. Answers the person.',
  })
  linkIdentifier(
    @Arg('personId', () => ID, { description: 'The person’s id.' }) personId: string,
    @Arg('identifier', () => IdentifierInput, { description: 'The name that is to be theirs.' })
    identifier: IdentifierInput,
    @Ctx() { principal, directory }: DirectoryContext,
  ): Promise<PersonRow> {
    return directory.changed(this.identifiers.link(principal.tenantId, personId, identifier));
  }

  @Mutation(() => PersonEntity, {
    description:
      'Takes an identifier from a person, and the events that were found by it. The person may be left with none. Answers the person.',
  })
  unlinkIdentifier(
    @Arg('personId', () => ID, { description: 'The person’s id.' }) personId: string,
    @Arg('identifier', () => IdentifierInput, { description: 'The name that is no longer theirs.' })
    identifier: IdentifierInput,
    @Ctx() { principal, directory }: DirectoryContext,
  ): Promise<PersonRow> {
    return directory.changed(this.identifiers.unlink(principal.tenantId, personId, identifier));
  }
}
