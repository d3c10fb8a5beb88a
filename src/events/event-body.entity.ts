import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The text an event came as, of events that were stored before texts were packed (event-text.entity.ts). */
@Entity('event_body')
export class EventBodyEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  @PrimaryColumn('varchar', { name: 'event_id', length: 36 })
  eventId!: string;

  @Column('mediumtext')
  raw!: string;
}
