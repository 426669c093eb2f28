import { expect } from "chai";
import { type Service, servicePolicy } from "../../../infra/network/endpoint-catalog";
import { dynamoDbEndpointPolicy, type EndpointScope } from "../../../infra/network/policies/endpoint-policies";
import { s3EndpointPolicy } from "../../../infra/network/policies/s3-endpoint-policy";
import { simulate } from "../../../local/aws/iam/simulator";

/*
 * What passes an endpoint, decided by IAM's rules on the documents that the components build, for callers whose own
 * policies, and the resource's, allow everything. What these cases don't prove: that names and routes lead to the
 * endpoint; and what the simulator can't judge: signing in, for which it knows no resource, public parameters, whose ARNs
 * have no account, and a stranger's GetCallerIdentity, which it never refuses. Their documents are compared in policies/endpoint-policies.test.ts.
 */

const region = "eu-west-1";
const hub = "111122223333";
const model = "222222222222";
const lobA = "333333333333";
const stranger = "999999999999";

const ours = "o-exampleorg1";
const known: Readonly<Record<string, string>> = {
  ...{ [hub]: ours, [model]: ours, [lobA]: ours },
  [stranger]: "o-strangers1",
};

const inOrganization: EndpointScope = { account: hub, region, organizationId: ours, accounts: [] };
const listed: EndpointScope = { account: hub, region, accounts: [hub, model, lobA] };

