import type { LobPlace } from "./directory";

/** Where a line of business's domain is. */
export interface Home extends LobPlace {
  readonly domainId: string;
}

/** Milliseconds that a home is cached: operators' changes are seen after that at the latest. */
const rememberedFor = 5 * 60_000;

/** A cache of the homes that were looked up in the last five minutes. */
export class Homes {
  private readonly homes = new Map<string, { readonly home: Home; readonly until: number }>();

  /** The home of a line of business, if it is cached. */
  get(lob: string): Home | undefined {
    const known = this.homes.get(lob);
    return known !== undefined && Date.now() < known.until ? known.home : undefined;
  }

  set(lob: string, home: Home): void {
    this.homes.set(lob, { home, until: Date.now() + rememberedFor });
  }

  forget(lob: string): void {
    this.homes.delete(lob);
  }
}
