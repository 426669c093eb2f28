import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { Refusal } from "../common/refusal";
import { check } from "../common/validation";
import {
  accountId,
  children,
  endpointNames,
  externalId,
  flag,
  organizationId,
  region,
  resolverRuleId,
  resourceShareArn,
  roleArn,
  transitGatewayId,
  vpcEndpointId,
} from "../infra/support/schemas";

/** Outputs are never left out, so that a stack of another version is noticed; an empty text means none. */
function orNone<S extends v.GenericSchema<string>>(schema: S) {
  return v.union([v.literal(""), schema]);
}

/** How a stack names what it makes, and expects its children to. */
const ownNaming = {
  /** Empty means none. */
  namePrefix: v.string(),
  rolePath: v.string(),
};

const parentOutputs = v.object({
  invokeRoleArn: roleArn,
  externalId,
  endpointRegion: region,
  endpoints: endpointNames,
  children,
  ...ownNaming,
  /** Whether answers may be streamed, so that children get the function for it. */
  streaming: flag,
  /** Whether people may call the endpoints from the children's Studio. */
  studio: flag,
  /** The hub's endpoint through which the role accepts calls; empty means from anywhere. */
  runtimeEndpointId: orNone(vpcEndpointId),
});

/** Outputs of a parent's stack for children's stacks. */
export type ParentOutputs = v.InferOutput<typeof parentOutputs>;

const sharedOutputs = v.object({
  hubAccount: accountId,
  hubRegion: region,
  ...ownNaming,
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

/** Outputs of the shared services stack for parents' and children's stacks. */
export type SharedOutputs = v.InferOutput<typeof sharedOutputs>;

/** Outputs as their stack returns them. */
export type Promised<Outputs> = { readonly [Key in keyof Outputs]: pulumi.Input<Outputs[Key]> };

/** The name that a StackReference takes: a short name is a stack of this organization and project. */
function fullStackName(name: string): string {
  return name.includes("/") ? name : `${pulumi.getOrganization()}/${pulumi.getProject()}/${name}`;
}

/**
 * Whether the backend has a stack. A StackReference to a missing stack ends the program with the engine's message,
 * which doesn't say what to do; other failures are left to the StackReference.
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
 * Reads a stack's outputs. The values are plain, so that they are checked like config and known in a preview.
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

/** Reads the outputs of the parent's stack. */
export function readParent(name: string): Promise<ParentOutputs> {
  return readOutputs(name, parentOutputs, Object.keys(parentOutputs.entries));
}

/** Reads the outputs of the shared services stack. */
export function readShared(name: string): Promise<SharedOutputs> {
  return readOutputs(name, sharedOutputs, Object.keys(sharedOutputs.entries));
}
