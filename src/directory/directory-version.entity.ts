import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What of a tenant's directory may have changed: whom names name, or what is said of them. */
export type DirectoryAspect = 'LINKS' | 'FACTS';

/** A word that is another after every change that makes wrong what gateways remember of a tenant's directory. */
@Entity('directory_version')
export class DirectoryVersionEntity {
  @PrimaryColumn('varchar', { name: 'tenant_id', length: 64 })
  tenantId!: string;

  @PrimaryColumn('varchar', { length: 8 })
  aspect!: DirectoryAspect;

  @Column('varchar', { length: 36 })
  version!: string;
}
