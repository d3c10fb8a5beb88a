import { BoundedMap } from './bounded-map';

describe('a bounded map', () => {
  it('forgets what was used longest ago, and tells', () => {
    const forgotten: string[] = [];
    const map = new BoundedMap<string, number>(2, (key) => forgotten.push(key));
    map.set('a', 1);
    map.set('b', 2);
    expect(map.get('a')).toBe(1);
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3]);
    map.set('c', 4);
    map.set('a', 5);
    expect(forgotten).toEqual(['b']);
  });

  it('never holds more than its size', () => {
    const map = new BoundedMap<number, number>(10);
    for (let at = 0; at < 1_000; at += 1) {
      map.set(at, at);
      expect(map.count).toBeLessThanOrEqual(10);
    }
    map.delete(999);
    expect(map.count).toBe(9);
  });
});
