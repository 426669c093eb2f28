import { isRecord } from "../../common/is-record";
import { bucketName, lobNames, roleInArn } from "../../infra/support/naming";
import type { Statement } from "../../infra/support/policy-document";
import {
  dutiesOf,
  type ExecutionIds,
  neededPolicies,
  neededTrust,
  type OwnExecution,
  type Person,
  personOf,
  type RoleCall,
} from "./execution-duties";

/** Whether a role's policies allow each of some calls, in their order. */
export type MayAll = (calls: readonly RoleCall[]) => Promise<readonly boolean[]>;

/** What is wrong with the role that code in Studio runs under, a sentence each. */
export interface RoleFindings {
  /** What the project needs of it, and it doesn't give. */
  readonly lacks: readonly string[];
  /** What it gives beyond what people may do in Studio. */
  readonly excess: readonly string[];
}

function listOf(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? given : given === undefined ? [] : [given];
}

function names(pattern: unknown, action: string): boolean {
  const parts = String(pattern)
    .split("*")
    .map((part) => part.replaceAll(/[.?+^$()[\]\\|{}]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(action);
}

const service = "sagemaker.amazonaws.com";

/** What is wrong with a trust policy, read as it is written: its allowances are seen, its denials aren't. */
function trustFindings(execution: OwnExecution, document: unknown): RoleFindings {
  const allowing = listOf(isRecord(document) ? document.Statement : undefined)
    .filter(isRecord)
    .filter(({ Effect }) => Effect === "Allow");
  const principals = (statement: Readonly<Record<string, unknown>>): unknown[] =>
    isRecord(statement.Principal) ? Object.values(statement.Principal).flatMap(listOf) : [statement.Principal];
  const ofSageMaker = allowing.filter((statement) => principals(statement).includes(service));
  const missing = ["sts:AssumeRole", "sts:SetSourceIdentity"].filter(
    (action) => !ofSageMaker.some(({ Action }) => listOf(Action).some((pattern) => names(pattern, action))),
  );
  const others = [...new Set(allowing.flatMap(principals))].filter((principal) => principal !== service);
  const isOpen = ofSageMaker.some(
    ({ Condition }) => !/"aws:Source(Account|Arn)"/i.test(JSON.stringify(Condition ?? {})),
  );
  const remedy = JSON.stringify(neededTrust(execution).Statement[0]);
  return {
    lacks:
      missing.length === 0
        ? []
        : [`doesn't let ${service} call ${missing.join(" and ")}: add to its trust policy ${remedy}`],
    excess: [
      ...others.map(
        (principal) =>
          `also trusts ${String(principal)}, which may then do everything that people may: remove it from its trust policy`,
      ),
      ...(isOpen
        ? [`trusts ${service} for every account: add the condition aws:SourceAccount of ${remedy} to its trust policy`]
        : []),
    ],
  };
}

/** Something that no role for Studio should give, and a call that shows it. */
interface Excess {
  /** Such as `open other users' Studio`. */
  readonly may: string;
  readonly call: RoleCall;
}

/**
 * What a person may not do in Studio: reach a colleague's, leave the network, raise their own permissions. Each is asked
 * by one call, so a role that gives nothing of the list may still give too much of something else.
 */
function excesses({ lob, roleName }: OwnExecution, { domainId, endpointIds }: ExecutionIds, person: Person): Excess[] {
  const { account, region, lob: name = "" } = lob.config;
  const { "sagemaker.api": apiEndpointId = "" } = endpointIds;
  const bucket = bucketName({ lob: name, account, region }, lob.config);
  const arn = (resource: string) => `arn:aws:sagemaker:${region}:${account}:${resource}`;
  const iam = (resource: string) => `arn:aws:iam::${account}:${resource}`;
  const generator = iam(`role/${roleInArn(lobNames(name, lob.config).generatorRole, lob.config)}`);
  const own = arn(`user-profile/${domainId}/${person.profile}`);
  const other = arn(`user-profile/${domainId}/example-colleague`);
  const session = {
    "sagemaker:DomainId": domainId,
    "sagemaker:UserProfileName": person.profile,
    "aws:SourceIdentity": person.profile,
  };
  const call = (may: string, action: string, resource: string, context: RoleCall["context"] = {}): Excess => ({
    may,
    call: { action, resource, context: { ...session, ...context } },
  });
  const through = { "aws:SourceVpce": apiEndpointId };
  const inSpace = (owner: string, sharing: string) => ({
    "sagemaker:OwnerUserProfileArn": owner,
    "sagemaker:SpaceSharingType": sharing,
  });
  const app = arn(`app/${domainId}/example/JupyterLab/default`);
  return [
    call("make URLs of Studio that open from anywhere", "sagemaker:CreatePresignedDomainUrl", own),
    call("open other users' Studio", "sagemaker:CreatePresignedDomainUrl", other, through),
    call("start apps in other users' spaces", "sagemaker:CreateApp", app, inSpace(other, "Private")),
    call("share spaces", "sagemaker:CreateSpace", arn(`space/${domainId}/example`), inSpace(own, "Shared")),
    call("read other users' files", "s3:GetObject", `arn:aws:s3:::${bucket}/example-colleague/data.csv`),
    call("change other users' files", "s3:PutObject", `arn:aws:s3:::${bucket}/example-colleague/data.csv`),
    call("change the policy of the users' bucket", "s3:PutBucketPolicy", `arn:aws:s3:::${bucket}`),
    call("write to any bucket, also a stranger's", "s3:PutObject", "arn:aws:s3:::example-of-a-stranger/data.csv"),
    call("change the domain", "sagemaker:UpdateDomain", arn(`domain/${domainId}`)),
    call("change user profiles", "sagemaker:UpdateUserProfile", own),
    call(
      "make notebook instances, which have internet access",
      "sagemaker:CreateNotebookInstance",
      arn("notebook-instance/example"),
    ),
    call("pass other roles to SageMaker", "iam:PassRole", generator, { "iam:PassedToService": service }),
    call("change its own policies", "iam:PutRolePolicy", iam(`role/${roleName}`)),
    call("make roles", "iam:CreateRole", iam("role/example")),
    call("assume other roles", "sts:AssumeRole", "arn:aws:iam::999999999999:role/example"),
    call(
      "make ways to the internet",
      "ec2:CreateInternetGateway",
      `arn:aws:ec2:${region}:${account}:internet-gateway/igw-0`,
    ),
  ];
}

/** A statement that would allow actions, as it can be pasted. */
function statementFor({ Action: _, ...rest }: Statement, actions: readonly string[]): string {
  const { Sid, Effect, ...others } = rest;
  return JSON.stringify({ Sid, Effect, Action: actions.length === 1 ? actions[0] : actions, ...others });
}

/**
 * Judges the role that code in a LOB's Studio runs under: whether its trust and its policies give what the project needs,
 * and what they give too much. It asks in the name of one person.
 *
 * @param trust the role's trust policy.
 * @param may asks IAM about the role's policies.
 */
export async function judgeExecutionRole(
  execution: OwnExecution,
  ids: ExecutionIds,
  trust: unknown,
  may: MayAll,
): Promise<RoleFindings> {
  const person = personOf(execution, ids.domainId);
  const duties = dutiesOf(neededPolicies(execution, ids), person);
  const unwanted = excesses(execution, ids, person);
  const calls = [...duties.flatMap((duty) => duty.calls), ...unwanted.map(({ call }) => call)];
  const distinct = [...new Map(calls.map((call) => [JSON.stringify(call), call])).entries()];
  const answers = await may(distinct.map(([, call]) => call));
  const allowed = new Set(distinct.filter((_, index) => answers[index] === true).map(([key]) => key));
  const isAllowed = (call: RoleCall) => allowed.has(JSON.stringify(call));
  const missing = new Map<Statement, Set<string>>();
  for (const { statement, action, calls: ways } of duties) {
    if (!ways.some(isAllowed)) {
      missing.set(statement, new Set(missing.get(statement)).add(action));
    }
  }
  const ofTrust = trustFindings(execution, trust);
  return {
    lacks: [
      ...ofTrust.lacks,
      ...[...missing].map(([statement, actions]) => {
        const list = [...actions];
        return `lacks ${list.join(", ")}: add to its policies ${statementFor(statement, list)}`;
      }),
    ],
    excess: [
      ...ofTrust.excess,
      ...unwanted
        .filter(({ call }) => isAllowed(call))
        .map(
          ({ may: words, call: { action, resource } }) =>
            `lets people ${words} (${action} on ${resource}): narrow its policies`,
        ),
    ],
  };
}
