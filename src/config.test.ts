import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from './config';
import { CodedError } from './kernel/coded-error';

function refusal(environment: Record<string, string>): CodedError {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error('a refusal was expected');
}

describe('readConfig', () => {
  it('serves an embedded database on loopback when nothing is set', () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: 'sqlite:./learning-events.db',
      tenantId: 'default',
      maxBodyBytes: 8 * 1024 * 1024,
      maxEvents: 5000,
      strictSensors: [],
      rosterSenders: 'all',
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', GRAPHIQL: '' })).toMatchObject({ port: 4000, graphiql: true });
  });

  it('reads numbers, switches and lists', () => {
    const environment = { PORT: '0', GRAPHIQL: 'false', STRICT_SENSORS: ' a, ,https://b.example ' };
    expect(readConfig(environment)).toMatchObject({
      port: 0,
      graphiql: false,
      strictSensors: ['a', 'https://b.example'],
    });
  });

  it('names every fault at once, and shows no value', () => {
    const error = refusal({ PORT: 'secret-1', TENANT: 'secret 2', INTROSPECTION: 'secret-3' });
    expect(error.code).toBe('BAD_CONFIG');
    for (const name of ['PORT', 'TENANT', 'INTROSPECTION']) expect(error.message).toContain(name);
    expect(error.message).not.toContain('secret');
  });

  it('asks for credentials unless it is told not to', () => {
    expect(readConfig({}).auth).toBe('on');
    for (const HOST of ['127.0.0.1', 'localhost', '::1', ''])
      expect(readConfig({ AUTH: 'off', HOST }).auth).toBe('off');
  });

  it('serves nobody unasked beyond this machine, and says so with the other faults', () => {
    for (const HOST of ['0.0.0.0', '::', '10.0.0.5', '127.0.0.1.example'])
      expect(refusal({ AUTH: 'off', HOST }).message).toContain('AUTH must be on');
    const { message } = refusal({ AUTH: 'off', HOST: '0.0.0.0', PORT: 'x', MAX_EVENTS: '0' });
    for (const name of ['AUTH', 'PORT', 'MAX_EVENTS']) expect(message).toContain(`${name} must`);
  });

  it('tells a database URL of the wrong shape together with the others', () => {
    const { message } = refusal({
      PORT: 'x',
      DATABASE_URL: 'mysql://gate:secret@/',
      TENANT: 'a b',
    });
    expect(message.split('\n  ').slice(1)).toEqual([
      'PORT must be a whole number from 0 to 65535',
      expect.stringMatching(/^DATABASE_URL requires /),
      'TENANT must be 1 to 64 characters of A-Z a-z 0-9 _ . -',
    ]);
    expect(message).not.toContain('secret');
  });

  it.each([
    ['GRAPHIQL', 'yes', 'GRAPHIQL must be one of true, false'],
    ['LOG_LEVEL', 'loud', /^LOG_LEVEL must be one of fatal, .*, silent$/],
    ['PORT', '1e3', 'PORT must be a whole number from 0 to 65535'],
    ['PORT', '0x10', 'PORT must be a whole number from 0 to 65535'],
    ['METRICS_PORT', 'on', 'METRICS_PORT must be off or a whole number from 0 to 65535'],
    ['ROUTER_SECRETS', 'short', 'ROUTER_SECRETS must have 16 characters each or more'],
  ])('says in plain words what %s=%s should have been', (name, value, words) => {
    expect(refusal({ [name]: value }).message.split('\n  ')[1]).toMatch(words);
  });

  it('serves metrics only where it is told to', () => {
    expect(readConfig({}).metricsPort).toBeNull();
    expect(readConfig({ METRICS_PORT: 'off' }).metricsPort).toBeNull();
    expect(readConfig({ METRICS_PORT: '9464' })).toMatchObject({
      metricsPort: 9464,
      metricsHost: '127.0.0.1',
    });
  });

  it('keeps metrics off the public port', () => {
    expect(refusal({ METRICS_PORT: '4000' }).message).toContain('METRICS_PORT must be another');
    expect(readConfig({ METRICS_PORT: '0', PORT: '0' }).metricsPort).toBe(0);
  });

  it('doubts a variable that is one slip away from one that it knows', () => {
    const { doubts } = readConfig({
      ROUTER_SECRET: 'a',
      DATABSE_URL: 'b',
      HOSTNAME: 'c',
      PORTS: 'd',
    });
    expect(doubts).toEqual([
      'ROUTER_SECRET is set and means nothing; is ROUTER_SECRETS meant?',
      'DATABSE_URL is set and means nothing; is DATABASE_URL meant?',
    ]);
  });

  describe('with secrets in files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'leg-config-'));
    afterAll(() => rmSync(folder, { recursive: true }));

    function file(text: string): string {
      const path = join(folder, `${Math.random()}`);
      writeFileSync(path, text);
      return path;
    }

    it('reads them less the line break at the end', () => {
      const secrets = 'one-secret-of-24-letters,another-of-24-characters';
      expect(
        readConfig({
          DATABASE_URL_FILE: file('mysql://gate:p%20@db/events\n'),
          ROUTER_SECRETS_FILE: file(secrets),
        }),
      ).toMatchObject({
        databaseUrl: 'mysql://gate:p%20@db/events',
        routerSecrets: secrets.split(','),
      });
    });

    it('refuses a variable that is given twice, a file that is not there, and one that is empty', () => {
      const { message } = refusal({
        PORT: 'x',
        DATABASE_URL: 'sqlite::memory:',
        DATABASE_URL_FILE: file('sqlite::memory:'),
        ROUTER_SECRETS_FILE: join(folder, 'nowhere'),
      });
      expect(message.split('\n  ').slice(1)).toEqual([
        'DATABASE_URL and DATABASE_URL_FILE must not both be given',
        'ROUTER_SECRETS_FILE must name a file of 1 to 65536 bytes that this process may read',
        'PORT must be a whole number from 0 to 65535',
      ]);
      expect(message).not.toContain(folder);
      expect(refusal({ DATABASE_URL_FILE: file('\n') }).message).toContain('DATABASE_URL_FILE');
      expect(refusal({ DATABASE_URL_FILE: folder }).message).toContain('DATABASE_URL_FILE');
    });

    it('checks what stands in a file as it would the variable', () => {
      expect(refusal({ ROUTER_SECRETS_FILE: file('short') }).message).toContain(
        'ROUTER_SECRETS must have 16 characters',
      );
    });
  });

  it.each([
    ['PORT', '65535', '65536'],
    ['DRAIN_DELAY', '300', '301'],
    ['SHUTDOWN_GRACE', '1', '0'],
    ['MAX_EVENTS', '5000', '5001'],
    ['MAX_EVENT_VALUES', '100', '99'],
    ['MAX_BODY_BYTES', '1024', '1023'],
    ['DATABASE_CONNECTIONS', '1', '0'],
    ['TENANT', 'a'.repeat(64), 'a'.repeat(65)],
  ])('keeps the bounds of %s', (name, within, beyond) => {
    expect(() => readConfig({ [name]: within })).not.toThrow();
    expect(refusal({ [name]: beyond }).message).toContain(name);
  });
});

