import * as v from "valibot";
import { deletion } from "../core/deletion";
import { inventId } from "../core/ids";
import { forcesNew, jsonText, physicalName } from "../core/resource-marks";
import { resourceType, type ServiceResources, tags } from "../core/resource-type";
import type { Place, World } from "../core/world";
import { refuse } from "../refusals";
import { policy, role, rolePolicy, rolePolicyAttachment } from "./kinds";

/** A policy document, read far enough to be judged. */
export type Document = v.InferOutput<typeof documentSchema>;

const oneOrMany = v.union([v.string(), v.array(v.string())]);

const documentSchema = v.object({
  Version: v.picklist(["2012-10-17", "2008-10-17"]),
  Statement: v.array(
    v.looseObject({
      Sid: v.optional(v.string()),
      Effect: v.picklist(["Allow", "Deny"]),
      Principal: v.optional(v.union([v.literal("*"), v.record(v.string(), oneOrMany)])),
    }),
  ),
});

/** Reads a policy's text. */
export function readDocument(text: string): Document {
  try {
    return v.parse(documentSchema, JSON.parse(text));
  } catch {
    return refuse("R03", "This policy contains invalid Json or a statement that is not valid");
  }
}

/** IAM leaves white space out when it counts. */
function countedLength(text: string): number {
  return text.replace(/\s/g, "").length;
}

/** Names that differ only in case are the same name to IAM. */
function isSameName(one: { readonly name: string }, other: { readonly name: string }): boolean {
  return one.name.toLowerCase() === other.name.toLowerCase();
}

const roleName = /^[\w+=,.@-]{1,64}$/;

/** Characters of a trust policy, unless the account's quota was raised. */
const usualTrustPolicyQuota = 2048;

/** Refuses principals that don't exist; returns the unique ids of the roles among them. */
function checkPrincipals(world: World, document: Document): Record<string, string> {
  const principals = document.Statement.flatMap(({ Principal }) =>
    typeof Principal === "object" ? (Principal.AWS ?? []) : [],
  );
  const trustedRoles: Record<string, string> = {};
  for (const principal of principals) {
    const [, account = principal, path] = /^arn:aws:iam::(\d{12}):(.+)$/.exec(principal) ?? [];
    const found = world.list(role, account).find(({ state }) => state.arn === principal);
    const isAccount = world.account(account) !== undefined && (path === undefined || path === "root");
    if (principal !== "*" && !isAccount && found === undefined) {
      refuse("R02", `Invalid principal in policy: "AWS":"${principal}"`);
    }
    if (found !== undefined) {
      trustedRoles[principal] = found.state.uniqueId;
    }
  }
  return trustedRoles;
}

/** Refuses a boundary that isn't a policy of the role's account, or of AWS. */
function requireBoundary(world: World, account: string, arn: string): void {
  const [, owner] = /^arn:aws:iam::(\d{12}|aws):policy\//.exec(arn) ?? [];
  if (owner === undefined) {
    refuse("R151", `ARN ${arn} is not valid.`);
  }
  if ((owner !== account && owner !== "aws") || !world.list(policy, owner).some(({ state }) => state.arn === arn)) {
    refuse("R150", `Scope ARN: ${arn} does not exist or is not attachable.`);
  }
}

const roleType = resourceType(
  role,
  {
    name: forcesNew(physicalName(v.string())),
    description: v.optional(v.string()),
    assumeRolePolicy: jsonText,
    maxSessionDuration: v.optional(v.number(), 3600),
    path: forcesNew(v.optional(v.string(), "/")),
    permissionsBoundary: v.optional(v.string()),
    tags,
  },
  (inputs, { account }, world, previous) => {
    if (!roleName.test(inputs.name)) {
      refuse("R16", `The specified value for roleName is invalid: ${inputs.name}`);
    }
    if (previous === undefined && world.list(role, account).some(({ state }) => isSameName(state, inputs))) {
      refuse("R06", `Role with name ${inputs.name} already exists.`);
    }
    if (inputs.maxSessionDuration < 3600 || inputs.maxSessionDuration > 43200) {
      refuse("R07", `Member must have value between 3600 and 43200: maxSessionDuration ${inputs.maxSessionDuration}`);
    }
    if (!/^(?=.{1,512}$)\/([!-\x7e]+\/)?$/.test(inputs.path)) {
      refuse("R152", `The specified value for path is invalid. It must begin and end with /: ${inputs.path}`);
    }
    if (inputs.permissionsBoundary !== undefined) {
      requireBoundary(world, account, inputs.permissionsBoundary);
    }
    const quota = world.account(account)?.trustPolicyQuota ?? usualTrustPolicyQuota;
    if (countedLength(inputs.assumeRolePolicy) > quota) {
      refuse("R01", `Cannot exceed quota for ACLSizePerRole: ${quota}`);
    }
    const trustedRoles = checkPrincipals(world, readDocument(inputs.assumeRolePolicy));
    const uniqueId = previous?.state.uniqueId ?? inventId("AROA").toUpperCase();
    const arn = `arn:aws:iam::${account}:role${inputs.path}${inputs.name}`;
    return { id: inputs.name, state: { ...inputs, arn, uniqueId, trustedRoles } };
  },
  { bookkeeping: ["trustedRoles"] },
);

