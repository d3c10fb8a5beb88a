import { type Config, readConfig } from '../config';
import { localPrincipal, type Principal } from '../kernel/principal';

/** What every command can be told. */
export interface CommonOptions {
  /** Instead of TENANT. */
  readonly tenant?: string;
  /** Say nothing but what was asked for, and errors. */
  readonly quiet?: boolean;
}

/** The configuration of a command: that of the gateway, from the same environment. @throws CodedError BAD_CONFIG */
export function commandConfig({ tenant }: CommonOptions): Config {
  const config = readConfig();
  return tenant === undefined
    ? config
    : { ...config, tenantId: readConfig({ TENANT: tenant }).tenantId };
}

/** Whoever runs a command has the database's password, and with it everything of the tenant. */
export function commandPrincipal({ tenantId }: Config): Principal {
  return { ...localPrincipal(tenantId), subject: 'cli' };
}
