import { contains, networkOf } from "../../common/cidr";
import { type Mistake, reason } from "../../common/validation";
import { overlapMistakes } from "../network/network-arguments";
import type { Naming } from "../support/naming";
import type { LobHub } from "./lob-hub";
import { lengthMistake } from "./lobs";

/** A LOB's name and place, and its hub's. */
interface LobPlace extends Pick<Naming, "namePrefix"> {
  readonly account: string;
  readonly region: string;
  readonly lob: string;
  readonly vpcCidr: string;
  readonly hub: Pick<LobHub, "account" | "cidr" | "lobSupernet" | "corporateCidrs">;
}

function rangeMistake({ vpcCidr: own, hub }: LobPlace): string | undefined {
  if ([own, hub.cidr, hub.lobSupernet, ...hub.corporateCidrs].some((range) => networkOf(range) === undefined)) {
    // Reported already; an invalid CIDR block can't be compared.
    return undefined;
  }
  const taken = [
    { key: "the hub's vpcCidr", cidr: hub.cidr },
    ...hub.corporateCidrs.map((range, index) => ({ key: "the hub's corporateCidrs", index, cidr: range })),
  ];
  const overlap = taken.map((range) => overlapMistakes([range, { key: "vpcCidr", cidr: own }])[0]).find(Boolean);
  if (overlap !== undefined) {
    return overlap.message;
  }
  return contains(hub.lobSupernet, own)
    ? undefined
    : reason(
        own,
        `the hub routes only to its lobSupernet, ${hub.lobSupernet}; take a CIDR block in it that no other LOB has`,
      );
}

function accountMistake({ account, hub }: LobPlace): string | undefined {
  return account === hub.account
    ? reason(account, "it is the hub's account; a LOB needs an account of its own")
    : undefined;
}

/** What is wrong with a LOB's name, account and CIDR block, given its hub's. */
export function lobPlaceMistakes(place: LobPlace): Mistake[] {
  const reasons = {
    account: accountMistake(place),
    lob: lengthMistake(place.lob, place.region, place.namePrefix),
    vpcCidr: rangeMistake(place),
  };
  return Object.entries(reasons).flatMap(([property, why]) => (why === undefined ? [] : [{ property, reason: why }]));
}