describe('the configuration of tokens', () => {
  const given = {
    ...{ JWT_ISSUER: 'https://login.example.edu', JWT_AUDIENCE: 'leg, other' },
    JWT_JWKS_URL: 'https://login.example.edu/jwks',
  };

  it('is none unless an issuer is named', () => expect(readConfig({}).jwt).toBeNull());

  it('is asymmetric, of one tenant, and maps nothing by itself', () => {
    expect(readConfig(given).jwt).toMatchObject({
      ...{ issuer: 'https://login.example.edu', audience: ['leg', 'other'], tenantClaim: null },
      ...{ rolesClaim: null, scopeClaim: null, persons: [], keysFile: null },
    });
    expect(readConfig(given).jwt?.algorithms.join(' ')).not.toMatch(/HS|none/);
  });

  it('reads which claims name the person', () => {
    const JWT_PERSON_CLAIMS = 'email=EMAIL, batch=BB_USER_EXTERNAL_ID@https://learn.example.edu';
    expect(readConfig({ ...given, JWT_PERSON_CLAIMS }).jwt?.persons).toEqual([
      { claim: 'email', type: 'EMAIL', system: '' },
      { claim: 'batch', type: 'BB_USER_EXTERNAL_ID', system: 'https://learn.example.edu' },
    ]);
  });

  it.each([
    ['JWT_ALGORITHMS', { JWT_ALGORITHMS: 'RS256,HS256' }],
    ['JWT_ALGORITHMS', { JWT_ALGORITHMS: 'none' }],
    ['JWT_JWKS_URL', { JWT_JWKS_URL: 'http://login.example.edu/jwks' }],
    ['JWT_JWKS_URL', { JWT_JWKS_URL: 'file:///keys' }],
    ['JWT_JWKS_URL', { JWT_JWKS_URL: '' }],
    ['JWT_JWKS_URL', { JWT_KEYS_FILE: 'keys.json' }],
    ['JWT_AUDIENCE', { JWT_AUDIENCE: '' }],
    ['JWT_ISSUER', { JWT_ISSUER: '' }],
    ['JWT_TENANTS', { JWT_TENANT_CLAIM: 'org' }],
    ['JWT_ROLES_CLAIM', { JWT_ADMIN_ROLES: 'boss' }],
    ['JWT_PERSON_CLAIMS', { JWT_PERSON_CLAIMS: 'email' }],
    ['JWT_PERSON_CLAIMS', { JWT_PERSON_CLAIMS: 'email=EMAIL@system' }],
    ['JWT_PERSON_CLAIMS', { JWT_PERSON_CLAIMS: 'id=PARTICIPANT_ID' }],
    ['JWT_PERSON_CLAIMS', { JWT_PERSON_CLAIMS: 'id=COURSE_NUMBER@x' }],
  ])('is refused at %s: %j', (name, change) => {
    expect(refusal({ ...given, ...change }).message).toContain(name);
  });

  it('reads what is to be redacted, and refuses what is no pattern and no pointer', () => {
    expect(readConfig({}).redaction).toEqual({ defaults: true, keys: [], paths: [] });
    const environment = {
      REDACT_DEFAULTS: 'off',
      REDACT_KEYS: 'pin, *_code',
      REDACT_PATHS: '/actor/extensions/*/a~1b',
    };
    expect(readConfig(environment).redaction).toEqual({
      defaults: false,
      keys: ['pin', '*_code'],
      paths: ['/actor/extensions/*/a~1b'],
    });
    for (const REDACT_KEYS of ['*', 'a*b', '(a+)+', 'a.b', '_', 'x']) {
      expect(refusal({ REDACT_KEYS }).message).toContain('REDACT_KEYS');
    }
    for (const REDACT_PATHS of ['actor', '/*', '/', '/a~2', `/${'a/'.repeat(40)}`]) {
      expect(refusal({ REDACT_PATHS }).message).toContain('REDACT_PATHS');
    }
  });
});
