import { FailureLimit } from './failure-limit';

const LIMITED = { code: 'RATE_LIMITED', details: { retryAfter: expect.any(Number) } };

describe('the limit of failures', () => {
  const fail = async (limit: FailureLimit, address: string, times: number) => {
    for (let at = 0; at < times; at += 1) await limit.count(address);
  };

  it('lets an address fail so often, and no other pay for it', async () => {
    const limit = new FailureLimit(3);
    await fail(limit, '192.0.2.1', 2);
    await limit.check('192.0.2.1');
    await fail(limit, '192.0.2.1', 1);
    await expect(limit.check('192.0.2.1')).rejects.toMatchObject(LIMITED);
    await limit.check('192.0.2.2');
  });

  it.each([
    ['2001:db8::1', '2001:db8:0:0:ffff::2'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  ])('takes %s and %s for one, who has the whole network', async (one, other) => {
    const limit = new FailureLimit(1);
    await fail(limit, one, 1);
    await expect(limit.check(other)).rejects.toMatchObject(LIMITED);
  });

  it.each([
    ['2001:db8::1', '2001:db8:0:1::1'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.2'],
    ['::1', '1::1'],
  ])('tells %s from %s', async (one, other) => {
    const limit = new FailureLimit(1);
    await fail(limit, one, 1);
    await limit.check(other);
  });

  it('counts a bounded number of addresses: of more, it forgets those that failed longest ago', async () => {
    const limit = new FailureLimit(1, 2);
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) await limit.count(address);
    await limit.check('192.0.2.1');
    for (const address of ['192.0.2.2', '192.0.2.3'])
      await expect(limit.check(address)).rejects.toMatchObject(LIMITED);
  });
});
