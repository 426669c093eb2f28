import * as v from "valibot";
import { check, listMistakes, mistakesIn } from "../../common/validation";
import { resolverRuleId, resourceShareArn, transitGatewayId, vpcEndpointId } from "../../infra/support/schemas";
import { isShared } from "../../stacks/project/roles";
import type { Stack } from "../../stacks/project/stack";

const hubOutputs = v.object({
  hubCidr: v.string(),
  lobSupernet: v.string(),
  corporateCidrs: v.array(v.string()),
  resourceShareArn,
  transitGatewayId,
  resolverRuleIds: v.record(v.string(), resolverRuleId),
  endpointIds: v.record(v.string(), vpcEndpointId),
  inboundAddresses: v.array(v.string()),
});

/** The hub's outputs that are needed to find its parts in AWS. */
export type HubOutputs = v.InferOutput<typeof hubOutputs>;

const lobOutputs = v.object({ domainId: v.string() });

/** The LOB's outputs that are needed. */
export type LobOutputs = v.InferOutput<typeof lobOutputs>;

const ofShared = [
  ...["hubAccount", "hubRegion", "hubCidr", "lobSupernet", "corporateCidrs", "lobs", "organizationId", "sharing"],
  ...["resourceShareArn", "transitGatewayId", "resolverRuleIds", "endpointIds", "presignedUrlRoleArn"],
  ...["account", "region", "apiUrl", "userPoolId", "userPoolClientId", "usersTableName", "lobsTableName"],
  ...["inboundAddresses", "corporateDnsZones"],
];

const ofParent = [
  "invokeRoleArn",
  "externalId",
  "endpointRegion",
  "endpoints",
  "children",
  "streaming",
  "studio",
  "runtimeEndpointId",
];

/** The outputs that a stack has when it is up, by its config. */
export function expectedOutputs({ config }: Stack): readonly string[] {
  switch (config.role) {
    case "shared":
      return ofShared;
    case "parent":
      return ofParent;
    case "child":
      return [
        ...(config.sharedStack === undefined ? [] : ["domainId", "generatorRoleArn"]),
        ...(config.parentStack === undefined ? [] : ["functionName", "functionArn", "invokingRoleArn"]),
      ];
  }
}

/** What is wrong with a stack's outputs, each a sentence. */
export function outputProblems(stack: Stack, outputs: Readonly<Record<string, unknown>>): string[] {
  const remedy = `npx pulumi up --stack ${stack.name}`;
  const expected = expectedOutputs(stack);
  const missing = expected.filter((key) => outputs[key] === undefined);
  if (missing.length > 0) {
    return missing.length === expected.length
      ? [`it was created and isn't up: bring it up, ${remedy}`]
      : [`its outputs lack ${missing.join(", ")}: it was brought up by another version; bring it up again, ${remedy}`];
  }
  const mistakes = isShared(stack) ? mistakesIn(check(hubOutputs, outputs)) : [];
  return mistakes.map(
    (mistake) => `its output ${listMistakes([mistake]).trim()}; if nobody edited it, bring it up again, ${remedy}`,
  );
}

/** A hub's outputs; undefined when they aren't complete. */
export function hubOutputsOf(outputs: Readonly<Record<string, unknown>> | undefined): HubOutputs | undefined {
  const checked = check(hubOutputs, outputs ?? {});
  return "value" in checked ? checked.value : undefined;
}

/** A LOB's outputs; undefined when they aren't complete. */
export function lobOutputsOf(outputs: Readonly<Record<string, unknown>> | undefined): LobOutputs | undefined {
  const checked = check(lobOutputs, outputs ?? {});
  return "value" in checked ? checked.value : undefined;
}
