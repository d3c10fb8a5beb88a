import { sharedTarget } from './attack-kit';

describe('7 attacks on what is spent', () => {
  const target = sharedTarget({ RATE_LIMIT: '3000' });

  it('141 who has spent everything is asked to wait, and no other tenant is', () =>
    target().during(async () => {
      const fields = Array.from(
        { length: 15 },
        (_, n) => `a${n}: activity(filter: {}, bucket: DAY) { count }`,
      );
      const query = `{ ${fields.join(' ')} }`;
      const answers = [];
      for (let call = 0; call < 6; call += 1) answers.push(await target().ask(query));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429, 429]);
      expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
      return answers;
    }));
});
