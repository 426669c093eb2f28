import { parentFileKey } from "../../infra/lob/lob-parent";
import {
  studioExecutionPolicy,
  studioIdentityPolicy,
  studioTrustPolicy,
} from "../../infra/lob/policies/studio-execution-policies";
import type { JobKeys, JobNetwork } from "../../infra/lob/policies/studio-job-statements";
import { capabilityPolicies, managedPolicies, type StudioCapability } from "../../infra/lob/studio-capabilities";
import { heldInstanceTypes } from "../../infra/lob/studio-instance-types";
import { bucketName, lobNames, parentNames, roleInArn } from "../../infra/support/naming";
import type { PolicyDocument, Statement } from "../../infra/support/policy-document";
import { type ChildStack, hubOf, isChild, type ParentStack, parentOf } from "../../stacks/project/roles";
import type { Project, Stack } from "../../stacks/project/stack";
import { studioCapabilitiesOf } from "../../stacks/project/studio-capabilities";
import { namedKeys } from "../../stacks/store-keys";

/** A LOB whose code in Studio runs under a role that the organization has a part in. */
export interface OwnExecution {
  readonly lob: ChildStack;
  /** ARN of the role: of the organization's own, or of the stack's, which has the organization's own policies. */
  readonly roleArn: string;
  /** The role after `role/`: its path, and its name. */
  readonly roleName: string;
  /** What people may do in Studio besides opening it. */
  readonly capabilities: readonly StudioCapability[];
  readonly parent: ParentStack | undefined;
  readonly organizationId: string | undefined;
}

/** What config tells of the role that a stack's code in Studio runs under; undefined where all of it is the stack's own. */
export function ownExecution(project: Project, stack: Stack): OwnExecution | undefined {
  const hub = isChild(stack) ? hubOf(project, stack) : undefined;
  if (!isChild(stack) || hub === undefined) {
    return undefined;
  }
  const { account, lob = "", executionRoleArn, executionPolicyArns } = stack.config;
  if (executionRoleArn === undefined && executionPolicyArns.length === 0) {
    return undefined;
  }
  const roleArn =
    executionRoleArn ??
    `arn:aws:iam::${account}:role/${roleInArn(lobNames(lob, stack.config).executionRole, stack.config)}`;
  const [, roleName = ""] = /:role\/(.*)$/.exec(roleArn) ?? [];
  const capabilities = studioCapabilitiesOf(project, stack);
  const { organizationId } = hub.config;
  return { lob: stack, roleArn, roleName, capabilities, parent: parentOf(project, stack), organizationId };
}

/** Ids that AWS makes up, which the role's policies name. */
export interface ExecutionIds {
  /** Of the LOB's domain; `*` where it isn't known. */
  readonly domainId: string;
  /** Of the hub's endpoints, by service. */
  readonly endpointIds: Readonly<Record<string, string>>;
  /** Where jobs and models have to be. Default: what takes that isn't among the duties. */
  readonly network?: JobNetwork | undefined;
}

/** Whom the role has to trust. */
export function neededTrust({ lob }: OwnExecution): PolicyDocument {
  return studioTrustPolicy(lob.config.account);
}

/** The keys of jobs and models that config names. */
function jobKeys({ config }: ChildStack): JobKeys {
  const { fileSystems: volumes, buckets: outputs } = namedKeys(config).named;
  return { volumes, outputs };
}

/** What the role has to allow: what the stack's own role would, with its capabilities. */
export function neededPolicies(execution: OwnExecution, ids: ExecutionIds): PolicyDocument[] {
  const { domainId, endpointIds, network } = ids;
  const { lob, roleName, capabilities, parent, organizationId } = execution;
  const { account, region, lob: name = "" } = lob.config;
  const bucket = bucketName({ lob: name, account, region }, lob.config);
  const { "sagemaker.api": apiEndpointId = "", studio: studioEndpointId = "", sts: stsEndpointId } = endpointIds;
  const place = { account, region, roleName, bucket, apiEndpointId, studioEndpointId };
  const ofParent =
    parent === undefined || stsEndpointId === undefined
      ? undefined
      : {
          roleArn: `arn:aws:iam::${parent.config.account}:role/${roleInArn(parentNames(parent.config).invokeRole, parent.config)}`,
          stsEndpointId,
          fileArn: `arn:aws:s3:::${bucket}/${parentFileKey}`,
        };
  const documents = capabilityPolicies(capabilities, { account, region, organizationId, parent: ofParent });
  return [
    studioExecutionPolicy(place),
    studioIdentityPolicy({ ...place, domainId }),
    ...documents.map(([, document]) => document),
    ...(network === undefined
      ? []
      : managedPolicies(capabilities).map(([, documentOf]) =>
          documentOf({ ...lob.config, domainId, network, keys: jobKeys(lob) }),
        )),
  ];
}

