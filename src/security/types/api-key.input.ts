import { Field, InputType } from 'type-graphql';
import { DateTime } from '../../graphql/date-time.scalar';
import type { Scope } from '../../kernel/principal';
import type { SqlTime } from '../../kernel/timestamp';
import type { ApiKeyRequest } from '../api-key-input';
import { ScopeEnum } from './scope.enum';

@InputType('ApiKeyInput', { description: 'What a new API key is to be.' })
export class ApiKeyInput implements ApiKeyRequest {
  @Field(() => String, { description: 'What people call it, 1 to 200 characters.' })
  name!: string;

  @Field(() => [ScopeEnum], {
    description:
      'What it may do: one at least, and nothing that the credential of this request may not.',
  })
  scopes!: Scope[];

  @Field(() => [String], {
    nullable: true,
    description:
      'Hub programs that it is to be bound to, at most 100 of 1 to 25 characters. Left out, or null: to none in particular. Not together with ADMIN.',
  })
  programs?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Caliper sensors that it is to be bound to, at most 100 of 1 to 2,048 characters. Left out, or null: to none in particular. Not together with ADMIN.',
  })
  sensors?: string[] | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it is to stop being good, in the future. Left out, or null: never by itself.',
  })
  expiresAt?: SqlTime | null;
}