const policyType = resourceType(
  policy,
  {
    name: forcesNew(physicalName(v.string())),
    description: forcesNew(v.optional(v.string())),
    policy: jsonText,
    tags,
  },
  (inputs, { account }, world, previous) => {
    if (!/^[\w+=,.@-]{1,128}$/.test(inputs.name)) {
      refuse("R16", `The specified value for policyName is invalid: ${inputs.name}`);
    }
    if (previous === undefined && world.list(policy, account).some(({ state }) => isSameName(state, inputs))) {
      refuse("R06", `A policy called ${inputs.name} already exists.`);
    }
    readDocument(inputs.policy);
    if (countedLength(inputs.policy) > 6144) {
      refuse("R04", "Cannot exceed quota for PolicySize: 6144");
    }
    const arn = `arn:aws:iam::${account}:policy/${inputs.name}`;
    return { id: arn, state: { ...inputs, arn } };
  },
);

function requireRole(world: World, { account }: Place, name: string): void {
  if (!world.list(role, account).some(({ state }) => state.name === name)) {
    refuse("R08", `The role with name ${name} cannot be found.`);
  }
}

const rolePolicyType = resourceType(
  rolePolicy,
  { name: forcesNew(physicalName(v.string())), role: forcesNew(v.string()), policy: jsonText },
  (inputs, place, world) => {
    requireRole(world, place, inputs.role);
    readDocument(inputs.policy);
    const others = world
      .list(rolePolicy, place.account)
      .filter(({ state }) => state.role === inputs.role && state.name !== inputs.name);
    const total = others.reduce((sum, { state }) => sum + countedLength(state.policy), countedLength(inputs.policy));
    if (total > 10_240) {
      refuse("R05", `Maximum policy size of 10240 bytes exceeded for role ${inputs.role}`);
    }
    return { id: `${inputs.role}:${inputs.name}`, state: inputs };
  },
);

const rolePolicyAttachmentType = resourceType(
  rolePolicyAttachment,
  { role: forcesNew(v.string()), policyArn: forcesNew(v.string()) },
  (inputs, place, world, previous) => {
    requireRole(world, place, inputs.role);
    if (!world.list(policy, place.account).some(({ state }) => state.arn === inputs.policyArn)) {
      refuse("R08", `Policy ${inputs.policyArn} does not exist or is not attachable.`);
    }
    return { id: previous?.id ?? inventId(`${inputs.role}-`), state: inputs };
  },
  // The new one would be the old one, and the delete that follows would undo both.
  { deleteBeforeReplace: true },
);

export const iam: ServiceResources = {
  types: [roleType, policyType, rolePolicyType, rolePolicyAttachmentType],
  deletions: [
    deletion(role, {
      check(world, { account, state: { name } }) {
        if (world.list(rolePolicyAttachment, account).some(({ state }) => state.role === name)) {
          refuse("R92", "Cannot delete entity, must detach all policies first.");
        }
        if (world.list(rolePolicy, account).some(({ state }) => state.role === name)) {
          refuse("R92", "Cannot delete entity, must delete policies first.");
        }
      },
    }),
    deletion(policy, {
      check(world, { account, state: { arn } }) {
        if (world.list(rolePolicyAttachment, account).some(({ state }) => state.policyArn === arn)) {
          refuse("R92", "Cannot delete a policy attached to entities.");
        }
      },
    }),
  ],
};
