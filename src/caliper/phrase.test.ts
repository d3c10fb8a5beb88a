import { a, anyOf, came } from './phrase';

describe('the wording', () => {
  it.each([
    ['Person', 'a Person'],
    ['AssessmentEvent', 'an AssessmentEvent'],
    ['LtiSession', 'an LtiSession'],
    ['Link', 'a Link'],
    ['Organization', 'an Organization'],
    ['UniversityEvent', 'a UniversityEvent'],
  ])('of %s has the right article', (name, phrase) => expect(a(name)).toBe(phrase));

  it('of a choice is a list', () => {
    expect(anyOf(['Person'])).toBe('a Person');
    expect(anyOf(['Person', 'Agent'])).toBe('a Person or an Agent');
    expect(anyOf(['Person', 'Agent', 'Group'])).toBe('a Person, an Agent or a Group');
  });

  it('of what came is short and on one line', () => {
    expect(came('yes')).toBe('"yes"');
    expect(came(null)).toBe('null');
    expect(came([1, 2])).toBe('an array of 2');
    expect(came({ a: 1 })).toBe('an object');
    expect(came('x\n'.repeat(500)).length).toBeLessThan(210);
  });
});
