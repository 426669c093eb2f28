import * as v from "valibot";
import { UsersMistake } from "../../../common/users-mistake";
import { isChild } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import type { OwnDocuments, OwnRole } from "../../estate/own-roles";
import { readJson, readPolicy } from "./documents";
import { rolesPolicy } from "./policy-schema";

const managed = v.object({ PolicyArn: v.string() });

/** Source: IAM API, GetAccountAuthorizationDetails; the AWS CLI decodes its documents. */
const details = v.object({
  RoleDetailList: v.optional(
    v.array(
      v.object({
        Arn: v.string(),
        AssumeRolePolicyDocument: v.looseObject({ Statement: v.unknown() }),
        RolePolicyList: v.optional(v.array(v.object({ PolicyName: v.string(), PolicyDocument: v.unknown() })), []),
        AttachedManagedPolicies: v.optional(v.array(managed), []),
        PermissionsBoundary: v.optional(v.object({ PermissionsBoundaryArn: v.string() })),
      }),
    ),
    [],
  ),
  Policies: v.optional(
    v.array(
      v.object({
        Arn: v.string(),
        PolicyVersionList: v.array(v.object({ Document: v.unknown(), IsDefaultVersion: v.boolean() })),
      }),
    ),
    [],
  ),
});

const exported =
  "give what aws iam get-account-authorization-details --filter Role LocalManagedPolicy AWSManagedPolicy prints";

/** Roles and policies that config names, by ARN, with the names of the stacks that do. */
function namedIn({ stacks }: Project) {
  const lobs = stacks.filter(isChild);
  const pairs = (arnsOf: (lob: (typeof lobs)[number]) => readonly string[]) =>
    lobs.flatMap((lob) => arnsOf(lob).map((arn) => ({ arn, stack: lob.name })));
  return {
    roles: pairs(({ config }) => (config.executionRoleArn === undefined ? [] : [config.executionRoleArn])),
    policies: pairs(({ config }) => config.executionPolicyArns),
  };
}

/** What a run can't judge, since nobody gave its documents, a sentence each. */
export function unjudged(project: Project, { roles, policies }: OwnDocuments): string[] {
  const named = namedIn(project);
  return [
    ...named.roles
      .filter(({ arn }) => !roles.has(arn))
      .map(
        ({ arn, stack }) =>
          `not judged: role ${arn} of ${stack}, which is made up as the stack would make it; give its documents with --iam`,
      ),
    ...named.policies
      .filter(({ arn }) => !policies.has(arn))
      .map(
        ({ arn, stack }) =>
          `not judged: policy ${arn} of ${stack}, which counts as empty; give its document with --iam`,
      ),
  ];
}

/** Reads one file after the other. */
class Reader {
  readonly mistakes = new Set<string>();
  readonly roles = new Map<string, OwnRole>();
  readonly policies = new Map<string, object>();

  /** @param wanted ARNs of the roles and policies that config names. */
  constructor(private readonly wanted: ReadonlySet<string>) {}

  read(file: string): void {
    const read = readJson(file);
    const parsed = typeof read === "string" ? undefined : v.safeParse(details, read.content);
    const wrong = (mistake: string) => void this.mistakes.add(`--iam is "${file}", ${mistake}`);
    if (parsed?.success !== true) {
      wrong(`which ${typeof read === "string" ? read : "isn't an account's details"}: ${exported}`);
      return;
    }
    this.take(parsed.output, wrong);
  }

  private take({ RoleDetailList, Policies }: v.InferOutput<typeof details>, wrong: (mistake: string) => void): void {
    const document = (whose: string, content: unknown): object => {
      const found = readPolicy(rolesPolicy, content);
      if ("document" in found) {
        return found.document;
      }
      found.forEach(
        (mistake) =>
          void wrong(
            `whose policy ${whose} isn't right: ${mistake.replace(/^whose /, "its ").replace(/^which /, "it ")}`,
          ),
      );
      return {};
    };
    const takePolicy = (arn: string, whose: string) => {
      const versions = Policies.find(({ Arn }) => Arn === arn)?.PolicyVersionList ?? [];
      const current = versions.find(({ IsDefaultVersion }) => IsDefaultVersion);
      if (current === undefined) {
        wrong(`which lacks policy ${arn} of ${whose}: ${exported}`);
      } else {
        this.policies.set(arn, document(arn, current.Document));
      }
    };
    const roles = RoleDetailList.filter(({ Arn }) => this.wanted.has(Arn));
    const policies = Policies.filter(({ Arn }) => this.wanted.has(Arn));
    if (roles.length + policies.length === 0) {
      wrong(
        "which has no role or policy that config names: give the details of the account that executionRoleArn or executionPolicyArns name",
      );
    }
    policies.forEach(({ Arn }) => void takePolicy(Arn, "config"));
    for (const { Arn: arn, ...role } of roles) {
      const attached = role.AttachedManagedPolicies.map(({ PolicyArn }) => PolicyArn);
      const boundary = role.PermissionsBoundary?.PermissionsBoundaryArn;
      [...attached, ...(boundary === undefined ? [] : [boundary])].forEach((policy) => void takePolicy(policy, arn));
      const inline = role.RolePolicyList.map(
        ({ PolicyName, PolicyDocument }) => [PolicyName, document(`${PolicyName} of ${arn}`, PolicyDocument)] as const,
      );
      const trust = role.AssumeRolePolicyDocument;
      this.roles.set(arn, { attached, boundary, inline: Object.fromEntries(inline), trust });
    }
  }
}

/**
 * Reads the documents of the roles and policies that config names.
 *
 * @param files what the AWS CLI printed of accounts.
 * @throws UsersMistake naming everything that is wrong with them.
 */
export function readOwnDocuments(files: readonly string[], project: Project): OwnDocuments {
  const named = namedIn(project);
  const reader = new Reader(new Set([...named.roles, ...named.policies].map(({ arn }) => arn)));
  files.forEach((file) => void reader.read(file));
  if (reader.mistakes.size > 0) {
    throw new UsersMistake([...reader.mistakes].join("\n"));
  }
  return reader;
}
