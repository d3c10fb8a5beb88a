import { isIri } from './iri-check';

describe('an IRI', () => {
  it.each([
    'https://uni.example/a b'.replace(' ', '%20'),
    'urn:uuid:1',
    'urn:instructure:canvas:user:21070000000000001',
    '_:score',
    'mailto:jane@uni.example',
    'https://uni.example/#/cfi/6/10!/4/2@0:0',
    'https://例え.example/ünï',
  ])('may be %s', (text) => expect(isIri(text)).toBe(true));

  it.each(['', 'jane', '7', '_:', 'https:', 'two words', 'https://uni.example/a b', ':x', '1a:b'])(
    'cannot be %j',
    (text) => expect(isIri(text)).toBe(false),
  );
});
