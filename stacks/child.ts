import * as pulumi from "@pulumi/pulumi";
import { placeIn } from "../common/arn";
import { Refusal } from "../common/refusal";
import { check, type Mistake, mistakesIn, onePerProperty } from "../common/validation";
import { EndpointInvoker } from "../infra/access/endpoint-invoker";
import { LobDomain } from "../infra/lob/lob-domain";
import { type LobDomainArgs, lobDomainArguments } from "../infra/lob/lob-domain-arguments";
import { streamerNames } from "../infra/support/naming";
import { keyedAccount } from "./account";
import type { ChildConfig } from "./config-schemas";
import { type ParentOutputs, readParent, readShared, type SharedOutputs } from "./contracts";
import { inferenceMistakes, listingMistakes, namingMistakes, regionMistakes, sameHubMistakes } from "./hub-rules";
import { lengthMistakes } from "./name-lengths";

/** The preview shows what the first call would otherwise find out. */
function warnIfNotTrusted(
  { account, parentStack, studioCapabilities }: ChildConfig,
  { children, studio }: ParentOutputs,
): void {
  if (children !== "organization" && !children.includes(account)) {
    pulumi.log.warn(
      `account ${account} is not among the children of stack ${parentStack}: its calls will be refused; add it there and run npx pulumi up --stack ${parentStack}`,
    );
  }
  if (!studio && studioCapabilities !== "default" && studioCapabilities.includes("parent-models")) {
    pulumi.log.warn(
      `studioCapabilities names parent-models, and stack ${parentStack} doesn't trust Studio: calls from Studio will be refused; set studio: true there and run npx pulumi up --stack ${parentStack}`,
    );
  }
}

/** A LOB that the hub doesn't list has no row in its table, and its account no share by default. */
function warnIfNotListed({ lob, sharedStack }: ChildConfig, { lobs }: SharedOutputs): void {
  if (!lobs.some(({ name }) => name === lob)) {
    pulumi.log.warn(
      `LOB ${lob} is not among the lobs of stack ${sharedStack}: it can't attach unless shareWith there names it, and its users will get no URL; add it there and run npx pulumi up --stack ${sharedStack}`,
    );
  }
}

/** The parent as a LOB's Studio has it: where config names no capabilities, only one that lets its people call. */
function parentOfStudio(
  { account, studioCapabilities }: ChildConfig,
  parent: ParentOutputs | undefined,
): ParentOutputs | undefined {
  if (parent === undefined || studioCapabilities !== "default") {
    return parent;
  }
  const { children, studio } = parent;
  return studio && (children === "organization" || children.includes(account)) ? parent : undefined;
}

function lobArguments(config: ChildConfig, hub: SharedOutputs, parentOfChild: ParentOutputs | undefined) {
  const parent = parentOfStudio(config, parentOfChild);
  return {
    ...config,
    parent: parent && {
      roleArn: parent.invokeRoleArn,
      externalId: parent.externalId,
      region: parent.endpointRegion,
      endpoints: parent.endpoints,
    },
    vpcCidr: config.vpcCidr ?? "",
    organizationId: hub.organizationId === "" ? undefined : hub.organizationId,
    hub: {
      account: hub.hubAccount,
      cidr: hub.hubCidr,
      lobSupernet: hub.lobSupernet,
      corporateCidrs: hub.corporateCidrs,
      transitGatewayId: hub.transitGatewayId,
      resolverRuleIds: hub.resolverRuleIds,
      endpointIds: hub.endpointIds,
      resourceShareArn: hub.resourceShareArn,
      sharing: hub.sharing,
      functionRoleArn: hub.presignedUrlRoleArn,
    },
  };
}

function hubMistakes(config: ChildConfig, hub: SharedOutputs, parent: ParentOutputs | undefined): Mistake[] {
  return [
    ...regionMistakes(config, hub),
    ...listingMistakes(config, hub),
    ...namingMistakes(config, config.sharedStack, hub),
    ...mistakesIn(check(lobDomainArguments, lobArguments(config, hub, parent))),
  ];
}

function callerMistakes(config: ChildConfig, parent: ParentOutputs, hub: SharedOutputs | undefined): Mistake[] {
  const { account } = placeIn(parent.invokeRoleArn);
  return [
    ...sameHubMistakes(config, parent, hub),
    ...namingMistakes(config, config.parentStack, parent),
    ...(parent.streaming ? lengthMistakes(Object.values(streamerNames(config.stack, config)), config) : []),
    ...inferenceMistakes(
      config,
      { account, region: parent.endpointRegion },
      hub === undefined ? undefined : { account: hub.hubAccount, region: hub.hubRegion },
    ),
  ];
}

/** The account of a line of business: its Studio domain behind a hub, and a function that calls a parent's endpoints. */
export async function childStack(config: ChildConfig): Promise<Record<string, pulumi.Output<string>>> {
  const hub = config.sharedStack === undefined ? undefined : await readShared(config.sharedStack);
  const parent = config.parentStack === undefined ? undefined : await readParent(config.parentStack);
  const mistakes = onePerProperty([
    ...(hub === undefined ? [] : hubMistakes(config, hub, parent)),
    ...(parent === undefined ? [] : callerMistakes(config, parent, hub)),
  ]);
  if (mistakes.length > 0) {
    throw new Refusal(`stack ${config.stack}`, mistakes);
  }
  if (hub === undefined && parent === undefined) {
    return {};
  }
  const { options, keys } = keyedAccount(config);
  const jobKeys = pulumi.output({ volumes: keys.fileSystems, outputs: keys.buckets });
  const domain = hub === undefined ? undefined : lobDomain(config, hub, parent, jobKeys, options);
  const invoker = parent === undefined ? undefined : endpointInvoker(config, parent, domain, options);
  return {
    ...(domain !== undefined && { domainId: domain.domainId, generatorRoleArn: domain.generatorRoleArn }),
    ...(invoker !== undefined && {
      functionName: invoker.functionName,
      functionArn: invoker.functionArn,
      invokingRoleArn: invoker.roleArn,
    }),
    ...(invoker?.stream !== undefined && {
      streamFunctionName: invoker.stream.functionName,
      streamFunctionArn: invoker.stream.functionArn,
      streamingRoleArn: invoker.stream.roleArn,
    }),
  };
}

function lobDomain(
  config: ChildConfig,
  hub: SharedOutputs,
  parent: ParentOutputs | undefined,
  keys: LobDomainArgs["keys"],
  options: pulumi.ComponentResourceOptions,
): LobDomain {
  warnIfNotListed(config, hub);
  return new LobDomain("lob", { ...lobArguments(config, hub, parent), keys }, options);
}

function endpointInvoker(
  config: ChildConfig,
  parent: ParentOutputs,
  domain: LobDomain | undefined,
  options: pulumi.ComponentResourceOptions,
): EndpointInvoker {
  warnIfNotTrusted(config, parent);
  return new EndpointInvoker(
    "invoker",
    {
      ...config,
      suffix: config.stack,
      roleArn: parent.invokeRoleArn,
      externalId: parent.externalId,
      endpointRegion: parent.endpointRegion,
      endpoints: parent.endpoints,
      streaming: parent.streaming,
      vpc: domain?.invokerPlacement,
    },
    options,
  );
}
