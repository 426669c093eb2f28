import { contains, overlaps, prefixOf } from "../../common/cidr";
import { type Checked, check, type Mistake, mistakesIn } from "../../common/validation";
import { isolatedVpcEntries } from "../../infra/network/network-arguments";
import { type ChildStack, childrenOfHub, type SharedStack } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import { freeRange, usualPrefix } from "./free-range";
import type { Given } from "./options";

/** What is wrong with a CIDR block by itself. */
export function rangeFormMistakes(cidr: string | undefined): Mistake[] {
  return cidr === undefined
    ? []
    : mistakesIn(check(isolatedVpcEntries.cidr, cidr)).map(({ reason }) => ({ property: "--cidr", reason }));
}

/** A stack's CIDR block. */
interface TakenRange {
  readonly stack: string;
  readonly cidr: string;
}

function rangeOf({ name, config: { vpcCidr } }: ChildStack): TakenRange[] {
  return vpcCidr === undefined ? [] : [{ stack: name, cidr: vpcCidr }];
}

/** Why a CIDR block can't be a LOB's. */
function whyNot(range: string, { name, config }: SharedStack, taken: readonly TakenRange[]): string | undefined {
  const lob = taken.find(({ cidr }) => overlaps(cidr, range));
  if (lob !== undefined) {
    return `, which overlaps "${lob.cidr}" of stack ${lob.stack}: the transit gateway would drop one of the two`;
  }
  if (overlaps(config.vpcCidr, range)) {
    return `, which overlaps the hub's own "${config.vpcCidr}": a LOB's CIDR block lies inside lobSupernet ${config.lobSupernet}`;
  }
  const corporate = config.corporateCidrs.find((cidr) => overlaps(cidr, range));
  if (corporate !== undefined) {
    return `, which overlaps "${corporate}" in corporateCidrs of stack ${name}: a LOB's CIDR block lies inside lobSupernet ${config.lobSupernet}`;
  }
  return contains(config.lobSupernet, range)
    ? undefined
    : `: the hub routes only to LOBs inside lobSupernet, ${config.lobSupernet}`;
}

/** The CIDR block of a LOB: the one given, or else the first /16 inside the hub's supernet that no LOB of the hub has. */
export function chooseRange(project: Project, hub: SharedStack, { cidr }: Given): Checked<string> {
  const { lobSupernet } = hub.config;
  const taken = childrenOfHub(project, hub).flatMap(rangeOf);
  const [wrong] = rangeFormMistakes(cidr);
  const prefix = cidr === undefined || wrong !== undefined ? usualPrefix : prefixOf(cidr);
  const free = freeRange(
    lobSupernet,
    prefix,
    taken.map((range) => range.cidr),
  );
  const full = `lobSupernet ${lobSupernet} has no room for another LOB: widen it in the config of stack ${hub.name}`;
  if (cidr === undefined) {
    return free === undefined
      ? { mistakes: [{ property: "--cidr", reason: `is not set, and ${full}` }] }
      : { value: free };
  }
  const why = wrong === undefined ? whyNot(cidr, hub, taken) : undefined;
  const text = wrong?.reason ?? (why === undefined ? undefined : `is "${cidr}"${why}`);
  return text === undefined
    ? { value: cidr }
    : { mistakes: [{ property: "--cidr", reason: `${text}; ${free === undefined ? full : `${free} is free`}` }] };
}
