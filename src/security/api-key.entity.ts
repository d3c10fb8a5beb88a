import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SqlTime } from '../kernel/timestamp';

/**
 * An API key, without the key: what it may do, and the hash by which it is known again. The id is unique by
 * itself too, because a key is looked up before anybody knows whose it is.
 */
@Entity('api_key')
@Index('uq_api_key_id', ['id'], { unique: true })
@Index('ix_api_key_created', ['tenantId', 'createdAt', 'id'])
export class ApiKeyEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  @PrimaryColumn('varchar', { length: 36 })
  id!: string;

  /** SHA-256 of the secret's characters, base64url. */
  @Column('varchar', { length: 43 })
  hash!: string;

  @Column('varchar', { length: 200 })
  name!: string;

  /** Scopes with a space between them. */
  @Column('varchar', { length: 256 })
  scopes!: string;

  /** JSON array of Hub programs; null: bound to none in particular. */
  @Column('mediumtext', { nullable: true })
  programs!: string | null;

  /** JSON array of Caliper sensors; null: bound to none in particular. */
  @Column('mediumtext', { nullable: true })
  sensors!: string | null;

  @Column('datetime', { name: 'created_at', precision: 3 })
  createdAt!: SqlTime;

  /** Subject of the principal that made it. */
  @Column('varchar', { name: 'created_by', length: 64 })
  createdBy!: string;

  @Column('datetime', { name: 'expires_at', precision: 3, nullable: true })
  expiresAt!: SqlTime | null;

  @Column('datetime', { name: 'revoked_at', precision: 3, nullable: true })
  revokedAt!: SqlTime | null;

  /** To the minute or so. */
  @Column('datetime', { name: 'last_used_at', precision: 3, nullable: true })
  lastUsedAt!: SqlTime | null;
}
