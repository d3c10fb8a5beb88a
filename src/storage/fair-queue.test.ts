import { setTimeout as sleep } from 'node:timers/promises';
import { FairQueue } from './fair-queue';

describe('FairQueue', () => {
  it('lets one in at a time, in the order in which they came', async () => {
    const queue = new FairQueue({ waiting: 10, millis: 1_000 });
    const steps: string[] = [];
    const visit = async (name: string): Promise<void> => {
      const leave = await queue.enter();
      steps.push(`${name} in`);
      await sleep(1);
      steps.push(`${name} out`);
      leave();
    };
    await Promise.all([visit('a'), visit('b'), visit('c')]);
    expect(steps).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  it('refuses when too many wait, and who waits too long, and goes on with the next', async () => {
    const queue = new FairQueue({ waiting: 1, millis: 20 });
    const leave = await queue.enter();
    const late = queue.enter();
    await expect(queue.enter()).rejects.toMatchObject({ code: 'UNAVAILABLE', outage: 'BUSY' });
    await expect(late).rejects.toMatchObject({ code: 'UNAVAILABLE', outage: 'BUSY' });
    const next = queue.enter();
    leave();
    leave();
    expect(await next).toBeInstanceOf(Function);
    await expect(queue.enter()).rejects.toMatchObject({ outage: 'BUSY' });
  });
});
