import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from '../../forward-only';

// IF NOT EXISTS, because each CREATE commits by itself: a migration that was cut off is run again from its beginning.
const STATEMENTS = [
  `CREATE TABLE IF NOT EXISTS event (
    tenant_id varchar(64) NOT NULL,
    id varchar(36) NOT NULL,
    source varchar(8) NOT NULL,
    type varchar(256) NOT NULL,
    type_namespace varchar(2048) NOT NULL,
    action varchar(256) NULL,
    action_term varchar(256) NULL,
    occurred_at datetime(3) NOT NULL,
    ended_at datetime(3) NULL,
    received_at datetime(3) NOT NULL,
    receipt_id varchar(36) NOT NULL,
    receipt_index int NOT NULL,
    person_id varchar(36) NULL,
    course_id varchar(36) NULL,
    membership_id varchar(36) NULL,
    person_key varchar(43) NULL,
    roles varchar(4000) NULL,
    identity varchar(43) NOT NULL,
    content_hash varchar(43) NOT NULL,
    program_id varchar(25) NULL,
    system_id varchar(25) NULL,
    publisher_event_id varchar(200) NULL,
    participant_id varchar(200) NULL,
    sensor varchar(2048) NULL,
    source_id varchar(2048) NULL,
    dialect varchar(8) NULL,
    profile varchar(256) NULL,
    object_type varchar(256) NULL,
    object_key varchar(43) NULL,
    session_key varchar(43) NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE INDEX uq_event_identity (tenant_id, identity),
    INDEX ix_event_occurred (tenant_id, occurred_at, id),
    INDEX ix_event_course (tenant_id, course_id, occurred_at, id),
    INDEX ix_event_person (tenant_id, person_id, occurred_at, id),
    INDEX ix_event_membership (tenant_id, membership_id, occurred_at, id),
    INDEX ix_event_receipt (tenant_id, receipt_id, receipt_index),
    INDEX ix_event_person_key (tenant_id, person_key),
    INDEX ix_event_participant (tenant_id, participant_id),
    INDEX ix_event_object (tenant_id, object_key, occurred_at, id),
    INDEX ix_event_session (tenant_id, session_key, occurred_at, id)
  ) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin`,
  `CREATE TABLE IF NOT EXISTS event_body (
    tenant_id varchar(64) NOT NULL,
    event_id varchar(36) NOT NULL,
    raw mediumtext NOT NULL,
    PRIMARY KEY (tenant_id, event_id)
  ) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin`,
  `CREATE TABLE IF NOT EXISTS receipt (
    tenant_id varchar(64) NOT NULL,
    id varchar(36) NOT NULL,
    source varchar(8) NOT NULL,
    received_at datetime(3) NOT NULL,
    received int NOT NULL,
    \`stored\` int NOT NULL,
    duplicates int NOT NULL,
    quarantined int NOT NULL,
    rejected int NOT NULL,
    outcomes mediumtext NOT NULL,
    position bigint NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE INDEX uq_receipt_position (tenant_id, position)
  ) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin`,
  `CREATE TABLE IF NOT EXISTS quarantine (
    tenant_id varchar(64) NOT NULL,
    id varchar(36) NOT NULL,
    source varchar(8) NOT NULL,
    receipt_id varchar(36) NOT NULL,
    received_at datetime(3) NOT NULL,
    sensor varchar(2048) NULL,
    data_version varchar(2048) NULL,
    code varchar(64) NOT NULL,
    problems mediumtext NOT NULL,
    raw mediumtext NOT NULL,
    resolved_at datetime(3) NULL,
    resolved_receipt_id varchar(36) NULL,
    PRIMARY KEY (tenant_id, id),
    INDEX ix_quarantine_received (tenant_id, received_at, id)
  ) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin`,
  `CREATE TABLE IF NOT EXISTS entity_description (
    tenant_id varchar(64) NOT NULL,
    id varchar(36) NOT NULL,
    identity varchar(43) NOT NULL,
    receipt_id varchar(36) NOT NULL,
    received_at datetime(3) NOT NULL,
    sensor varchar(2048) NULL,
    type varchar(256) NOT NULL,
    entity_id varchar(2048) NULL,
    raw mediumtext NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE INDEX uq_entity_description_identity (tenant_id, identity)
  ) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin`,
  `CREATE TABLE IF NOT EXISTS feed_counter (
    tenant_id varchar(64) NOT NULL,
    next bigint NOT NULL,
    PRIMARY KEY (tenant_id)
  ) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin`,
  `CREATE TABLE IF NOT EXISTS person (
    tenant_id varchar(64) NOT NULL,
    id varchar(36) NOT NULL,
    name varchar(1024) NULL,
    given_name varchar(1024) NULL,
    family_name varchar(1024) NULL,
    email varchar(1024) NULL,
    as_of datetime(3) NOT NULL,
    created_at datetime(3) NOT NULL,
    PRIMARY KEY (tenant_id, id)
  ) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin`,
  `CREATE TABLE IF NOT EXISTS course (
    tenant_id varchar(64) NOT NULL,
    id varchar(36) NOT NULL,
    course_number varchar(256) NULL,
    name varchar(1024) NULL,
    academic_session varchar(1024) NULL,
    type varchar(256) NULL,
    parent_id varchar(36) NULL,
    as_of datetime(3) NOT NULL,
    created_at datetime(3) NOT NULL,
    PRIMARY KEY (tenant_id, id),
    INDEX ix_course_number (tenant_id, course_number, id)
  ) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin`,
  `CREATE TABLE IF NOT EXISTS membership (
    tenant_id varchar(64) NOT NULL,
    id varchar(36) NOT NULL,
    person_id varchar(36) NOT NULL,
    course_id varchar(36) NOT NULL,
    roles varchar(4000) NOT NULL,
    status varchar(256) NULL,
    as_of datetime(3) NOT NULL,
    created_at datetime(3) NOT NULL,
    PRIMARY KEY (tenant_id, id),
    INDEX ix_membership_person (tenant_id, person_id, id),
    INDEX ix_membership_course (tenant_id, course_id, id)
  ) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin`,
  `CREATE TABLE IF NOT EXISTS identifier (
    tenant_id varchar(64) NOT NULL,
    identifier_key varchar(43) NOT NULL,
    kind varchar(8) NOT NULL,
    type varchar(32) NOT NULL,
    \`system\` varchar(2048) NOT NULL,
    value varchar(2048) NOT NULL,
    entity_id varchar(36) NOT NULL,
    names_digest varchar(43) NULL,
    created_at datetime(3) NOT NULL,
    PRIMARY KEY (tenant_id, identifier_key),
    INDEX ix_identifier_entity (tenant_id, entity_id)
  ) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin`,
];

/** The event log and the directory. */
export class FirstSchema1795219200000 implements MigrationInterface {
  name = 'FirstSchema1795219200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  down = forwardOnly;
}
