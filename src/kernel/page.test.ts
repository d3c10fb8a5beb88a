import { connectionOf, MAX_PAGE, readPageArguments, writeCursor } from './page';

const refusal = (args: object) => {
  try {
    readPageArguments(args, 'O', 1);
  } catch (error) {
    return (error as { code: string; details: { path: string } }).details.path;
  }
  return null;
};

describe('readPageArguments', () => {
  it('reads 20 forward when nothing is given, null included', () => {
    const none = { limit: 20, backward: false, after: null, before: null };
    expect(readPageArguments({}, 'O', 1)).toEqual(none);
    expect(
      readPageArguments({ first: null, last: null, after: null, before: null }, 'O', 1),
    ).toEqual(none);
  });

  it('takes 0 to 500 of either end, and names the argument that is outside', () => {
    for (const size of [0, 1, MAX_PAGE]) expect(refusal({ first: size })).toBeNull();
    for (const size of [-1, MAX_PAGE + 1, 1.5, Number.NaN]) {
      expect([refusal({ first: size }), refusal({ last: size })]).toEqual(['first', 'last']);
    }
    expect(refusal({ first: 1, last: 1 })).toBe('last');
  });

  it('reads its own cursors, and no others', () => {
    const after = writeCursor('O', ['é"\u0000']);
    expect(readPageArguments({ after }, 'O', 1).after).toEqual(['é"\u0000']);
    const forged = [
      '',
      'x',
      writeCursor('P', ['a']),
      writeCursor('O', []),
      writeCursor('O', ['a', 'b']),
      'x'.repeat(1025),
    ];
    for (const cursor of forged)
      expect([cursor, refusal({ before: cursor })]).toEqual([cursor, 'before']);
    const numbers = Buffer.from('["O", 1]').toString('base64url');
    expect(refusal({ after: numbers })).toBe('after');
    expect(() => readPageArguments({ after }, 'O', 1, () => false)).toThrow(
      /a cursor of this list/,
    );
  });
});

describe('connectionOf', () => {
  const rows = [1, 2, 3];
  const page = (more: object) => ({
    limit: 2,
    backward: false,
    after: null,
    before: null,
    ...more,
  });
  const made = (more: object) => connectionOf(rows, page(more), 'O', (row) => [String(row)]);

  it('keeps a page of what was read, and says that there is more', () => {
    const { edges, pageInfo } = made({});
    expect(edges.map(({ node }) => node)).toEqual([1, 2]);
    expect(pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: writeCursor('O', ['1']),
      endCursor: writeCursor('O', ['2']),
    });
    expect(made({ after: ['0'] }).pageInfo.hasPreviousPage).toBe(true);
  });

  it('turns what was read from the end', () => {
    const { edges, pageInfo } = made({ backward: true, before: ['9'] });
    expect(edges.map(({ node }) => node)).toEqual([2, 1]);
    expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it('has no cursors when it is empty', () => {
    expect(connectionOf([], page({}), 'O', () => []).pageInfo).toMatchObject({
      startCursor: null,
      endCursor: null,
    });
  });
});
