/** What the test uses of the published sensor, which brings no types. */
declare module 'ims-caliper' {
  type Fields = Record<string, unknown>;
  interface Factory {
    create(delegate: object, fields: object): Fields;
  }
  interface Client {
    initialize(id: string, options: object): void;
  }
  const caliper: {
    /** Exports by name: events, entities and the rest. */
    readonly [name: string]: unknown;
    readonly Actions: Readonly<
      Record<string, { readonly term: string; readonly events: string[] }>
    >;
    readonly EntityType: Readonly<Record<string, { readonly term: string }>>;
    readonly EventType: Readonly<Record<string, { readonly term: string }>>;
    readonly EventFactory: () => Factory;
    readonly EntityFactory: () => Factory;
    readonly HttpClient: Client;
    readonly HttpOptions: { readonly headers: Fields } & Fields;
    readonly ClientUtils: { stringify(value: unknown): string };
    readonly Sensor: {
      initialize(id: string): void;
      registerClient(client: Client): void;
      sendToClient(client: Client, envelope: object): void;
      createEnvelope(fields: { readonly data: unknown }): object;
    };
  };
  export = caliper;
}
