/** A map that holds a limited number of entries: a further one takes the place of the one unused for longest. */
export class BoundedMap<Value> {
  private readonly entries = new Map<string, Value>();

  constructor(private readonly limit: number) {}

  /** The number of entries. */
  get size(): number {
    return this.entries.size;
  }

  /** The value of a key, made when it isn't there. */
  getOrMake(key: string, make: () => Value): Value {
    const value = this.entries.get(key) ?? make();
    // A Map keeps the order of insertion, so that its first entry is the one unused for longest.
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
