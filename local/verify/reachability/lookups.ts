import { type Lookup, lookUp, type World } from "../../aws";
import type { Access } from "../access/access";
import type { NamedPlace } from "../places";

/** How the lookup of a name from a place went. */
export interface NameLookup {
  readonly from: string;
  /** What the name stands for. */
  readonly of: string;
  readonly name: string;
  readonly resolved: boolean;
  /** What answered it, or where it ended, and why. */
  readonly decidedBy: string;
}

/** A name on an outsider's name servers, who read every query: a lookup can carry anything out. */
const strangers = { of: "an outsider's name, on their own name servers", name: "data.tunnel.example.com" };

/** Names that tell what a place may look up. */
function names(region: string): readonly Pick<NameLookup, "of" | "name">[] {
  return [
    strangers,
    {
      of: "an outsider's bucket, which AWS's name servers answer",
      name: `strangers-bucket.s3.${region}.amazonaws.com`,
    },
    { of: "a service of AWS without an endpoint", name: `translate.${region}.amazonaws.com` },
  ];
}

/** The places of the estate, whose resolvers are its own to hold. */
const kinds: readonly NamedPlace["kind"][] = ["hub", "LOB", "on-premises"];

function decidedBy(lookup: Lookup): string {
  const { steps } = lookup;
  return lookup.resolved
    ? steps.filter((step) => /^(dns firewall|name) /.test(step)).join("; ")
    : `${lookup.failedAt}: ${lookup.reason}`;
}

/** A place of the estate is in one region. */
function regionOf(origins: NamedPlace["origins"]): string {
  const [first] = origins;
  return first?.kind === "vpc" ? first.region : "";
}

/** Looks names up from every place of the estate, as each of those there who could. */
export function lookups(
  world: World,
  places: readonly NamedPlace[],
): { readonly lookups: readonly NameLookup[]; readonly accesses: readonly Access[] } {
  const all = places
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ name: from, origins }) =>
      names(regionOf(origins)).flatMap(({ of, name }) => {
        const tried = origins.map((origin) => lookUp(world, origin, name));
        const shown = tried.find(({ resolved }) => resolved) ?? tried[0];
        return shown === undefined ? [] : [{ from, of, name, resolved: shown.resolved, decidedBy: decidedBy(shown) }];
      }),
    );
  const accesses = all
    .filter(({ name }) => name === strangers.name)
    .map(({ from, resolved, decidedBy: by }) => ({
      ...{ who: "anything there", may: "look up names outside AWS", from },
      ...{ allowed: resolved, decidedBy: by, isImplied: false },
    }));
  return { lookups: all, accesses };
}
