import type { MigrationInterface } from 'typeorm';

/** A migration as TypeORM makes it. */
export type MigrationClass = new () => MigrationInterface;
