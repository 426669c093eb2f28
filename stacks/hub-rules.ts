import type { Mistake } from "../common/validation";
import { reason, show } from "../common/validation";
import type { Naming } from "../infra/support/naming";
import type { ChildConfig, ParentConfig, SharedConfig } from "./config-schemas";
import type { ParentOutputs, SharedOutputs } from "./contracts";

/** How a parent or a hub names what it makes. */
type NamingOutputs = Pick<SharedOutputs, "namePrefix" | "rolePath">;

/** The outputs of a hub that its config determines, before anything is up. */
export function hubPromises(config: SharedConfig) {
  return {
    hubAccount: config.account,
    hubRegion: config.region,
    ...namingOf(config),
    hubCidr: config.vpcCidr,
    lobSupernet: config.lobSupernet,
    corporateCidrs: config.corporateCidrs,
    lobs: config.lobs,
    organizationId: config.organizationId ?? "",
    sharing: config.sharing,
  };
}

/** How a stack names what it makes, as its outputs tell children. */
export function namingOf({ namePrefix = "", rolePath = "/" }: Naming): NamingOutputs {
  return { namePrefix, rolePath };
}

/** The policies of a hub and of a parent know children's roles by how they would name them themselves. */
export function namingMistakes(config: ChildConfig, source: string | undefined, outputs: NamingOutputs): Mistake[] {
  const own = namingOf(config);
  return (["namePrefix", "rolePath"] as const).flatMap((key) => {
    const why =
      outputs[key] === ""
        ? `stack ${source} has none, and its policies name this stack's roles with it; remove it here, or set it there`
        : `stack ${source} has ${show(outputs[key])}, and its policies name this stack's roles with it; write the same in both`;
    return own[key] === outputs[key] ? [] : [{ property: key, reason: reason(config[key], why) }];
  });
}

/** Private endpoints serve only their own region. */
export function regionMistakes(
  { region, sharedStack }: ParentConfig | ChildConfig,
  { hubRegion }: Pick<SharedOutputs, "hubRegion">,
): Mistake[] {
  const why = `stack ${sharedStack} is in ${hubRegion} and serves only that region; set it, or leave sharedStack out`;
  return region === hubRegion ? [] : [{ property: "region", reason: reason(region, why) }];
}

/** Name and account of a LOB must match the hub's list. A LOB that the hub doesn't list yet isn't a mistake here. */
export function listingMistakes(
  { lob, account, sharedStack }: ChildConfig,
  { lobs }: Pick<SharedOutputs, "lobs">,
): Mistake[] {
  const named = lobs.find(({ name }) => name === lob);
  if (named !== undefined && named.account !== account) {
    const why = `stack ${sharedStack} lists LOB ${lob} with account ${named.account}; correct one of the two`;
    return [{ property: "account", reason: reason(account, why) }];
  }
  const sameAccount = lobs.find((other) => other.account === account);
  if (sameAccount !== undefined && sameAccount.name !== lob) {
    const why = `stack ${sharedStack} lists account ${account} as LOB ${sameAccount.name}; set lob to that, or correct the list`;
    return [{ property: "lob", reason: reason(lob, why) }];
  }
  return [];
}

/** The account and region of a stack that a child reads. */
interface Place {
  readonly account: string;
  readonly region: string;
}

/** A role of the same account needs no cross-account trust, and the parent grants none. */
function ownAccountMistakes({ account, parentStack }: ChildConfig, parent: Place): Mistake[] {
  const why = `stack ${parentStack} has this account: a child needs an account of its own; give that one`;
  return parent.account === account ? [{ property: "account", reason: reason(account, why) }] : [];
}

function endpointRegionMistakes(
  { parentStack, sharedStack }: ChildConfig,
  parent: Place,
  hub: Place | undefined,
): Mistake[] {
  if (hub === undefined || hub.region === parent.region) {
    return [];
  }
  const why = `its endpoints are in ${parent.region}, which the hub of stack ${sharedStack} in ${hub.region} doesn't serve; name a parent there, or leave sharedStack out`;
  return [{ property: "parentStack", reason: reason(parentStack, why) }];
}

/** What prevents a child from calling a parent's endpoints, by the accounts and regions of both and of the hub. */
export function inferenceMistakes(config: ChildConfig, parent: Place, hub: Place | undefined): Mistake[] {
  return [...ownAccountMistakes(config, parent), ...endpointRegionMistakes(config, parent, hub)];
}

/** A parent behind a hub accepts calls only through that hub's endpoint. */
export function sameHubMistakes(
  { parentStack, sharedStack }: ChildConfig,
  { runtimeEndpointId }: ParentOutputs,
  hub: SharedOutputs | undefined,
): Mistake[] {
  if (runtimeEndpointId === "" || hub?.endpointIds["sagemaker.runtime"] === runtimeEndpointId) {
    return [];
  }
  const why = `stack ${parentStack} takes calls through endpoint ${runtimeEndpointId} of its hub only; name that hub's stack`;
  return [{ property: "sharedStack", reason: reason(sharedStack, why) }];
}
