import { parse } from 'graphql';
import { DocumentStore } from './document-store';

describe('the store of documents', () => {
  it('gives back what was put in, until it is taken out', async () => {
    const store = new DocumentStore();
    const document = parse('{ a }');
    await store.set('k', document);
    expect(await store.get('k')).toBe(document);
    expect(await store.delete('k')).toBe(true);
    expect(await store.get('k')).toBeUndefined();
    expect(await store.delete('k')).toBe(false);
  });

  it('is full by the length of texts, comments included, and lets those go that nobody asks for', async () => {
    const store = new DocumentStore(100_000);
    const padded = (n: number) => parse(`{ a${n} } #${'x'.repeat(30_000)}`);
    await store.set('often', padded(0));
    for (let n = 1; n < 10; n += 1) {
      await store.set(`once ${n}`, padded(n));
      await store.get('often');
    }
    const kept = await Promise.all(
      ['often', ...Array.from({ length: 9 }, (_, n) => `once ${n + 1}`)].map(async (key) =>
        (await store.get(key)) ? [key] : [],
      ),
    );
    expect(kept.flat()).toEqual(['often', 'once 8', 'once 9']);
  });

  it('counts a document that is put in again once', async () => {
    const store = new DocumentStore(1_000);
    await store.set('a', parse('{ a }'));
    for (let n = 0; n < 100; n += 1) await store.set('b', parse('{ b }'));
    expect(await store.get('a')).toBeDefined();
  });

  it('keeps none that is larger than all may be', async () => {
    const store = new DocumentStore(1_000);
    await store.set('k', parse(`{ a } #${'x'.repeat(2_000)}`));
    expect(await store.get('k')).toBeUndefined();
  });
});
