/** An Availability Zone as an account sees it. */
export interface Zone {
  /** The account's own name for it, such as `eu-west-1a`. */
  readonly name: string;
  /** The zone itself, the same for all accounts, such as `euw1-az1`. */
  readonly id: string;
}

/** Something that AWS doesn't have: a zone, a service in its region or in one zone, or policies for a service's endpoints. */
export type Lack =
  | { readonly zone: string }
  | { readonly service: string; readonly zone?: string }
  | { readonly policiesOf: string };

/** Regions with more zones than a, b and c. Source: AWS Regions and Availability Zones, "AWS Availability Zones". */
const largeRegions: Readonly<Record<string, string>> = {
  "us-east-1": "abcdef",
  "us-west-2": "abcd",
  "ap-northeast-1": "abcd",
  "ap-northeast-2": "abcd",
  "ca-central-1": "abcd",
};

/** A region in the ids of zones: `euw1` for eu-west-1, `apne1` for ap-northeast-1. */
function shortName(region: string): string {
  const [area = "", ...rest] = region.split("-");
  // Of two directions, as in northeast, each has a letter.
  return area + rest.map((part) => (/^(?:north|south)./.test(part) ? part[0] + (part[5] ?? "") : part[0])).join("");
}

/** Where AWS has what. Everything is everywhere, in every account under the same names, until a test changes it. */
export class Availability {
  private readonly lacks = new Set<Lack>();
  /** By how many zones an account's names are shifted. */
  private readonly shifts = new Map<string, number>();

  /** The zones of a region, as an account names them. Source: EC2 API, DescribeAvailabilityZones. */
  zones(account: string, region: string): Zone[] {
    const letters = [...(largeRegions[region] ?? "abc")];
    const shift = this.shifts.get(account) ?? 0;
    return letters
      .map((letter, index) => ({
        name: region + letter,
        id: `${shortName(region)}-az${((index + shift) % letters.length) + 1}`,
      }))
      .filter(({ name }) => !this.isLacking((lack) => "zone" in lack && !("service" in lack) && lack.zone === name));
  }

  /** Whether there are endpoints of a service in its region, and in a zone of it. */
  offers(service: string, zone?: string): boolean {
    return !this.isLacking(
      (lack) => "service" in lack && lack.service === service && (lack.zone === undefined || lack.zone === zone),
    );
  }

  /** Whether endpoints of a service take policies. */
  takesPolicies(service: string): boolean {
    return !this.isLacking((lack) => "policiesOf" in lack && lack.policiesOf === service);
  }

  /** Makes AWS lack something; returns the undo. */
  lack(what: Lack): () => void {
    this.lacks.add(what);
    return () => void this.lacks.delete(what);
  }

  /** Gives an account other zone names than the rest; returns the undo. */
  shift(account: string, by: number): () => void {
    this.shifts.set(account, by);
    return () => void this.shifts.delete(account);
  }

  private isLacking(isIt: (lack: Lack) => boolean): boolean {
    return [...this.lacks].some(isIt);
  }
}
