import type { FastifyInstance } from 'fastify';

/** A part of what is served, with its own routes, bodies and errors: the server registers it, and knows no more. */
export type Door = (fastify: FastifyInstance) => Promise<void>;

/** What every door of the gateway is given. */
export interface DoorOptions {
  /** Bytes of a body, counted after it is decompressed. */
  readonly maxBodyBytes: number;
  /** Milliseconds that a request may take once its body has arrived. */
  readonly deadline: number;
  /** Where faults of ours are written that no client may see. */
  readonly report: (error: unknown, correlationId: string) => void;
}
