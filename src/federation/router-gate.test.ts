import { ROUTER_HEADER, RouterGate } from './router-gate';

const NEW = 'the-secret-of-november';
const OLD = 'the-secret-of-october';

describe('the router gate', () => {
  const gate = new RouterGate({ secrets: [NEW, OLD], closed: true });
  const shows = (secret: string | string[]) => gate.standing({ [ROUTER_HEADER]: secret });

  it.each([NEW, OLD])('knows the router by either secret', (secret) =>
    expect(shows(secret)).toEqual({ fromRouter: true, mayFederate: true }),
  );

  it.each([
    ['nothing', ''],
    ['another secret', 'the-secret-of-december'],
    ['a beginning of it', NEW.slice(0, -1)],
    ['more than it', `${NEW}x`],
    ['it in upper case', NEW.toUpperCase()],
    ['it with a scheme', `Bearer ${NEW}`],
    ['both, as one header', `${NEW}, ${OLD}`],
    ['a list', [NEW]],
    ['a megabyte', 'x'.repeat(1_000_000)],
  ])('does not believe a client that shows %s', (_title, shown) =>
    expect(shows(shown)).toEqual({ fromRouter: false, mayFederate: false }),
  );

  it('does not believe a client that shows nothing', () =>
    expect(gate.standing({})).toEqual({ fromRouter: false, mayFederate: false }));

  it('lets nobody pass when it has no secret', () => {
    const locked = new RouterGate({ secrets: [], closed: true });
    expect(locked.standing({})).toEqual({ fromRouter: false, mayFederate: false });
    expect(locked.standing({ [ROUTER_HEADER]: '' }).fromRouter).toBe(false);
  });

  it('lets everybody federate when it is off, and takes nobody for the router', () => {
    const open = new RouterGate({ secrets: [], closed: false });
    expect(open.standing({})).toEqual({ fromRouter: false, mayFederate: true });
  });
});
