import { localPrincipal, type Principal } from '../kernel/principal';
import { RateLimits } from './rate-limits';

const of = (tenantId: string, subject: string): Principal => ({
  ...localPrincipal(tenantId),
  subject,
});
const limits = (perSubject: number, perTenant: number) =>
  new RateLimits({ perSubject, perTenant, redis: null });
const refused = expect.objectContaining({
  code: 'RATE_LIMITED',
  details: { required: expect.any(String), retryAfter: expect.any(Number) },
});

describe('rate limits', () => {
  it('let a client spend its units, and tell what is left', async () => {
    const budget = limits(10, 0);
    expect(await budget.charge(of('t', 'a'), 4)).toMatchObject({
      limit: 10,
      remaining: 6,
      reset: 60,
    });
    expect(await budget.charge(of('t', 'a'), 6)).toMatchObject({ remaining: 0 });
    await expect(budget.charge(of('t', 'a'), 1)).rejects.toEqual(refused);
  });

  it('cost no other client its units, of the same name in another tenant neither', async () => {
    const budget = limits(10, 0);
    await expect(budget.charge(of('t', 'a'), 11)).rejects.toEqual(refused);
    expect(await budget.charge(of('t', 'b'), 1)).toMatchObject({ remaining: 9 });
    expect(await budget.charge(of('u', 'a'), 1)).toMatchObject({ remaining: 9 });
  });

  it('bound a tenant’s clients together', async () => {
    const budget = limits(10, 15);
    await budget.charge(of('t', 'a'), 10);
    expect(await budget.charge(of('t', 'b'), 4)).toMatchObject({ limit: 15, remaining: 1 });
    await expect(budget.charge(of('t', 'c'), 2)).rejects.toEqual(refused);
    expect(await budget.charge(of('u', 'a'), 2)).toMatchObject({ remaining: 8 });
  });

  it('charge one unit for what costs nothing, and whole units', async () => {
    const budget = limits(10, 0);
    expect(await budget.charge(of('t', 'a'), 0)).toMatchObject({ remaining: 9 });
    expect(await budget.charge(of('t', 'a'), 1.5)).toMatchObject({ remaining: 7 });
  });

  it('are none where they are 0', () => {
    expect(limits(0, 0).charge(of('t', 'a'), 1e9)).toBeNull();
  });
});
