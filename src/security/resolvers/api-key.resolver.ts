import { Arg, Args, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { PageArgs } from '../../graphql/page.args';
import type { Connection } from '../../kernel/page';
import type { Principal } from '../../kernel/principal';
import type { ApiKey, IssuedApiKey } from '../api-key';
import type { ApiKeyService } from '../api-key.service';
import { ApiKeyInput } from '../types/api-key.input';
import { ApiKeyConnection, ApiKeyType, IssuedApiKeyType } from '../types/api-key.type';

/** What the resolvers of keys find in a request. */
interface SecurityContext {
  readonly principal: Principal;
}

/** API keys, for those with the scope `admin`. */
@Resolver()
export class ApiKeyResolver {
  constructor(private readonly keys: ApiKeyService) {}

  @Query(() => ApiKeyConnection, {
    description:
      'The tenant’s API keys, the newest first; those that were revoked or have expired too. Needs the scope `admin`.',
  })
  apiKeys(
    @Ctx() { principal }: SecurityContext,
    @Args(() => PageArgs) page: PageArgs,
  ): Promise<Connection<ApiKey>> {
    return this.keys.list(principal, page);
  }

  @Mutation(() => IssuedApiKeyType, {
    description:
      'Makes an API key. Its text is in this answer, and never again. Needs the scope `admin`; FORBIDDEN for a key that could do more than this request’s credential.',
  })
  createApiKey(
    @Arg('input', () => ApiKeyInput, { description: 'What it is to be.' }) input: ApiKeyInput,
    @Ctx() { principal }: SecurityContext,
  ): Promise<IssuedApiKey> {
    return this.keys.create(principal, input);
  }

  @Mutation(() => IssuedApiKeyType, {
    description:
      'Makes an API key with the name and rights of another, and lets the other expire. Both are good meanwhile. Needs the scope `admin`; NOT_FOUND, CONFLICT where the key has ended already.',
  })
  rotateApiKey(
    @Arg('id', () => ID, { description: 'The id of the key that is to end.' }) id: string,
    @Arg('overlapSeconds', () => Int, {
      defaultValue: 86_400,
      description:
        'How long it stays good, in seconds: 0 to 2,592,000 (30 days); a day by default.',
    })
    overlapSeconds: number,
    @Ctx() { principal }: SecurityContext,
  ): Promise<IssuedApiKey> {
    return this.keys.rotate(principal, id, overlapSeconds);
  }

  @Mutation(() => ApiKeyType, {
    description:
      'Ends an API key for good: at this gateway at once, at others within 30 seconds. Needs the scope `admin`; NOT_FOUND for an unknown id.',
  })
  revokeApiKey(
    @Arg('id', () => ID, { description: 'The key’s id.' }) id: string,
    @Ctx() { principal }: SecurityContext,
  ): Promise<ApiKey> {
    return this.keys.revoke(principal, id);
  }
}
