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
      expect(refusal({ AUTH: 'off', HOST }).message).toContain('AUTH: off');
    const { message } = refusal({ AUTH: 'off', HOST: '0.0.0.0', PORT: 'x', MAX_EVENTS: '0' });
    for (const name of ['AUTH', 'PORT', 'MAX_EVENTS']) expect(message).toContain(`${name}: `);
  });

  it.each([
    ['PORT', '65535', '65536'],
    ['MAX_EVENTS', '5000', '5001'],
    ['MAX_BODY_BYTES', '1024', '1023'],
    ['DATABASE_CONNECTIONS', '1', '0'],
    ['TENANT', 'a'.repeat(64), 'a'.repeat(65)],
  ])('keeps the bounds of %s', (name, within, beyond) => {
    expect(() => readConfig({ [name]: within })).not.toThrow();
    expect(refusal({ [name]: beyond }).message).toContain(name);
  });
});
