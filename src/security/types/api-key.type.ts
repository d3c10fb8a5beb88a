import { Field, ID, ObjectType } from 'type-graphql';
import { connectionTypes } from '../../graphql/connection';
import { DateTime } from '../../graphql/date-time.scalar';
import type { Scope } from '../../kernel/principal';
import type { SqlTime } from '../../kernel/timestamp';
import type { ApiKey, IssuedApiKey } from '../api-key';
import { ScopeEnum } from './scope.enum';

@ObjectType('ApiKey', {
  description: 'A key by which a system is known to the gateway: what it may do, never the key.',
})
export class ApiKeyType implements ApiKey {
  @Field(() => ID, { description: 'Its id. It stands in the key too, and opens nothing.' })
  id!: string;

  @Field(() => String, { description: 'What people call it.' })
  name!: string;

  @Field(() => [ScopeEnum], { description: 'What it may do.' })
  scopes!: readonly Scope[];

  @Field(() => [String], {
    nullable: true,
    description: 'Hub programs that it is bound to; null: to none in particular.',
  })
  programs!: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Caliper sensors that it is bound to; null: to none in particular.',
  })
  sensors!: readonly string[] | null;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: SqlTime;

  @Field(() => String, {
    description:
      'Who made it: `key:` and the id of a key, `user:` and a digest, `local`, or `bootstrap` for the first.',
  })
  createdBy!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it stops being good; null: never by itself.',
  })
  expiresAt!: SqlTime | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was revoked; null while it was not.',
  })
  revokedAt!: SqlTime | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was last used, to the minute or so; null: never.',
  })
  lastUsedAt!: SqlTime | null;
}

@ObjectType('IssuedApiKey', {
  description: 'A key that was made just now. Nobody can see its text a second time.',
})
export class IssuedApiKeyType implements IssuedApiKey {
  @Field(() => ApiKeyType, { description: 'What the gateway keeps of it.' })
  apiKey!: ApiKeyType;

  @Field(() => String, {
    description:
      'The key itself: `leg_` and 71 digits and letters. Keep it where secrets are kept.',
  })
  key!: string;
}

const { ConnectionType } = connectionTypes('ApiKey', () => ApiKeyType, 'API keys');

/** A page of API keys. */
export const ApiKeyConnection = ConnectionType;