/** Condition keys of a call and their values. */
export type CallContext = Readonly<Record<string, string>>;

/** A call by code in Studio under the role. */
export interface RoleCall {
  readonly action: string;
  readonly resource: string;
  readonly context: CallContext;
}

/** Calls of which one at least has to be allowed, and the statement that would allow them. */
export interface Duty {
  readonly action: string;
  readonly calls: readonly RoleCall[];
  readonly statement: Statement;
}

/** Somebody's session in Studio, as policies know it, and the instance type that its apps and jobs have. */
export interface Person {
  readonly domainId: string;
  readonly profile: string;
  readonly instanceType: string;
}

/** A person of the LOB. */
export function personOf({ lob: { config }, capabilities }: OwnExecution, domainId: string): Person {
  const [instanceType = "ml.t3.medium"] = heldInstanceTypes(config.instanceTypes, capabilities) ?? [];
  return { domainId, profile: config.userProfiles[0] ?? "example-user", instanceType };
}

function listOf(given: string | readonly string[] | undefined): readonly string[] {
  return given === undefined ? [] : typeof given === "string" ? [given] : given;
}

/**
 * The keys by which a session knows its person. Whether SageMaker's variables or the source identity are there is an open
 * question, so a statement that names one of the two is asked about without the other.
 */
function sessionContext(text: string, { domainId, profile }: Person): CallContext {
  const variables = { "sagemaker:DomainId": domainId, "sagemaker:UserProfileName": profile };
  const identity = { "aws:SourceIdentity": profile };
  const all = { ...variables, ...identity };
  return text.includes("{sagemaker:") ? variables : text.includes("{aws:SourceIdentity}") ? identity : all;
}

/** A pattern with the person's names and a word in place of what it leaves open; `*` as a whole stays. */
function sampled(pattern: string, { domainId, profile }: Person): string {
  if (pattern === "*") {
    return pattern;
  }
  return pattern
    .replaceAll(`\${sagemaker:DomainId}`, domainId)
    .replaceAll(/\$\{(sagemaker:UserProfileName|aws:SourceIdentity)\}/g, profile)
    .replace(/:app\/([^/]+)\/\*$/, ":app/$1/example/JupyterLab/default")
    .replace(/:log-group:([^:]+):\*$/, ":log-group:$1:log-stream:example")
    .replace(/(?<=::|:)\*(?=:)/, "999999999999")
    .replaceAll("*", "example");
}

/** Every way to fulfil a statement's conditions: each value of a key that has several, any of a key that must be there. */
function contextsOf({ Condition = {} }: Statement, person: Person): CallContext[] {
  const { Null: presence = {}, ...others } = Condition;
  const examples = new Map([["sagemaker:InstanceTypes", person.instanceType]]);
  const needed = Object.entries(presence).flatMap(([key, isAbsent]) => (isAbsent === "false" ? [key] : []));
  const pairs = Object.values(others).flatMap((keys) => Object.entries(keys));
  return pairs.reduce<CallContext[]>(
    (contexts, [key, values]) =>
      contexts.flatMap((context) => listOf(values).map((value) => ({ ...context, [key]: sampled(value, person) }))),
    [Object.fromEntries(needed.map((key) => [key, examples.get(key) ?? "example"]))],
  );
}

/** What policies allow a person, as duties: an action under each condition, on one resource at least. */
export function dutiesOf(documents: readonly PolicyDocument[], person: Person): Duty[] {
  return documents
    .flatMap(({ Statement: statements }) => statements)
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap((statement) => {
      const session = sessionContext(JSON.stringify(statement), person);
      return contextsOf(statement, person).flatMap((context) =>
        listOf(statement.Action).map((action) => ({
          action,
          statement,
          calls: listOf(statement.Resource).map((resource) => ({
            action,
            resource: sampled(resource, person),
            context: { ...session, ...context },
          })),
        })),
      );
    });
}
