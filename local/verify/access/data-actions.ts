import type { Project, Stack } from "../../../stacks/project/stack";
import {
  bucket,
  bucketPolicy,
  domain,
  type LambdaFunction,
  lambdaFunction,
  type NamedPolicy,
  permissionsOf,
  type Resource,
  table,
  userPool,
  userProfile,
  type World,
} from "../../aws";
import { withoutPrefix } from "../names";
import { type Action, byAnyOf } from "./action";

type Place = { readonly account: string; readonly region: string };

function on(arn: string, { account, region }: Place, actions: readonly string[], resourcePolicy?: NamedPolicy) {
  const resource = { arn, account, region };
  return actions.map((action) => ({ action, resource, ...(resourcePolicy !== undefined && { resourcePolicy }) }));
}

/** Ways to have an endpoint's model work. Source: Service Authorization Reference, Amazon SageMaker. */
const invocations = {
  invoke: "sagemaker:InvokeEndpoint",
  "stream from": "sagemaker:InvokeEndpointWithResponseStream",
  "queue work for": "sagemaker:InvokeEndpointAsync",
};

/** What can be done to endpoints, each by its name and the stack whose account has it. */
export function endpointActions(
  endpoints: readonly (Place & { readonly name: string; readonly stack: string })[],
): Action[] {
  return endpoints.flatMap(({ name, stack, account, region }) => {
    const arn = `arn:aws:sagemaker:${region}:${account}:endpoint/${name}`;
    const service = { host: `runtime.sagemaker.${region}.amazonaws.com`, label: "sagemaker.runtime" };
    return Object.entries(invocations).map(([words, action]) =>
      byAnyOf(`${words} endpoint ${name} of ${stack}`, service, on(arn, { account, region }, [action])),
    );
  });
}

function profileActions(world: World, stack: string): Action[] {
  const domains = world.all(domain).filter((found) => found.stack === stack);
  const profiles = world
    .all(userProfile)
    .filter(({ state, account }) => domains.some((one) => one.id === state.domainId && one.account === account));
  return profiles.flatMap(({ state, account, region }) => {
    const service = { host: `api.sagemaker.${region}.amazonaws.com`, label: "sagemaker.api" };
    const whose = `${state.userProfileName} in ${stack}`;
    const calls = on(state.arn, { account, region }, ["sagemaker:CreatePresignedDomainUrl"]);
    return [
      byAnyOf(`make a presigned URL for ${whose}`, service, calls),
      byAnyOf(`change spaces of ${whose}`, service, spaceCalls(state.arn, "space", { account, region })),
      byAnyOf(
        `open or close JupyterLab of ${whose}`,
        service,
        spaceCalls(state.arn, "JupyterLab", { account, region }),
      ),
      byAnyOf(
        `open or close Code Editor of ${whose}`,
        service,
        spaceCalls(state.arn, "CodeEditor", { account, region }),
      ),
    ];
  });
}

/** Calls that make, change and delete somebody's private space, or an app in it. */
function spaceCalls(profileArn: string, what: "space" | "JupyterLab" | "CodeEditor", place: Place) {
  const context = { "sagemaker:OwnerUserProfileArn": profileArn, "sagemaker:SpaceSharingType": "Private" };
  const [, domainId = ""] = profileArn.split("/");
  const kind = what === "space" ? what : "app";
  const arn = `${profileArn.replace(/user-profile.*/, kind)}/${domainId}/work`;
  const operations = what === "space" ? ["CreateSpace", "UpdateSpace", "DeleteSpace"] : ["CreateApp", "DeleteApp"];
  return on(
    what === "space" ? arn : `${arn}/${what}/default`,
    place,
    operations.map((operation) => `sagemaker:${operation}`),
  ).map((call) => ({ ...call, context }));
}

/** What counts as reading, listing and writing. Source: Service Authorization Reference, Amazon DynamoDB. */
const tableCalls = {
  "read items of": ["dynamodb:GetItem", "dynamodb:BatchGetItem"],
  "list items of": ["dynamodb:Scan", "dynamodb:Query", "dynamodb:PartiQLSelect"],
  "write items of": [
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:PartiQLInsert",
    "dynamodb:PartiQLUpdate",
    "dynamodb:PartiQLDelete",
  ],
};

