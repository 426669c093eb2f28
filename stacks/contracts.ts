import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { Refusal } from "../common/refusal";
import { check } from "../common/validation";
import {
  accountId,
  children,
  endpointNames,
  externalId,
  organizationId,
  region,
  resolverRuleId,
  resourceShareArn,
  roleArn,
  transitGatewayId,
  vpcEndpointId,
} from "../infra/support/schemas";

/** Outputs can't be left out, so that a stack of another version shows; an empty text says that there is none. */
function orNone<S extends v.GenericSchema<string>>(schema: S) {
  return v.union([v.literal(""), schema]);
}

const parentOutputs = v.object({
  invokeRoleArn: roleArn,
  externalId,
  endpointRegion: region,
  endpoints: endpointNames,
  children,
  /** The hub's endpoint through which the role accepts calls; empty takes them from anywhere. */
  runtimeEndpointId: orNone(vpcEndpointId),
});

/** What a parent's stack promises to children's stacks. */
export type ParentOutputs = v.InferOutput<typeof parentOutputs>;

const sharedOutputs = v.object({
  hubAccount: accountId,
  hubRegion: region,
  hubCidr: v.string(),
  lobSupernet: v.string(),
  corporateCidrs: v.array(v.string()),
  lobs: v.array(v.object({ name: v.string(), account: accountId })),
  organizationId: orNone(organizationId),
  sharing: v.picklist(["organization", "invitation"]),
  resourceShareArn,
  transitGatewayId,
  /** The forward rules that LOBs associate, by service. */
  resolverRuleIds: v.record(v.string(), resolverRuleId),
  /** The central interface endpoints, by service. */
  endpointIds: v.record(v.string(), vpcEndpointId),
  /** ARN of the role of the function that makes presigned URLs. */
  presignedUrlRoleArn: roleArn,
});

/** What the shared services stack promises to parents' and children's stacks. */
export type SharedOutputs = v.InferOutput<typeof sharedOutputs>;

/** Outputs as the stack that promises them returns them. */
export type Promised<Outputs> = { readonly [Key in keyof Outputs]: pulumi.Input<Outputs[Key]> };

/** The name that a StackReference takes: a short name is a stack of this organization and project. */
function fullStackName(name: string): string {
  return name.includes("/") ? name : `${pulumi.getOrganization()}/${pulumi.getProject()}/${name}`;
}

/**
 * Whether the backend has a stack. A StackReference to one that it doesn't have ends the program in the engine's words,
 * which don't say what to do; whatever else keeps the stack from being read is left to the StackReference to tell.
 */
async function exists(fullName: string): Promise<boolean> {
  try {
    await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name: fullName });
    return true;
  } catch (error) {
    return !(error instanceof Error && error.message.includes("unknown stack"));
  }
}

/**
 * Reads what a stack promised. The values are plain, so that they are checked like config and known in a preview.
 *
 * @throws Refusal when the stack isn't up, or is of another version than this one.
 */
async function readOutputs<S extends v.GenericSchema>(
  name: string,
  schema: S,
  keys: readonly string[],
): Promise<v.InferOutput<S>> {
  const fullName = fullStackName(name);
  const subject = `stack ${name}, which this stack reads`;
  if (!(await exists(fullName))) {
    const remedy = `bring that stack up first, npx pulumi stack init ${name} && npx pulumi up --stack ${name}`;
    throw new Refusal(subject, [{ property: "it", reason: `doesn't exist: ${remedy}` }]);
  }
  const reference = new pulumi.StackReference(fullName);
  const details = await Promise.all(keys.map(async (key) => [key, await reference.getOutputDetails(key)] as const));
  const values = Object.fromEntries(details.map(([key, { value }]) => [key, value]));
  const missing = keys.filter((key) => values[key] === undefined);
  if (missing.length > 0) {
    const remedy = `bring that stack up first, npx pulumi up --stack ${name}`;
    throw new Refusal(subject, [
      missing.length === keys.length
        ? { property: "it", reason: `has no outputs: ${remedy}` }
        : { property: missing.join(", "), reason: `missing from its outputs: ${remedy}` },
    ]);
  }
  const checked = check(schema, values);
  if ("mistakes" in checked) {
    throw new Refusal(subject, checked.mistakes);
  }
  return checked.value;
}

/** Reads what the parent's stack promises. */
export function readParent(name: string): Promise<ParentOutputs> {
  return readOutputs(name, parentOutputs, Object.keys(parentOutputs.entries));
}

/** Reads what the shared services stack promises. */
export function readShared(name: string): Promise<SharedOutputs> {
  return readOutputs(name, sharedOutputs, Object.keys(sharedOutputs.entries));
}
