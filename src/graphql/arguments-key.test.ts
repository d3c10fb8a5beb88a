import { argumentsKey } from './arguments-key';

describe('the key of a list’s arguments', () => {
  it('is the same for the same arguments, and for null as for nothing', () => {
    const key = argumentsKey({ first: 10, filter: { roles: ['Learner'] } });
    expect(argumentsKey({ first: 10, filter: { roles: ['Learner'] } })).toBe(key);
    expect(argumentsKey({ first: 10, last: null, after: null, filter: null })).toBe(
      argumentsKey({ first: 10 }),
    );
  });

  it('tells any two different arguments apart, an empty cursor from none too', () => {
    const keys = [
      {},
      { first: 1 },
      { first: 11 },
      { last: 1 },
      { first: 1, after: '' },
      { first: 1, before: '' },
      { first: 1, after: 'a' },
      { first: 1, before: 'a' },
      { first: 1, orderBy: 'A' },
      { first: 1, filter: {} },
      { first: 1, filter: { status: 'a' } },
    ].map((args) => argumentsKey(args));
    expect(new Set(keys).size).toBe(keys.length);
  });
});
