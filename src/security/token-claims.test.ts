import { type Claims, type ClaimMapping, principalOf } from './token-claims';

const MAPPING: ClaimMapping = {
  ...{ tenantId: 'here', tenantClaim: null, tenants: [], persons: [] },
  ...{ rolesClaim: null, adminRoles: [], scopeClaim: null, scopePrefix: 'leg:' },
};
const of = (claims: Claims, mapping: Partial<ClaimMapping> = {}) =>
  principalOf({ iss: 'https://a.example', sub: 'u', ...claims }, { ...MAPPING, ...mapping });

/** What every user may: read what is their own. */
const OWN = new Set(['events:read']);

describe('the principal of a token', () => {
  it('has a subject that is no personal data, and another for another issuer', () => {
    const subject = of({ sub: 'ada@example.edu' })?.subject;
    expect(subject).toMatch(/^user:[A-Za-z0-9_-]{43}$/);
    expect(of({ sub: 'ada@example.edu', iss: 'https://b.example' })?.subject).not.toBe(subject);
    expect(of({ sub: '' })).toBeNull();
    expect(of({ sub: 7 })).toBeNull();
  });

  it('has no scope, person or tenant by a claim that is not configured', () => {
    const claims = {
      ...{ scope: 'leg:admin', roles: ['admin'], groups: ['admin'], email: 'a@example.edu' },
      ...{ tenant: 'there', tenantId: 'there', org: 'there' },
    };
    expect(of(claims)).toMatchObject({ tenantId: 'here', scopes: OWN, person: [] });
  });

  it.each([
    ['a text', 'openid leg:events:read leg:pii:read'],
    ['a list', ['leg:events:read', 'leg:pii:read', 'x']],
  ])('has the scopes that the configured claim lists as %s', (_title, scp) => {
    expect(of({ scp }, { scopeClaim: 'scp' })?.scopes).toEqual(
      new Set(['events:read', 'pii:read']),
    );
  });

  it.each([
    ['admin'],
    ['leg:'],
    ['LEG:admin'],
    ['xleg:admin'],
    [{ 'leg:admin': true }],
    [7],
    [null],
  ])('has no other scope by %j', (scp) =>
    expect(of({ scp }, { scopeClaim: 'scp' })?.scopes).toEqual(OWN),
  );

  it('administers by a role at a path, or at a name that has dots', () => {
    const mapping = { rolesClaim: 'a.b', adminRoles: ['boss', 'chief'] };
    const admin = new Set(['events:read', 'admin']);
    expect(of({ a: { b: ['x', 'chief'] } }, mapping)?.scopes).toEqual(admin);
    expect(of({ 'a.b': 'boss' }, mapping)?.scopes).toEqual(admin);
    for (const claims of [
      { a: { b: 'boss chief' } },
      { 'a.b': [], a: { b: ['boss'] } },
      { a: 'b' },
    ])
      expect(of(claims, mapping)?.scopes).toEqual(OWN);
  });

  it('is never found in what every object has', () => {
    for (const rolesClaim of ['constructor.name', '__proto__', 'toString.name'])
      expect(of({}, { rolesClaim, adminRoles: ['Object', 'toString'] })?.scopes).toEqual(OWN);
  });

  it('is the person whom the claims name, the surest first', () => {
    const persons = [
      { claim: 'batch', type: 'BB_USER_EXTERNAL_ID', system: 'https://learn.example.edu' },
      { claim: 'email', type: 'EMAIL', system: '' },
    ] as const;
    expect(of({ email: 'a@example.edu', batch: 'a1' }, { persons })?.person).toEqual([
      { type: 'BB_USER_EXTERNAL_ID', system: 'https://learn.example.edu', value: 'a1' },
      { type: 'EMAIL', system: '', value: 'a@example.edu' },
    ]);
    const unverified = { email: 'a@example.edu', email_verified: false };
    for (const claims of [unverified, { email: 7 }, { email: '' }, { email: 'a\0' }, {}])
      expect(of(claims, { persons })?.person).toEqual([]);
  });
});
