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

/** A call through an endpoint. */
interface Passing {
  readonly title: string;
  readonly through: Exclude<Service, "cognito-idp"> | "s3" | "dynamodb";
  /** Account and role of the caller, or nobody known. */
  readonly caller: { readonly account: string; readonly role: string } | "anonymous";
  readonly action: string;
  readonly arn: string;
  /** Account of the resource; none for an action without one. */
  readonly owner?: string;
  readonly allowed: boolean;
}

function policyOf(through: Passing["through"], scope: EndpointScope) {
  switch (through) {
    case "s3":
      return s3EndpointPolicy(scope);
    case "dynamodb":
      return dynamoDbEndpointPolicy(scope);
    default:
      return servicePolicy(through, scope);
  }
}

async function passes(
  { through, caller, action, arn, owner }: Passing,
  scope: EndpointScope,
  organizations = known,
): Promise<boolean> {
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
const table = (account: string, name: string) => `arn:aws:dynamodb:${region}:${account}:table/${name}`;

const cases: readonly Passing[] = [
  {
    title: "the hub's function assumes a LOB's PresignedURLGenerator",
    through: "sts",
    caller: hubFunction,
    action: "sts:AssumeRole",
    arn: role(lobA, "PresignedURLGenerator"),
    owner: lobA,
    allowed: true,
  },
  {
    title: "the hub's function sets the user's name as source identity",
    through: "sts",
    caller: hubFunction,
    action: "sts:SetSourceIdentity",
    arn: role(lobA, "PresignedURLGenerator"),
    owner: lobA,
    allowed: true,
  },
  {
    title: "a LOB's invoker assumes the model account's role",
    through: "sts",
    caller: invoker,
    action: "sts:AssumeRole",
    arn: role(model, "SageMakerExternal"),
    owner: model,
    allowed: true,
  },
  {
    title: "a LOB's role assumes a role of a stranger, to carry something out",
    through: "sts",
    caller: invoker,
    action: "sts:AssumeRole",
    arn: role(stranger, "Drop"),
    owner: stranger,
    allowed: false,
  },
  {
    title: "a stranger's credentials, brought into a notebook, assume a LOB's role",
    through: "sts",
    caller: outsider,
    action: "sts:AssumeRole",
    arn: role(lobA, "PresignedURLGenerator"),
    owner: lobA,
    allowed: false,
  },
  {
    title: "code in Studio asks who it is",
    through: "sts",
    caller: execution,
    action: "sts:GetCallerIdentity",
    arn: "*",
    allowed: true,
  },
  {
    title: "a LOB's PresignedURLGenerator makes a URL",
    through: "sagemaker.api",
    caller: generator,
    action: "sagemaker:CreatePresignedDomainUrl",
    arn: profile(lobA),
    owner: lobA,
    allowed: true,
  },
  {
    title: "a LOB's PresignedURLGenerator looks for its domain",
    through: "sagemaker.api",
    caller: generator,
    action: "sagemaker:ListDomains",
    arn: "*",
    allowed: true,
  },
  {
    title: "a stranger's role of that name makes a URL",
    through: "sagemaker.api",
    caller: outsider,
    action: "sagemaker:CreatePresignedDomainUrl",
    arn: profile(stranger),
    owner: stranger,
    allowed: false,
  },
  {
    title: "a session of the model account invokes its endpoint",
    through: "sagemaker.runtime",
    caller: invoking,
    action: "sagemaker:InvokeEndpoint",
    arn: endpoint(model),
    owner: model,
    allowed: true,
  },
  {
    title: "a session of a stranger invokes an endpoint",
    through: "sagemaker.runtime",
    caller: outsider,
    action: "sagemaker:InvokeEndpoint",
    arn: endpoint(stranger),
    owner: stranger,
    allowed: false,
  },
  {
    title: "a browser uses a URL of a LOB's PresignedURLGenerator",
    through: "studio",
    caller: generator,
    action: "sagemaker:CreatePresignedDomainUrl",
    arn: profile(lobA),
    owner: lobA,
    allowed: true,
  },
  {
    title: "a browser uses a URL by which Studio opens its own user's JupyterLab",
    through: "studio",
    caller: execution,
    action: "sagemaker:CreatePresignedDomainUrl",
    arn: profile(lobA),
    owner: lobA,
    allowed: true,
  },
  {
    title: "a browser uses a URL of another role of a LOB",
    through: "studio",
    caller: { account: lobA, role: "Developer" },
    action: "sagemaker:CreatePresignedDomainUrl",
    arn: profile(lobA),
    owner: lobA,
    allowed: false,
  },
  {
    title: "a browser uses a URL of a role whose name only begins alike",
    through: "studio",
    caller: { account: lobA, role: "PresignedURLGenerator2" },
    action: "sagemaker:CreatePresignedDomainUrl",
    arn: profile(lobA),
    owner: lobA,
    allowed: false,
  },
  {
    title: "a browser uses a stranger's URL",
    through: "studio",
    caller: outsider,
    action: "sagemaker:CreatePresignedDomainUrl",
    arn: profile(stranger),
    owner: stranger,
    allowed: false,
  },
  {
    title: "a browser uses a LOB's URL, and its request has no keys of the caller",
    through: "studio",
    caller: "anonymous",
    action: "sagemaker:CreatePresignedDomainUrl",
    arn: profile(lobA),
    allowed: true,
  },
  {
    title: "a LOB's user starts JupyterLab from Studio's page",
    through: "studio",
    caller: execution,
    action: "sagemaker:CreateApp",
    arn: app(lobA),
    owner: lobA,
    allowed: true,
  },
  {
    title: "the same, and the request has no keys of the caller",
    through: "studio",
    caller: "anonymous",
    action: "sagemaker:CreateApp",
    arn: app(lobA),
    allowed: true,
  },
  {
    title: "a role of the LOB's that Studio doesn't use starts an app",
    through: "studio",
    caller: invoker,
    action: "sagemaker:CreateApp",
    arn: app(lobA),
    owner: lobA,
    allowed: false,
  },
  {
    title: "an app is started in a stranger's Studio",
    through: "studio",
    caller: outsider,
    action: "sagemaker:CreateApp",
    arn: app(stranger),
    owner: stranger,
    allowed: false,
  },
  {
    title: "something else is done through Studio's endpoint",
    through: "studio",
    caller: generator,
    action: "sagemaker:DeleteUserProfile",
    arn: profile(lobA),
    owner: lobA,
    allowed: false,
  },
  {
    title: "somebody with a token, anonymous to AWS, calls the hub's API",
    through: "execute-api",
    caller: "anonymous",
    action: "execute-api:Invoke",
    arn: api(hub),
    owner: hub,
    allowed: true,
  },
  {
    title: "somebody calls an API of a stranger",
    through: "execute-api",
    caller: "anonymous",
    action: "execute-api:Invoke",
    arn: api(stranger),
    owner: stranger,
    allowed: false,
  },
  {
    title: "a LOB pulls an image of AWS's",
    through: "ecr.dkr",
    caller: execution,
    action: "ecr:BatchGetImage",
    arn: `arn:aws:ecr:${region}:763104351884:repository/pytorch-training`,
    owner: "763104351884",
    allowed: true,
  },
  {
    title: "a LOB pushes an image to its own registry",
    through: "ecr.dkr",
    caller: execution,
    action: "ecr:PutImage",
    arn: `arn:aws:ecr:${region}:${lobA}:repository/own`,
    owner: lobA,
    allowed: true,
  },
  {
    title: "a LOB pushes an image to a stranger's registry",
    through: "ecr.dkr",
    caller: execution,
    action: "ecr:PutImage",
    arn: `arn:aws:ecr:${region}:${stranger}:repository/drop`,
    owner: stranger,
    allowed: false,
  },
  {
    title: "code in Studio writes its logs",
    through: "logs",
    caller: execution,
    action: "logs:PutLogEvents",
    arn: `arn:aws:logs:${region}:${lobA}:log-group:/aws/sagemaker/studio:log-stream:own`,
    owner: lobA,
    allowed: true,
  },
  {
    title: "a LOB puts an object into a bucket of its own",
    through: "s3",
    caller: execution,
    action: "s3:PutObject",
    arn: "arn:aws:s3:::sagemaker-lob-a/user-lob-a/notes.ipynb",
    owner: lobA,
    allowed: true,
  },
  {
    title: "a LOB puts an object into a bucket of a stranger",
    through: "s3",
    caller: execution,
    action: "s3:PutObject",
    arn: "arn:aws:s3:::drop/notes.ipynb",
    owner: stranger,
    allowed: false,
  },
  {
    title: "ECR's own account hands out a layer",
    through: "s3",
    caller: { account: stranger, role: "Ecr" },
    action: "s3:GetObject",
    arn: `arn:aws:s3:::prod-${region}-starport-layer-bucket/layer`,
    owner: stranger,
    allowed: true,
  },
  {
    title: "somebody writes into ECR's bucket",
    through: "s3",
    caller: execution,
    action: "s3:PutObject",
    arn: `arn:aws:s3:::prod-${region}-starport-layer-bucket/layer`,
    owner: stranger,
    allowed: false,
  },
  {
    title: "the hub's function reads an item",
    through: "dynamodb",
    caller: hubFunction,
    action: "dynamodb:GetItem",
    arn: table(hub, "studio-users-shared"),
    owner: hub,
    allowed: true,
  },
  {
    title: "the hub's function writes an item",
    through: "dynamodb",
    caller: hubFunction,
    action: "dynamodb:PutItem",
    arn: table(hub, "studio-users-shared"),
    owner: hub,
    allowed: false,
  },
  {
    title: "the hub's function reads an item of somebody else",
    through: "dynamodb",
    caller: hubFunction,
    action: "dynamodb:GetItem",
    arn: table(lobA, "own"),
    owner: lobA,
    allowed: false,
  },
  {
    title: "a LOB's role reads an item of the hub",
    through: "dynamodb",
    caller: execution,
    action: "dynamodb:GetItem",
    arn: table(hub, "studio-users-shared"),
    owner: hub,
    allowed: false,
  },
  {
    title: "code in Studio writes into a stranger's logs",
    through: "logs",
    caller: execution,
    action: "logs:PutLogEvents",
    arn: logGroup(stranger),
    owner: stranger,
    allowed: false,
  },
  {
    title: "code in Studio encrypts with a key of the LOB's",
    through: "kms",
    caller: execution,
    action: "kms:Encrypt",
    arn: key(lobA),
    owner: lobA,
    allowed: true,
  },
  {
    title: "code in Studio encrypts with a stranger's key",
    through: "kms",
    caller: execution,
    action: "kms:Encrypt",
    arn: key(stranger),
    owner: stranger,
    allowed: false,
  },
  {
    title: "code in Studio lists keys, which takes no resource",
    through: "kms",
    caller: execution,
    action: "kms:ListKeys",
    arn: "*",
    allowed: true,
  },
  {
    title: "code in Studio writes a secret of the LOB's",
    through: "secretsmanager",
    caller: execution,
    action: "secretsmanager:PutSecretValue",
    arn: secret(lobA),
    owner: lobA,
    allowed: true,
  },
  {
    title: "code in Studio writes a stranger's secret",
    through: "secretsmanager",
    caller: execution,
    action: "secretsmanager:PutSecretValue",
    arn: secret(stranger),
    owner: stranger,
    allowed: false,
  },
  {
    title: "code in Studio reads a stranger's parameter",
    through: "ssm",
    caller: execution,
    action: "ssm:GetParameter",
    arn: `arn:aws:ssm:${region}:${stranger}:parameter/drop`,
    owner: stranger,
    allowed: false,
  },
  {
    title: "code in Studio reads a stranger's table of data",
    through: "glue",
    caller: execution,
    action: "glue:GetTable",
    arn: `arn:aws:glue:${region}:${stranger}:catalog`,
    owner: stranger,
    allowed: false,
  },
  ...[lobA, stranger].flatMap((owner) => {
    const whose = owner === lobA ? "of the LOB's" : "of a stranger's";
    const writing = { caller: execution, owner, allowed: owner === lobA };
    return [
      {
        ...writing,
        title: `code in Studio writes a parameter ${whose}`,
        through: "ssm" as const,
        action: "ssm:PutParameter",
        arn: `arn:aws:ssm:${region}:${owner}:parameter/drop`,
      },
      {
        ...writing,
        title: `code in Studio defines a table in a catalogue ${whose}`,
        through: "glue" as const,
        action: "glue:CreateTable",
        arn: `arn:aws:glue:${region}:${owner}:catalog`,
      },
    ];
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
      ({ caller, action, allowed }) =>
        allowed && caller !== "anonymous" && caller.account === lobA && action !== "sts:GetCallerIdentity",
    );
    expect(ofLob.length).to.be.greaterThan(5);
    for (const passing of ofLob) {
      expect(await passes(passing, without), passing.title).to.equal(false);
    }
  });
});
