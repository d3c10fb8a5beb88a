/** What the description of the HTTP API says of this gateway, and does not know of itself. */
export interface ApiFacts {
  /** Of the gateway, semantic. */
  readonly version: string;
  readonly maxBodyBytes: number;
  /** Events and descriptions of one call. */
  readonly maxEvents: number;
  /** Values of dataVersion that envelopes may have. */
  readonly dataVersions: readonly string[];
  /** Longest text of each field of a hub event, in code points. */
  readonly hubLimits: {
    readonly publisherProgramId: number;
    readonly publisherSystemId: number;
    readonly eventType: number;
    readonly publisherEventId: number;
    readonly publisherParticipantId: number;
    readonly publisherEventDataBytes: number;
  };
  /** Publishers' systems, each with its event types. */
  readonly systems: readonly {
    readonly id: string;
    readonly eventTypes: readonly { readonly id: string }[];
  }[];
}

/** A part of an OpenAPI document: JSON. */
export type OpenapiPart = { readonly [member: string]: unknown };
