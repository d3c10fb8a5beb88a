import { z } from 'zod';
import { isThisMachine } from './this-machine';

/** The variables of a router that asks for entities. */
export const ROUTER_VARIABLES = {
  ROUTER_SECRETS: z
    .string()
    .transform((text) => text.split(',').map((secret) => secret.trim()))
    .refine((all) => all.length <= 2, 'must be at most two, with a comma between them')
    .refine((all) => all.every((one) => one.length >= 16), 'must have 16 characters each or more')
    .default([]),
  ROUTER_GATE: z.enum(['on', 'off']).optional(),
};

/** Who may ask as a router, as the gateway uses it. */
export interface RouterSettings {
  /** What a router shows in its header; two while one takes the place of the other. */
  readonly routerSecrets: readonly string[];
  /** Whether `_service` and `_entities` are answered to the router only. */
  readonly routerGate: boolean;
}

/**
 * The settings that the variables say. Unless it is said, the gate is open only where nobody else can come:
 * no secret, on this machine alone.
 */
export function routerSettings(
  set: z.infer<z.ZodObject<typeof ROUTER_VARIABLES>>,
  host: string,
): RouterSettings {
  const { ROUTER_SECRETS: routerSecrets, ROUTER_GATE: gate } = set;
  const isOpen = gate === undefined && routerSecrets.length === 0 && isThisMachine(host);
  return { routerSecrets, routerGate: gate === undefined ? !isOpen : gate === 'on' };
}
