import { sharedTarget } from './attack-kit';

describe('7 attacks on what is spent', () => {
  const target = sharedTarget({ RATE_LIMIT: '12000' });

  it('141 who has spent everything is asked to wait, and no other tenant is', () =>
    target().during(async () => {
      const fields = Array.from(
        { length: 15 },
        (_, n) => `a${n}: activity(filter: {}, bucket: DAY) { count }`,
      );
      const query = `{ ${fields.join(' ')} }`;
      const answers = [];
      for (let call = 0; call < 24; call += 1) answers.push(await target().ask(query));
      const served = answers.findIndex(({ status }) => status !== 200);
      expect(served).toBeGreaterThan(10);
      expect(new Set(answers.slice(served).map(({ status }) => status))).toEqual(new Set([429]));
      expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
      return answers;
    }));
});
