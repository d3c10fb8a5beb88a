import { readTraceParent } from './trace-parent';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

describe('readTraceParent', () => {
  it('reads the caller’s place, and whether it is recorded', () => {
    const place = { traceId: TRACE, spanId: SPAN, isRemote: true };
    expect(readTraceParent(`00-${TRACE}-${SPAN}-01`)).toEqual({ ...place, traceFlags: 1 });
    expect(readTraceParent(`00-${TRACE}-${SPAN}-00`)).toEqual({ ...place, traceFlags: 0 });
  });

  it('reads what a later version adds to, as far as it is known', () => {
    expect(readTraceParent(`cc-${TRACE}-${SPAN}-01-more`)?.traceId).toBe(TRACE);
  });

  it('passes the state on', () => {
    const { traceState } = readTraceParent(`00-${TRACE}-${SPAN}-01`, 'vendor=1') ?? {};
    expect(traceState?.get('vendor')).toBe('1');
  });

  it.each([
    undefined,
    '',
    [`00-${TRACE}-${SPAN}-01`],
    `ff-${TRACE}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}-01-more`,
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-01\n`,
    `cc-${TRACE}-${SPAN}-01-${'x'.repeat(600)}`,
  ])('ignores %j', (parent) => expect(readTraceParent(parent)).toBeNull());
});
