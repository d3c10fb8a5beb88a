import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from '../../forward-only';

const STATEMENTS = [
  `CREATE TABLE "event" (
    "tenant_id" varchar(64) NOT NULL,
    "id" varchar(36) NOT NULL,
    "source" varchar(8) NOT NULL,
    "type" varchar(256) NOT NULL,
    "type_namespace" varchar(2048) NOT NULL,
    "action" varchar(256),
    "action_term" varchar(256),
    "occurred_at" datetime(3) NOT NULL,
    "ended_at" datetime(3),
    "received_at" datetime(3) NOT NULL,
    "receipt_id" varchar(36) NOT NULL,
    "receipt_index" integer NOT NULL,
    "person_id" varchar(36),
    "course_id" varchar(36),
    "membership_id" varchar(36),
    "person_key" varchar(43),
    "roles" varchar(4000),
    "identity" varchar(43) NOT NULL,
    "content_hash" varchar(43) NOT NULL,
    "program_id" varchar(25),
    "system_id" varchar(25),
    "publisher_event_id" varchar(200),
    "participant_id" varchar(200),
    "sensor" varchar(2048),
    "source_id" varchar(2048),
    "dialect" varchar(8),
    "profile" varchar(256),
    "object_type" varchar(256),
    "object_key" varchar(43),
    "session_key" varchar(43),
    PRIMARY KEY ("tenant_id", "id")
  )`,
  'CREATE UNIQUE INDEX "uq_event_identity" ON "event" ("tenant_id", "identity")',
  'CREATE INDEX "ix_event_occurred" ON "event" ("tenant_id", "occurred_at", "id")',
  'CREATE INDEX "ix_event_course" ON "event" ("tenant_id", "course_id", "occurred_at", "id")',
  'CREATE INDEX "ix_event_person" ON "event" ("tenant_id", "person_id", "occurred_at", "id")',
  'CREATE INDEX "ix_event_membership" ON "event" ("tenant_id", "membership_id", "occurred_at", "id")',
  'CREATE INDEX "ix_event_receipt" ON "event" ("tenant_id", "receipt_id", "receipt_index")',
  'CREATE INDEX "ix_event_person_key" ON "event" ("tenant_id", "person_key")',
  'CREATE INDEX "ix_event_participant" ON "event" ("tenant_id", "participant_id")',
  'CREATE INDEX "ix_event_object" ON "event" ("tenant_id", "object_key", "occurred_at", "id")',
  'CREATE INDEX "ix_event_session" ON "event" ("tenant_id", "session_key", "occurred_at", "id")',
  `CREATE TABLE "event_body" (
    "tenant_id" varchar(64) NOT NULL,
    "event_id" varchar(36) NOT NULL,
    "raw" mediumtext NOT NULL,
    PRIMARY KEY ("tenant_id", "event_id")
  )`,
  `CREATE TABLE "receipt" (
    "tenant_id" varchar(64) NOT NULL,
    "id" varchar(36) NOT NULL,
    "source" varchar(8) NOT NULL,
    "received_at" datetime(3) NOT NULL,
    "received" integer NOT NULL,
    "stored" integer NOT NULL,
    "duplicates" integer NOT NULL,
    "quarantined" integer NOT NULL,
    "rejected" integer NOT NULL,
    "outcomes" mediumtext NOT NULL,
    "position" bigint,
    PRIMARY KEY ("tenant_id", "id")
  )`,
  'CREATE UNIQUE INDEX "uq_receipt_position" ON "receipt" ("tenant_id", "position")',
  `CREATE TABLE "quarantine" (
    "tenant_id" varchar(64) NOT NULL,
    "id" varchar(36) NOT NULL,
    "source" varchar(8) NOT NULL,
    "receipt_id" varchar(36) NOT NULL,
    "received_at" datetime(3) NOT NULL,
    "sensor" varchar(2048),
    "data_version" varchar(2048),
    "code" varchar(64) NOT NULL,
    "problems" mediumtext NOT NULL,
    "raw" mediumtext NOT NULL,
    "resolved_at" datetime(3),
    "resolved_receipt_id" varchar(36),
    PRIMARY KEY ("tenant_id", "id")
  )`,
  'CREATE INDEX "ix_quarantine_received" ON "quarantine" ("tenant_id", "received_at", "id")',
  `CREATE TABLE "entity_description" (
    "tenant_id" varchar(64) NOT NULL,
    "id" varchar(36) NOT NULL,
    "identity" varchar(43) NOT NULL,
    "receipt_id" varchar(36) NOT NULL,
    "received_at" datetime(3) NOT NULL,
    "sensor" varchar(2048),
    "type" varchar(256) NOT NULL,
    "entity_id" varchar(2048),
    "raw" mediumtext NOT NULL,
    PRIMARY KEY ("tenant_id", "id")
  )`,
  'CREATE UNIQUE INDEX "uq_entity_description_identity" ON "entity_description" ("tenant_id", "identity")',
  `CREATE TABLE "feed_counter" (
    "tenant_id" varchar(64) NOT NULL,
    "next" bigint NOT NULL,
    PRIMARY KEY ("tenant_id")
  )`,
  `CREATE TABLE "person" (
    "tenant_id" varchar(64) NOT NULL,
    "id" varchar(36) NOT NULL,
    "name" varchar(1024),
    "given_name" varchar(1024),
    "family_name" varchar(1024),
    "email" varchar(1024),
    "as_of" datetime(3) NOT NULL,
    "created_at" datetime(3) NOT NULL,
    PRIMARY KEY ("tenant_id", "id")
  )`,
  `CREATE TABLE "course" (
    "tenant_id" varchar(64) NOT NULL,
    "id" varchar(36) NOT NULL,
    "course_number" varchar(256),
    "name" varchar(1024),
    "academic_session" varchar(1024),
    "type" varchar(256),
    "parent_id" varchar(36),
    "as_of" datetime(3) NOT NULL,
    "created_at" datetime(3) NOT NULL,
    PRIMARY KEY ("tenant_id", "id")
  )`,
  'CREATE INDEX "ix_course_number" ON "course" ("tenant_id", "course_number", "id")',
  `CREATE TABLE "membership" (
    "tenant_id" varchar(64) NOT NULL,
    "id" varchar(36) NOT NULL,
    "person_id" varchar(36) NOT NULL,
    "course_id" varchar(36) NOT NULL,
    "roles" varchar(4000) NOT NULL,
    "status" varchar(256),
    "as_of" datetime(3) NOT NULL,
    "created_at" datetime(3) NOT NULL,
    PRIMARY KEY ("tenant_id", "id")
  )`,
  'CREATE INDEX "ix_membership_person" ON "membership" ("tenant_id", "person_id", "id")',
  'CREATE INDEX "ix_membership_course" ON "membership" ("tenant_id", "course_id", "id")',
  `CREATE TABLE "identifier" (
    "tenant_id" varchar(64) NOT NULL,
    "identifier_key" varchar(43) NOT NULL,
    "kind" varchar(8) NOT NULL,
    "type" varchar(32) NOT NULL,
    "system" varchar(2048) NOT NULL,
    "value" varchar(2048) NOT NULL,
    "entity_id" varchar(36) NOT NULL,
    "names_digest" varchar(43),
    "created_at" datetime(3) NOT NULL,
    PRIMARY KEY ("tenant_id", "identifier_key")
  )`,
  'CREATE INDEX "ix_identifier_entity" ON "identifier" ("tenant_id", "entity_id")',
];

/** The event log and the directory. */
export class FirstSchema1795219200000 implements MigrationInterface {
  name = 'FirstSchema1795219200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  down = forwardOnly;
}
