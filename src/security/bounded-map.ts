/** A map that never holds more than `size` entries: the one that was used longest ago makes room. */
export class BoundedMap<K, V> {
  private readonly entries = new Map<K, V>();

  /** @param forget is told of each entry that made room. */
  constructor(
    private readonly size: number,
    private readonly forget: (key: K) => void = () => undefined,
  ) {}

  get count(): number {
    return this.entries.size;
  }

  get(key: K): V | undefined {
    const value = this.entries.get(key);
    if (value === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size <= this.size) return;
    const [oldest] = this.entries.keys() as Iterable<K> as [K];
    this.entries.delete(oldest);
    this.forget(oldest);
  }

  delete(key: K): void {
    this.entries.delete(key);
  }
}
