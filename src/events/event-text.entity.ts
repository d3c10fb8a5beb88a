import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The texts that events of one call came as, some that stood together in one row (text-pack.ts). */
@Entity('event_text')
export class EventTextEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  @PrimaryColumn('varchar', { name: 'receipt_id', length: 36 })
  receiptId!: string;

  /** The pack's number in the call. */
  @PrimaryColumn('int')
  pack!: number;

  /** Bytes of the texts once they are unpacked. */
  @Column('int')
  size!: number;

  /** In the form of MySQL's COMPRESS(). */
  @Column('mediumblob', { name: 'packed_bytes' })
  packedBytes!: Buffer;
}
