import { lobNames, type Naming, roleInArn } from "../../support/naming";
import { type PolicyDocument, policy } from "../../support/policy-document";

/** Where the directory is. */
export interface DirectoryPlace {
  /** Id of the hub's account, 12 digits. */
  readonly account: string;
  /** Its region. */
  readonly region: string;
  /** Name of the table that maps users to LOBs. */
  readonly usersTable: string;
  /** Name of the table that maps LOBs to accounts. */
  readonly lobsTable: string;
}

/** Read one row at a time from the two tables: no listing, no writing. */
function readDirectoryPolicy({ account, region, usersTable, lobsTable }: DirectoryPlace): PolicyDocument {
  return policy({
    Sid: "ReadDirectory",
    Effect: "Allow",
    Action: "dynamodb:GetItem",
    Resource: [usersTable, lobsTable].map((table) => `arn:aws:dynamodb:${region}:${account}:table/${table}`),
  });
}

/** Accounts in which the function may make presigned URLs. */
export interface GeneratorAccounts extends Readonly<Naming> {
  /** Ids of the LOBs' accounts, at least one. */
  readonly accounts: readonly string[];
  /** The organization that all LOBs' accounts are in; without one, accounts are listed one by one. */
  readonly organizationId?: string | undefined;
}

/**
 * Assume the role `PresignedURLGenerator` of the LOBs' accounts, with the user's name as source identity. Within an
 * organization the accounts aren't listed, so another LOB changes nothing here; each role's own trust policy still
 * decides whether this function may assume it.
 *
 * Source: IAM User Guide, "Monitor and control actions taken with assumed roles" and "AWS global condition context
 * keys", `aws:ResourceOrgID`.
 */
function assumeGeneratorPolicy({ accounts, organizationId, ...names }: GeneratorAccounts): PolicyDocument {
  const generator = roleInArn(lobNames("*", names).generatorRole, names);
  const role = (account: string) => `arn:aws:iam::${account}:role/${generator}`;
  return policy({
    Sid: "AssumePresignedUrlGenerators",
    Effect: "Allow",
    Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
    ...(organizationId === undefined
      ? { Resource: [...accounts].sort().map(role) }
      : {
          // `*`: any account of the organization, which the condition requires.
          Resource: role("*"),
          Condition: { StringEquals: { "aws:ResourceOrgID": organizationId } },
        }),
  });
}

/** What the presigned-URL function's code may do, policies by name. */
export function presignedUrlPolicies(
  place: DirectoryPlace & GeneratorAccounts,
): Readonly<Record<"ReadDirectory" | "AssumePresignedUrlGenerators", PolicyDocument>> {
  return {
    ReadDirectory: readDirectoryPolicy(place),
    AssumePresignedUrlGenerators: assumeGeneratorPolicy(place),
  };
}
