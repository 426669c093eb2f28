import { overlaps } from "../../common/cidr";
import { childrenOfHub, type SharedStack } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";

/** A VPC that another account than the hub's attached to the hub's transit gateway. */
export interface AttachedNetwork {
  readonly attachmentId: string;
  /** The account that owns it. */
  readonly account: string;
  /** CIDR blocks that it announces; none if the table accepted none. */
  readonly ranges: readonly string[];
}

/** A LOB and its stack's CIDR block; undefined if the project has no stack of it. */
export interface LobRange {
  readonly name: string;
  readonly account: string;
  readonly cidr: string | undefined;
}

/** The CIDR blocks behind a hub and their owners. */
export interface Ranges {
  readonly corporateCidrs: readonly string[];
  readonly lobSupernet: string;
  readonly lobs: readonly LobRange[];
}

/** Reads the CIDR blocks and their owners from the project's files. */
export function rangesOf(project: Project, hub: SharedStack): Ranges {
  const { corporateCidrs, lobSupernet } = hub.config;
  const children = childrenOfHub(project, hub);
  const lobs = hub.config.lobs.map(({ name, account }) => ({
    name,
    account,
    cidr: children.find(({ config }) => config.account === account)?.config.vpcCidr,
  }));
  return { corporateCidrs, lobSupernet, lobs };
}

/** The LOB of an account, if any. */
export function lobOf({ lobs }: Ranges, account: string): LobRange | undefined {
  return lobs.find((lob) => lob.account === account);
}

/** What is wrong with an account that announces a CIDR block, if anything is. */
function mistake(ranges: Ranges, account: string, cidr: string): string | undefined {
  const corporate = ranges.corporateCidrs.find((range) => overlaps(range, cidr));
  if (corporate !== undefined) {
    return `which overlaps the corporate CIDR block ${corporate}: the hub takes it for the corporate network`;
  }
  const other = ranges.lobs.find(
    (lob) => lob.account !== account && lob.cidr !== undefined && overlaps(lob.cidr, cidr),
  );
  if (other !== undefined) {
    return `which overlaps ${other.cidr} of LOB ${other.name} in account ${other.account}: the hub may answer there in place of the LOB`;
  }
  const own = lobOf(ranges, account);
  if (!overlaps(ranges.lobSupernet, cidr) || (own !== undefined && (own.cidr ?? cidr) === cidr)) {
    return undefined;
  }
  return own === undefined
    ? `which overlaps lobSupernet ${ranges.lobSupernet}, and the account isn't a LOB's: the hub takes it for a LOB`
    : `and that account's LOB ${own.name} has the CIDR block ${own.cidr}: only that one is the LOB's`;
}

/**
 * What is wrong with a network that another account attached: each CIDR block inside the corporate or the LOBs' ones that
 * isn't its account's own, in a sentence without its end. An account with the hub's share can attach any CIDR block.
 *
 * Source: Amazon VPC Transit Gateways Guide, "Work with shared transit gateways" and "Transit gateway route tables".
 */
export function networkMistakes(
  ranges: Ranges,
  { attachmentId, account, ranges: announced }: AttachedNetwork,
): string[] {
  const whose = `${attachmentId} of account ${account}`;
  if (announced.length === 0 && lobOf(ranges, account) === undefined) {
    return [
      `${whose}, which isn't a LOB's, announces a CIDR block that the hub's table didn't accept: another network has it`,
    ];
  }
  return announced.flatMap((cidr) => {
    const why = mistake(ranges, account, cidr);
    return why === undefined ? [] : [`${whose} announces ${cidr}, ${why}`];
  });
}
