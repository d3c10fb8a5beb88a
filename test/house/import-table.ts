/** One module of src/: what it may import of ours, and why no more. */
export interface ImportRow {
  /** A folder of src/, or a file at its root without its extension. */
  readonly module: string;
  /** Modules that it may import besides itself. */
  readonly mayImport: readonly string[];
  readonly reason: string;
}

/** Who may import whom. A module without a row may not exist: add its row, and say why. */
export const IMPORT_TABLE: readonly ImportRow[] = [
  {
    module: 'kernel',
    mayImport: [],
    reason: 'the ground floor: everybody stands on it, so it stands on nobody',
  },
  {
    module: 'caliper',
    mayImport: ['kernel'],
    reason: 'the standard is pure: text in, facts and problems out, whatever stores them',
  },
  {
    module: 'hub',
    mayImport: ['kernel'],
    reason: 'the hub’s rules are pure: an input in, facts and problems out, whatever stores them',
  },
  {
    module: 'redaction',
    mayImport: ['kernel'],
    reason: 'what is a secret is decided before anybody knows what a text means: text in, text out',
  },
  {
    module: 'storage',
    mayImport: ['kernel'],
    reason: 'connections, transactions and migrations know SQL, and not what the tables mean',
  },
  {
    module: 'graphql',
    mayImport: ['kernel'],
    reason: 'types that every part of the schema shares belong to no part of it',
  },
  {
    module: 'directory',
    mayImport: ['kernel', 'storage', 'graphql', 'redaction'],
    reason: 'persons and courses exist without events; a field about events lives in events/',
  },
  {
    module: 'events',
    mayImport: ['kernel', 'storage', 'graphql', 'caliper', 'hub', 'directory', 'redaction'],
    reason: 'the event log joins everything below it, and knows neither HTTP nor federation',
  },
  {
    module: 'security',
    mayImport: ['kernel', 'storage', 'graphql'],
    reason: 'who somebody is, and what they may do, is known before what they ask for',
  },
  {
    module: 'federation',
    mayImport: ['kernel'],
    reason: 'how entities are found is declared beside them; federation is told, and knows none',
  },
  {
    module: 'limits',
    mayImport: ['kernel'],
    reason:
      'what a request may be and cost is the same, whatever carries it and whatever answers it',
  },
  {
    module: 'http',
    mayImport: ['kernel', 'limits'],
    reason: 'a transport is handed what it serves, so that another can take its place',
  },
  {
    module: 'telemetry',
    mayImport: ['kernel', 'storage'],
    reason:
      'what the others tell of their work is counted and traced here; storage says what it tells',
  },
  {
    module: 'lifecycle',
    mayImport: ['kernel', 'http'],
    reason:
      'when the process serves and how it stops, whatever it serves; http says what a probe hears',
  },
  {
    module: 'entities',
    mayImport: ['directory', 'events', 'security'],
    reason: 'the one list of tables, for the data source',
  },
  {
    module: 'settings',
    mayImport: ['kernel'],
    reason: 'how a variable may be given is the same whatever it is for',
  },
  {
    module: 'config',
    mayImport: ['kernel', 'settings', 'storage', 'redaction'],
    reason:
      'the environment is read before anything else exists; storage knows a database’s URL, redaction its patterns',
  },
  {
    module: 'schema',
    mayImport: ['kernel', 'directory', 'events', 'security', 'federation'],
    reason: 'the one list of resolvers, for the server and for schema.graphql',
  },
  {
    module: 'gateway-doors',
    mayImport: ['kernel', 'config', 'gateway-services', 'caliper', 'hub', 'events', 'http'],
    reason: 'hands the doors of http/ the services that stand behind them, since http/ knows none',
  },
  {
    module: 'gateway-services',
    mayImport: [
      'kernel',
      'storage',
      'directory',
      'events',
      'redaction',
      'security',
      'entities',
      'config',
      'telemetry',
    ],
    reason: 'what the gateway can do, wired once, for the server and for commands without one',
  },
  {
    module: 'gateway-limits',
    mayImport: ['kernel', 'config', 'http', 'limits'],
    reason: 'what clients may spend is counted in one place, for requests and for events',
  },
  {
    module: 'request-context',
    mayImport: ['kernel', 'directory', 'events', 'federation', 'gateway-services'],
    reason: 'what a request is given is made of the services, for every resolver alike',
  },
  {
    module: 'gateway-server',
    mayImport: ['*'],
    reason:
      'the half of the composition root that makes the server: its schema, doors and contexts',
  },
  { module: 'app', mayImport: ['*'], reason: 'the composition root knows every module' },
  { module: 'serve', mayImport: ['*'], reason: 'the process from its first line to its last' },
  {
    module: 'cli',
    mayImport: ['*'],
    reason: 'a command works on what the root wires, beside the server; nobody imports a command',
  },
  { module: 'main', mayImport: ['*'], reason: 'the process starts what the root composed' },
];

/** An npm package that only some modules may import. */
export interface PackageRow {
  /** The package, or its scope with a slash: `@apollo/`. */
  readonly package: string;
  readonly mayBeImportedBy: readonly string[];
  readonly reason: string;
}

/** Packages that would carry a module's business elsewhere. Those not named may be imported anywhere. */
export const PACKAGE_TABLE: readonly PackageRow[] = [
  {
    package: 'fastify',
    mayBeImportedBy: ['http', 'app', 'gateway-server', 'main'],
    reason: 'only the transport knows the server',
  },
  {
    package: '@as-integrations/',
    mayBeImportedBy: ['http', 'app', 'gateway-server', 'main'],
    reason: 'only the transport knows the server',
  },
  {
    package: '@apollo/',
    mayBeImportedBy: ['http', 'app', 'gateway-server', 'main'],
    reason: 'the GraphQL server is an edge: the schema runs without it',
  },
  {
    package: 'prom-client',
    mayBeImportedBy: ['telemetry'],
    reason: 'who counts is one place; the others tell kernel’s Metrics',
  },
  {
    package: '@opentelemetry/',
    mayBeImportedBy: ['telemetry'],
    reason: 'who traces is one place; the others tell kernel’s Tracing',
  },
  {
    package: 'commander',
    mayBeImportedBy: ['cli'],
    reason: 'only the command line reads arguments',
  },
  {
    package: 'cli-progress',
    mayBeImportedBy: ['cli'],
    reason: 'only the command line draws on a terminal',
  },
  {
    package: 'mysql2',
    mayBeImportedBy: ['storage'],
    reason: 'no SQL driver outside storage/: a store speaks to its Database',
  },
  {
    package: 'libsql',
    mayBeImportedBy: ['storage'],
    reason: 'no SQL driver outside storage/: a store speaks to its Database',
  },
  {
    package: 'jose',
    mayBeImportedBy: ['security'],
    reason: 'who somebody is is told in one place',
  },
  {
    package: 'typeorm',
    mayBeImportedBy: ['storage', 'directory', 'events', 'security', 'app', 'main'],
    reason: 'entities and stores only',
  },
  {
    package: 'type-graphql',
    mayBeImportedBy: ['hub', 'graphql', 'directory', 'events', 'security', 'http', 'schema'],
    reason: 'kernel, caliper and storage are of no GraphQL server',
  },
];
