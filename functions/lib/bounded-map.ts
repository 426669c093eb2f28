/** A map with a limited number of entries: a new one replaces the least recently used. */
export class BoundedMap<Value> {
  private readonly entries = new Map<string, Value>();

  constructor(private readonly limit: number) {}

  /** The number of entries. */
  get size(): number {
    return this.entries.size;
  }

  /** The value of a key, created if it is missing. */
  getOrMake(key: string, make: () => Value): Value {
    const value = this.entries.get(key) ?? make();
    // A Map keeps the order of insertion, so its first entry is the least recently used.
    this.entries.delete(key);
    this.entries.set(key, value);
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.limit) {
        break;
      }
      this.entries.delete(oldest);
    }
    return value;
  }
}
