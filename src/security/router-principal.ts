import type { Principal } from '../kernel/principal';

/**
 * A federated router that shows its secret and forwards nobody's credential: who may ask for the SDL, and
 * has no scope for anything that is somebody's.
 */
export function routerPrincipal(tenantId: string): Principal {
  return {
    tenantId,
    subject: 'router',
    scopes: new Set(),
    programs: null,
    sensors: null,
    person: null,
  };
}
