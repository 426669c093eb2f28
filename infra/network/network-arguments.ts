import * as v from "valibot";
import { contains, networkOf, overlaps, prefixOf } from "../../common/cidr";
import { allowed, pathTo, reason, show } from "../../common/validation";
import { configKey } from "../support/config-key";
import { distinctList, flag, region } from "../support/schemas";
import { text } from "../support/text";

/** An IPv4 CIDR block whose prefix lies between two, written with its network's own address. */
export function cidr(least: number, most: number) {
  const what = `an IPv4 CIDR block is written like 10.0.0.0/${most === 32 ? 24 : least}, with a prefix of /${least} to /${most}`;
  return v.pipe(
    v.string(allowed(what)),
    v.check(
      (given) => {
        const network = networkOf(given);
        return network !== undefined && prefixOf(network) >= least && prefixOf(network) <= most;
      },
      ({ input }) => reason(input, input === "0.0.0.0/0" ? "that is every address; give your own CIDR blocks" : what),
    ),
    v.check(
      (given) => networkOf(given) === given,
      ({ input }) => reason(input, `a CIDR block begins at its network's address; write ${networkOf(String(input))}`),
    ),
  );
}

/** Names of two to four Availability Zones. */
export const availabilityZones = configKey(
  v.pipe(
    distinctList(
      text(/^[a-z]{2}-[a-z]+-\d[a-z]$/, 'give the name of an Availability Zone, such as "eu-west-1a"'),
      'list the names of Availability Zones, such as ["eu-west-1a", "eu-west-1b"]',
    ),
    v.check(
      ({ length }) => length >= 2 && length <= 4,
      ({ input }) => reason(input, "one zone can fail, and the CIDR block is split for at most four; list two to four"),
    ),
  ),
  "Names of 2 to 4 Availability Zones; empty means the first two, such as eu-west-1a and eu-west-1b. Names differ between accounts; align them by zone id",
);

/** The zones of a VPC must be in its region. */
export function zonesOfRegion<T extends { readonly region: string; readonly availabilityZones: readonly string[] }>() {
  return v.rawCheck<T>(({ dataset, addIssue }) => {
    if (!dataset.typed) {
      return;
    }
    const args = dataset.value;
    // An invalid region has its own mistake; its zones need no second one.
    const isKnown = v.is(region, args.region);
    for (const [index, zone] of args.availabilityZones.entries()) {
      if (isKnown && zone.slice(0, -1) !== args.region) {
        addIssue({
          message: reason(zone, `a VPC is in one region, which is ${args.region}; name a zone of it`),
          path: pathTo(args, "availabilityZones", index),
        });
      }
    }
  });
}

/** A CIDR block with its name. */
export interface NamedRange {
  /** The argument that holds it. */
  readonly key: string;
  /** Its place in the argument, where that is a list. */
  readonly index?: number;
  readonly cidr: string;
}

function nameOf({ key, index }: NamedRange): string {
  return index === undefined ? key : `${key}[${index}]`;
}

/**
 * Every CIDR block that has addresses in common with an earlier one, with its mistake: routers couldn't distinguish the two.
 * An invalid CIDR block has its own mistake, and is left out.
 */
export function overlapMistakes(given: readonly NamedRange[]): readonly (NamedRange & { readonly message: string })[] {
  const ranges = given.filter((range) => networkOf(range.cidr) !== undefined);
  return ranges.flatMap((range, index) => {
    const earlier = ranges.slice(0, index).find((other) => overlaps(range.cidr, other.cidr));
    return earlier === undefined
      ? []
      : [
          {
            ...range,
            message: `is ${show(range.cidr)}, which overlaps ${nameOf(earlier)}, ${show(earlier.cidr)}: no address may be in both; move one of the two`,
          },
        ];
  });
}

/**
 * CIDR blocks of corporate networks, from which people come. The group of the hub's resolver has two rules for each, and two
 * more for LOBs' queries. An existing endpoint can't get a second group without being replaced.
 *
 * Source: Amazon VPC User Guide, "Amazon VPC quotas", Inbound or outbound rules per security group: 60.
 */
export const corporateCidrs = v.pipe(
  distinctList(cidr(8, 32), 'list the CIDR blocks of your networks, such as ["192.168.10.0/24"]'),
  v.minLength(1, "is empty: nobody could connect; list the CIDR blocks of the networks that people come from"),
  v.maxLength(
    29,
    ({ received }) =>
      `has ${received} CIDR blocks, and at most 29 fit: each takes 2 of the 60 rules of a security group; replace several by one wider CIDR block`,
  ),
);

/** Source: Amazon S3 User Guide, "General purpose bucket naming rules"; VPC User Guide, "Publish flow logs to Amazon S3". */
const bucketArn = text(
  /^arn:aws:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "give a bucket's ARN, such as arn:aws:s3:::network-logs",
);

/** What is logged of a VPC, and where. */
export const networkLogsEntries = {
  flowLogs: configKey(v.optional(flag, false), "Log the VPC's connections"),
  queryLogs: configKey(v.optional(flag, false), "Log the DNS queries of the VPC"),
  logBucketArn: configKey(
    v.optional(bucketArn),
    "ARN of the S3 bucket that these logs go to, also of another account; empty means CloudWatch log groups",
  ),
};

/** Without logs, a bucket for logs is a mistake. */
export function bucketForLogs<T extends v.InferOutput<v.ObjectSchema<typeof networkLogsEntries, undefined>>>() {
  return v.rawCheck<T>(({ dataset, addIssue }) => {
    if (
      dataset.typed &&
      dataset.value.logBucketArn !== undefined &&
      !dataset.value.flowLogs &&
      !dataset.value.queryLogs
    ) {
      addIssue({
        message: "has no effect without flowLogs or queryLogs: set one of them to true, or remove it",
        path: pathTo(dataset.value, "logBucketArn"),
      });
    }
  });
}

/** The arguments of `IsolatedVpc` one by one. */
export const isolatedVpcEntries = { region, cidr: cidr(16, 24), availabilityZones };

/** The plain arguments of `IsolatedVpc` as a whole. */
export const isolatedVpcArguments = v.pipe(v.object(isolatedVpcEntries), zonesOfRegion());

/**
 * What is wrong with the CIDR block of an on-premises simulator, which stands for a corporate network: it must be in one. An
 * invalid CIDR block has its own mistake.
 */
export function simulatorMistake(simulator: string, corporate: readonly string[]): string | undefined {
  const areRanges = [simulator, ...corporate].every((range) => networkOf(range) !== undefined);
  return !areRanges || corporate.some((range) => contains(range, simulator))
    ? undefined
    : reason(
        simulator,
        `the simulator stands for a corporate network, and corporateCidrs has ${corporate.join(", ")}; give a CIDR block within one of them`,
      );
}