const everything = { Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" };

type Through = Exclude<Service, "cognito-idp"> | "s3" | "dynamodb";

/** Account and role of a caller, or nobody known. */
type Caller = { readonly account: string; readonly role: string } | "anonymous";

/** Who calls what, and the resource's account: its ARN's unless given, and none by `null` or for an action without a resource. */
type Call = readonly [caller: Caller, action: string, arn: string, owner?: string | null];

type Calls = Readonly<Record<string, Call>>;

function policyOf(through: Through, scope: EndpointScope) {
  switch (through) {
    case "s3":
      return s3EndpointPolicy(scope);
    case "dynamodb":
      return dynamoDbEndpointPolicy(scope);
    default:
      return servicePolicy(through, scope);
  }
}

interface Passing {
  readonly title: string;
  readonly through: Through;
  readonly call: Call;
  readonly allowed: boolean;
}

async function passes(
  { through, call: [caller, action, arn, given] }: Passing,
  scope: EndpointScope,
  organizations = known,
): Promise<boolean> {
  const owner = given === undefined ? arn.split(":")[4] : (given ?? undefined);
  const account = owner ?? (caller === "anonymous" ? hub : caller.account);
  const callersOrganization = caller === "anonymous" ? undefined : organizations[caller.account];
  const ownersOrganization = owner && organizations[owner];
  const { result } = await simulate({
    principal: caller === "anonymous" ? caller : `arn:aws:sts::${caller.account}:assumed-role/${caller.role}/session`,
    action,
    resource: { arn, account },
    context: {
      ...(caller !== "anonymous" && {
        "aws:PrincipalArn": `arn:aws:iam::${caller.account}:role/${caller.role}`,
        "aws:PrincipalAccount": caller.account,
      }),
      ...(callersOrganization !== undefined && { "aws:PrincipalOrgID": callersOrganization }),
      ...(caller === "anonymous" && { "aws:PrincipalType": "Anonymous" }),
      ...(owner !== undefined && { "aws:ResourceAccount": owner }),
      ...(ownersOrganization !== undefined && { "aws:ResourceOrgID": ownersOrganization }),
    },
    identityPolicies:
      caller === "anonymous"
        ? []
        : [{ name: "everything", document: { Version: "2012-10-17", Statement: [everything] } }],
    resourcePolicy: {
      name: "everybody",
      document: { Version: "2012-10-17", Statement: [{ ...everything, Principal: "*" }] },
    },
    endpointPolicy: { name: through, document: policyOf(through, scope) },
  });
  return result === "Allowed";
}

const generator = { account: lobA, role: "PresignedURLGenerator" };
const execution = { account: lobA, role: "SageMakerStudioExecution-lob-a" };
const hubFunction = { account: hub, role: "StudioPresignedUrl-shared" };
const invoker = { account: lobA, role: "SageMakerInvoker-child" };
const invoking = { account: model, role: "SageMakerExternal" };
const outsider = { account: stranger, role: "PresignedURLGenerator" };

const profile = (account: string) => `arn:aws:sagemaker:${region}:${account}:user-profile/d-0123456789ab/user-lob-a`;
const app = (account: string) =>
  `arn:aws:sagemaker:${region}:${account}:app/d-0123456789ab/user-lob-a/jupyterlab/default`;
const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
const endpoint = (account: string) => `arn:aws:sagemaker:${region}:${account}:endpoint/iris`;
const api = (account: string) => `arn:aws:execute-api:${region}:${account}:a1b2c3d4e5/studio/GET/user-lob-a`;
const logGroup = (account: string) => `arn:aws:logs:${region}:${account}:log-group:/aws/sagemaker/studio:log-stream:1`;
const key = (account: string) => `arn:aws:kms:${region}:${account}:key/0123abcd-0123-0123-0123-0123456789ab`;
const secret = (account: string) => `arn:aws:secretsmanager:${region}:${account}:secret:drop-AbCdEf`;
const parameter = (account: string) => `arn:aws:ssm:${region}:${account}:parameter/drop`;
const catalog = (account: string) => `arn:aws:glue:${region}:${account}:catalog`;
const repository = (account: string, name: string) => `arn:aws:ecr:${region}:${account}:repository/${name}`;
const table = (account: string, name: string) => `arn:aws:dynamodb:${region}:${account}:table/${name}`;

const openingUrl = "sagemaker:CreatePresignedDomainUrl";
const generatorsRole = role(lobA, "PresignedURLGenerator");

const passing = (through: Through, calls: Calls, allowed: boolean): Passing[] =>
  Object.entries(calls).map(([title, call]) => ({ title, through, call, allowed }));
const lets = (through: Through, calls: Calls) => passing(through, calls, true);
const refuses = (through: Through, calls: Calls) => passing(through, calls, false);

const cases: readonly Passing[] = [
  ...lets("sts", {
    "the hub's function assumes a LOB's PresignedURLGenerator": [hubFunction, "sts:AssumeRole", generatorsRole],
    "the hub's function sets the user's name as source identity": [
      hubFunction,
      "sts:SetSourceIdentity",
      generatorsRole,
    ],
    "a LOB's invoker assumes the model account's role": [invoker, "sts:AssumeRole", role(model, "SageMakerExternal")],
    "code in Studio asks who it is": [execution, "sts:GetCallerIdentity", "*"],
  }),
  ...refuses("sts", {
    "a LOB's role assumes a role of a stranger, to carry something out": [
      invoker,
      "sts:AssumeRole",
      role(stranger, "Drop"),
    ],
    "a stranger's credentials, brought into a notebook, assume a LOB's role": [
      outsider,
      "sts:AssumeRole",
      generatorsRole,
    ],
  }),
  ...lets("sagemaker.api", {
    "a LOB's PresignedURLGenerator makes a URL": [generator, openingUrl, profile(lobA)],
    "a LOB's PresignedURLGenerator looks for its domain": [generator, "sagemaker:ListDomains", "*"],
  }),
  ...refuses("sagemaker.api", {
    "a stranger's role of that name makes a URL": [outsider, openingUrl, profile(stranger)],
  }),
  ...lets("sagemaker.runtime", {
    "a session of the model account invokes its endpoint": [invoking, "sagemaker:InvokeEndpoint", endpoint(model)],
  }),
  ...refuses("sagemaker.runtime", {
    "a session of a stranger invokes an endpoint": [outsider, "sagemaker:InvokeEndpoint", endpoint(stranger)],
  }),
  ...lets("studio", {
    "a browser uses a URL of a LOB's PresignedURLGenerator": [generator, openingUrl, profile(lobA)],
    "a browser uses a URL by which Studio opens its own user's JupyterLab": [execution, openingUrl, profile(lobA)],
    "a browser uses a LOB's URL, and its request has no keys of the caller": [
      "anonymous",
      openingUrl,
      profile(lobA),
      null,
    ],
    "a LOB's user starts JupyterLab from Studio's page": [execution, "sagemaker:CreateApp", app(lobA)],
    "the same, and the request has no keys of the caller": ["anonymous", "sagemaker:CreateApp", app(lobA), null],
  }),
  ...refuses("studio", {
    "a browser uses a URL of another role of a LOB": [{ account: lobA, role: "Developer" }, openingUrl, profile(lobA)],
    "a browser uses a URL of a role whose name only begins alike": [
      { account: lobA, role: "PresignedURLGenerator2" },
      openingUrl,
      profile(lobA),
    ],
    "a browser uses a stranger's URL": [outsider, openingUrl, profile(stranger)],
    "a role of the LOB's that Studio doesn't use starts an app": [invoker, "sagemaker:CreateApp", app(lobA)],
    "an app is started in a stranger's Studio": [outsider, "sagemaker:CreateApp", app(stranger)],
    "something else is done through Studio's endpoint": [generator, "sagemaker:DeleteUserProfile", profile(lobA)],
  }),
  ...lets("execute-api", {
    "somebody with a token, anonymous to AWS, calls the hub's API": ["anonymous", "execute-api:Invoke", api(hub)],
  }),
  ...refuses("execute-api", {
    "somebody calls an API of a stranger": ["anonymous", "execute-api:Invoke", api(stranger)],
  }),
  ...lets("ecr.dkr", {
    "a LOB pulls an image of AWS's": [execution, "ecr:BatchGetImage", repository("763104351884", "pytorch-training")],
    "a LOB pushes an image to its own registry": [execution, "ecr:PutImage", repository(lobA, "own")],
  }),
  ...refuses("ecr.dkr", {
    "a LOB pushes an image to a stranger's registry": [execution, "ecr:PutImage", repository(stranger, "drop")],
  }),
  ...lets("logs", {
    "code in Studio writes its logs": [execution, "logs:PutLogEvents", logGroup(lobA)],
  }),
  ...refuses("logs", {
    "code in Studio writes into a stranger's logs": [execution, "logs:PutLogEvents", logGroup(stranger)],
  }),
  ...lets("s3", {
    "a LOB puts an object into a bucket of its own": [
      execution,
      "s3:PutObject",
      "arn:aws:s3:::sagemaker-lob-a/user-lob-a/notes.ipynb",
      lobA,
    ],
    "ECR's own account hands out a layer": [
      { account: stranger, role: "Ecr" },
      "s3:GetObject",
      `arn:aws:s3:::prod-${region}-starport-layer-bucket/layer`,
      stranger,
    ],
  }),
  ...refuses("s3", {
    "a LOB puts an object into a bucket of a stranger": [
      execution,
      "s3:PutObject",
      "arn:aws:s3:::drop/notes.ipynb",
      stranger,
    ],
    "somebody writes into ECR's bucket": [
      execution,
      "s3:PutObject",
      `arn:aws:s3:::prod-${region}-starport-layer-bucket/layer`,
      stranger,
    ],
  }),
  ...lets("dynamodb", {
    "the hub's function reads an item": [hubFunction, "dynamodb:GetItem", table(hub, "studio-users-shared")],
  }),
  ...refuses("dynamodb", {
    "the hub's function writes an item": [hubFunction, "dynamodb:PutItem", table(hub, "studio-users-shared")],
    "the hub's function reads an item of somebody else": [hubFunction, "dynamodb:GetItem", table(lobA, "own")],
    "a LOB's role reads an item of the hub": [execution, "dynamodb:GetItem", table(hub, "studio-users-shared")],
  }),
  ...lets("kms", {
    "code in Studio encrypts with a key of the LOB's": [execution, "kms:Encrypt", key(lobA)],
    "code in Studio lists keys, which takes no resource": [execution, "kms:ListKeys", "*"],
  }),
  ...refuses("kms", {
    "code in Studio encrypts with a stranger's key": [execution, "kms:Encrypt", key(stranger)],
  }),
  ...lets("secretsmanager", {
    "code in Studio writes a secret of the LOB's": [execution, "secretsmanager:PutSecretValue", secret(lobA)],
  }),
  ...refuses("secretsmanager", {
    "code in Studio writes a stranger's secret": [execution, "secretsmanager:PutSecretValue", secret(stranger)],
  }),
  ...lets("ssm", {
    "code in Studio writes a parameter of the LOB's": [execution, "ssm:PutParameter", parameter(lobA)],
  }),
  ...refuses("ssm", {
    "code in Studio reads a stranger's parameter": [execution, "ssm:GetParameter", parameter(stranger)],
    "code in Studio writes a parameter of a stranger's": [execution, "ssm:PutParameter", parameter(stranger)],
  }),
  ...lets("glue", {
    "code in Studio defines a table in a catalogue of the LOB's": [execution, "glue:CreateTable", catalog(lobA)],
  }),
  ...refuses("glue", {
    "code in Studio reads a stranger's table of data": [execution, "glue:GetTable", catalog(stranger)],
    "code in Studio defines a table in a catalogue of a stranger's": [execution, "glue:CreateTable", catalog(stranger)],
  }),
];

describe("through the hub's endpoints", () => {
  for (const passing of cases) {
    const { title, through, allowed } = passing;
    it(`${through} ${allowed ? "lets through" : "refuses"}: ${title}`, async () => {
      expect(await passes(passing, inOrganization)).to.equal(allowed);
    });

    it(`${through} ${allowed ? "lets through" : "refuses"} with listed accounts: ${title}`, async () => {
      expect(await passes(passing, listed)).to.equal(allowed);
    });
  }

  it("studio lets a stranger's URL through where the stranger is in no organization, which has no key to compare", async () => {
    const [passing] = cases.filter(({ title }) => title === "a browser uses a stranger's URL");
    if (passing === undefined) {
      throw new Error("the case is gone");
    }
    expect(await passes(passing, inOrganization, {})).to.equal(true);
    expect(await passes(passing, listed, {})).to.equal(false);
  });

  it("a LOB that isn't listed comes through none of them", async () => {
    const without = { ...listed, accounts: [hub, model] };
    const ofLob = cases.filter(
      ({ call: [caller, action], allowed }) =>
        allowed && caller !== "anonymous" && caller.account === lobA && action !== "sts:GetCallerIdentity",
    );
    expect(ofLob.length).to.be.greaterThan(5);
    for (const passing of ofLob) {
      expect(await passes(passing, without), passing.title).to.equal(false);
    }
  });
});