function tableActions(world: World, { name: stack, config }: Stack): Action[] {
  const tables = world.all(table).filter((found) => found.stack === stack);
  return tables.flatMap((found) =>
    Object.entries(tableCalls).map(([words, actions]) =>
      byAnyOf(
        `${words} table ${withoutPrefix(found.state.name, config)}`,
        { host: `dynamodb.${found.region}.amazonaws.com`, label: "dynamodb" },
        on(found.state.arn, found, actions),
      ),
    ),
  );
}

/** A function's own policy, as its permissions make it. */
function functionPolicy(world: World, found: Resource<LambdaFunction>): NamedPolicy {
  const { name, arn } = found.state;
  const statements = permissionsOf(world, found, name).map(({ statementId, action, principal, ...held }) => ({
    Sid: statementId,
    Effect: "Allow",
    Principal: /^\d{12}$/.test(principal)
      ? { AWS: `arn:aws:iam::${principal}:root` }
      : principal === "*"
        ? "*"
        : { Service: principal },
    Action: action,
    Resource: arn,
    ...conditionOf(held),
  }));
  return { name: `the policy of function ${name}`, document: { Version: "2012-10-17", Statement: statements } };
}

function conditionOf(held: { readonly sourceArn?: string | undefined; readonly sourceAccount?: string | undefined }) {
  const { sourceArn, sourceAccount } = held;
  const condition = {
    ...(sourceArn !== undefined && { ArnLike: { "aws:SourceArn": sourceArn } }),
    ...(sourceAccount !== undefined && { StringEquals: { "aws:SourceAccount": sourceAccount } }),
  };
  return Object.keys(condition).length === 0 ? {} : { Condition: condition };
}

/** A direct caller of the presigned-URL function chooses whose URL it gets. */
function functionActions(world: World, { name: stack, config }: Stack): Action[] {
  const functions = world.all(lambdaFunction).filter((found) => found.stack === stack);
  return functions.map((found) =>
    byAnyOf(
      `call function ${withoutPrefix(found.state.name, config)}`,
      { host: `lambda.${found.region}.amazonaws.com`, label: "lambda" },
      on(found.state.arn, found, ["lambda:InvokeFunction"], functionPolicy(world, found)),
    ),
  );
}

const takeovers = ["AdminSetUserPassword", "AdminResetUserPassword", "AdminUpdateUserAttributes", "AdminCreateUser"];

function poolActions(world: World, stack: string): Action[] {
  const pools = world.all(userPool).filter((found) => found.stack === stack);
  return pools.map((found) =>
    byAnyOf(
      `set passwords in the user pool of ${stack}`,
      { host: `cognito-idp.${found.region}.amazonaws.com`, label: "cognito-idp" },
      on(
        found.state.arn,
        found,
        takeovers.map((operation) => `cognito-idp:${operation}`),
      ),
    ),
  );
}

/** The policy of a bucket as it is now; a bucket without one has no statement. */
export function bucketPolicyOf(world: World, account: string, name: string): NamedPolicy {
  const text = world.list(bucketPolicy, account).find(({ state }) => state.bucket === name)?.state.policy;
  const document: unknown = text === undefined ? { Version: "2012-10-17", Statement: [] } : JSON.parse(text);
  return { name: `the policy of bucket ${name}`, document };
}

/** Files of each profile of a LOB, which are below the profile's name. */
function fileActions(world: World, stack: string): Action[] {
  const buckets = world.all(bucket).filter((found) => found.stack === stack);
  const profiles = world.all(userProfile).filter((profile) => profile.stack === stack);
  return buckets.flatMap((found) => {
    const { account, region, state } = found;
    const policy = bucketPolicyOf(world, account, state.bucket);
    const service = { host: `s3.${region}.amazonaws.com`, label: "s3" };
    return profiles.flatMap(({ state: { userProfileName: profile } }) => {
      const calls = (actions: readonly string[]) =>
        on(`${state.arn}/${profile}/file`, { account, region }, actions, policy);
      return [
        byAnyOf(`read files of ${profile} in ${stack}`, service, calls(["s3:GetObject"])),
        byAnyOf(`write files of ${profile} in ${stack}`, service, calls(["s3:PutObject", "s3:DeleteObject"])),
      ];
    });
  });
}

/** What can be done to what the stacks of a project keep: profiles, tables, functions, users, files. */
export function dataActions(world: World, { stacks }: Project): Action[] {
  return stacks.flatMap((stack) => [
    ...profileActions(world, stack.name),
    ...tableActions(world, stack),
    ...functionActions(world, stack),
    ...poolActions(world, stack.name),
    ...fileActions(world, stack.name),
  ]);
}
