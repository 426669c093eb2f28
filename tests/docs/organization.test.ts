import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { hubNames, invokerNames, lobNames, parentNames, roleInArn } from "../../infra/support/naming";
import { simulate } from "../../local/aws/iam/simulator";
import { Estate } from "../../local/estate/estate";
import { withSimulators } from "../../local/estate/on-premises";
import { type LimitedCalls, limitedCalls } from "../../local/verify/organization/deployment";
import { type DocumentOptions, readDocuments } from "../../local/verify/organization/documents";
import { noModel, upAll } from "../../local/verify/standing";
import { isShared } from "../../stacks/project/roles";
import { makeStack, type Project } from "../../stacks/project/stack";
import { shippedProject, withFolder } from "../local/support/project";

const folder = path.resolve(__dirname, "../../docs/organization");

const withHubSimulator = withSimulators(shippedProject);

/** The shipped project with the config that goes with each document. */
const matching: Project = {
  ...shippedProject,
  stacks: shippedProject.stacks.map((stack) =>
    makeStack(stack.name, {
      ...stack.texts,
      permissionsBoundary: `arn:aws:iam::${stack.config.account}:policy/OrganizationBoundary`,
      createKey: "true",
      ...(isShared(stack) && { authorizerInVpc: "true" }),
    }),
  ),
};

/** Resource control policies, which limit who comes from outside and no deployment. */
const closingFromOutside = ["models-for-own-organization-only.json", "sign-in-from-inside-only.json"];

/** What a document refuses of the shipped stacks' up, as `stack: call for resource`, and how often. */
async function judged(estate: Estate, project: Project, file: string, options: DocumentOptions = {}) {
  const documents = readDocuments({ scp: [path.join(folder, file)], ...options });
  if (documents === undefined) {
    throw new Error("no documents");
  }
  return limitedCalls(estate.aws.world, project, documents);
}

function words(calls: LimitedCalls["refused"]): string[] {
  return calls.map(({ stack, call, resource }) => `${stack}: ${call} for ${resource}`);
}

function statements(calls: LimitedCalls["refused"]): string[] {
  return [...new Set(calls.map(({ decidedBy }) => decidedBy.replace(`${folder}/`, "")))];
}

const roles = [
  "shared: access-authorizer-role",
  "shared: access-presigned-url-role",
  "shared: access-api-stage-logs-role",
  "parent: invoke-role",
  "parent: sample-model-role",
  ...["child", "lob-b"].flatMap((stack) => [
    `${stack}: lob-execution-role`,
    `${stack}: lob-capabilities-jobs-user-${stack === "child" ? "lob-a" : stack}`,
    `${stack}: lob-generator-role`,
    `${stack}: invoker-invoke-endpoint-role`,
  ]),
];

describe("The service control policies of docs/organization", () => {
  let estate: Estate;

  before(async () => {
    estate = await Estate.found(withHubSimulator, noModel);
    await upAll(estate, withHubSimulator);
  });

  after(() => estate.close());

  it("stop the internet gateway of the hub's simulator, and nothing without it", async () => {
    const judgement = await judged(estate, withHubSimulator, "no-internet-gateway.json");
    const { asked, refused, refusedWhenDeleted, unknown } = judgement;
    expect(readFileSync(path.resolve(folder, "../verify.md"), "utf8")).to.include(
      `docs/organization/no-internet-gateway.json: ${refused.length} of ${asked.toLocaleString("en-US")} calls that`,
    );
    expect(words(refused)).to.have.members([
      "shared: ec2:AttachInternetGateway for on-premises-vpc-vpc",
      "shared: ec2:CreateInternetGateway for on-premises-vpc-vpc",
    ]);
    expect(statements(refused)).to.deep.equal([
      "service control policy no-internet-gateway.json: statement NoInternetGateway denies it",
    ]);
    expect([...refusedWhenDeleted, ...unknown]).to.deep.equal([]);
    const { world } = estate.aws;
    const gateways = world.everything().filter(({ type }) => type === "aws:ec2/internetGateway:InternetGateway");
    gateways.forEach(({ urn }) => void world.remove(urn));
    try {
      expect((await judged(estate, withHubSimulator, "no-internet-gateway.json")).refused).to.deep.equal([]);
    } finally {
      gateways.forEach((gateway) => void world.put(gateway));
    }
  });

  it("stop Studio domains without a key, and volumes that are plain, and nothing where both are as demanded", async () => {
    const { world } = estate.aws;
    const changed = (type: string, change: object) => {
      const found = world.everything().filter((resource) => resource.type === type);
      found.forEach((resource) => void world.put({ ...resource, state: { ...Object(resource.state), ...change } }));
      return () => found.forEach((resource) => void world.put(resource));
    };
    const before = await judged(estate, withHubSimulator, "encrypted-stores-only.json");
    expect(words(before.refused)).to.deep.equal([
      "child: sagemaker:CreateDomain for lob-domain",
      "lob-b: sagemaker:CreateDomain for lob-domain",
    ]);
    expect(statements(before.refused)).to.deep.equal([
      "service control policy encrypted-stores-only.json: statement StudioWithOwnKeyOnly denies it",
    ]);
    const undoKey = changed("aws:sagemaker/domain:Domain", { kmsKeyId: "arn:aws:kms:eu-west-1:333333333333:key/k" });
    try {
      const { refused, unknown } = await judged(estate, withHubSimulator, "encrypted-stores-only.json");
      expect([...refused, ...unknown]).to.deep.equal([]);
      const undoVolume = changed("aws:ec2/launchTemplate:LaunchTemplate", { blockDeviceMappings: [] });
      const { refused: plain } = await judged(estate, withHubSimulator, "encrypted-stores-only.json");
      undoVolume();
      expect(words(plain)).to.deep.equal(["shared: ec2:RunInstances for on-premises-instance-instance"]);
    } finally {
      undoKey();
    }
  });

  it("stop stacks in another region, but for services that have none, and nothing in the region that is named", async () => {
    expect((await judged(estate, withHubSimulator, "regions.json")).refused).to.deep.equal([]);
    const { world } = estate.aws;
    const [lobB] = withHubSimulator.stacks.filter(({ name }) => name === "lob-b");
    const moved = world.ofStack("lob-b");
    moved.forEach((resource) => void world.put({ ...resource, region: "eu-central-1" }));
    const project = { ...withHubSimulator, stacks: lobB === undefined ? [] : [lobB] };
    const { asked, refused, unknown, refusedWhenDeleted } = await judged(estate, project, "regions.json");
    moved.forEach((resource) => void world.put(resource));
    const spared = asked - refused.length - refusedWhenDeleted.length;
    expect(unknown).to.deep.equal([]);
    expect(words(refused)).to.include.members([
      "lob-b: ec2:CreateVpc for lob-network-vpc-vpc",
      "lob-b: sagemaker:CreateDomain for lob-domain",
    ]);
    expect(refused.filter(({ call }) => /^(iam|route53):/.test(call))).to.deep.equal([]);
    expect(spared).to.be.greaterThan(0);
  });

  it("stop every role without the boundary, its inline policies too", async () => {
    const { refused, unknown } = await judged(estate, withHubSimulator, "roles-with-boundary-only.json");
    expect(unknown).to.deep.equal([]);
    expect(words(refused.filter(({ call }) => call === "iam:CreateRole"))).to.deep.equal(
      roles.map((role) => role.replace(": ", ": iam:CreateRole for ")),
    );
    expect([...new Set(refused.map(({ call }) => call))].sort()).to.deep.equal([
      "iam:AttachRolePolicy",
      "iam:CreateRole",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
    ]);
    expect(statements(refused)).to.deep.equal([
      "service control policy roles-with-boundary-only.json: statement RolesWithBoundaryOnly denies it",
    ]);
  });

  it("stop the authorizer outside of any VPC", async () => {
    const { refused, refusedWhenDeleted, unknown } = await judged(
      estate,
      withHubSimulator,
      "functions-in-vpc-only.json",
    );
    expect(words(refused)).to.deep.equal([
      "shared: lambda:CreateFunction for access-authorizer-function",
      "shared: lambda:UpdateFunctionConfiguration for access-authorizer-function",
    ]);
    expect(statements(refused)).to.deep.equal([
      "service control policy functions-in-vpc-only.json: statement FunctionsInVpcOnly denies it",
    ]);
    expect([...refusedWhenDeleted, ...unknown]).to.deep.equal([]);
  });

  it("stop nothing of stacks with the config that goes with them, and know it, but for a boundary that is taken away", async () => {
    const standing = await Estate.found(matching, noModel);
    try {
      await upAll(standing, matching);
      for (const file of readdirSync(folder).filter((name) => !closingFromOutside.includes(name))) {
        const { asked, refused, refusedWhenDeleted, unknown } = await judged(standing, matching, file, {
          deployRole: "SageMakerMultiAccountDeploy",
        });
        expect(asked, file).to.be.greaterThan(0);
        expect([...refused, ...unknown], file).to.deep.equal([]);
        expect([...new Set(refusedWhenDeleted.map(({ call }) => call))], file).to.deep.equal(
          file === "roles-with-boundary-only.json" ? ["iam:DeleteRolePermissionsBoundary"] : [],
        );
      }
    } finally {
      await standing.close();
    }
  });

  it("are refused with a placeholder that stands for nothing, which names those that do", async () => {
    const text = readFileSync(path.join(folder, "through-own-endpoints-only.json"), "utf8");
    const files = { "p.json": text.replace("<hub-vpc-vpc of shared>", "<the hub>") };
    const documents = withFolder(files, (place) => readDocuments({ scp: [path.join(place, "p.json")] }));
    const [child] = withHubSimulator.stacks.filter(({ name }) => name === "child");
    const project = { ...withHubSimulator, stacks: child === undefined ? [] : [child] };
    const { levels = [] } = documents ?? {};
    const named = levels.map((level) => level.map((policy) => ({ ...policy, name: "p" })));
    const refusal = await limitedCalls(estate.aws.world, project, {
      levels: named,
      boundary: undefined,
      deployRole: undefined,
    }).catch(String);
    expect(refusal).to.equal(
      [
        "Error: p has the placeholder <the hub>: write the value in its place, or name one of <lob-network-vpc-vpc of child>",
        "p has the placeholder <lob-network-vpc-vpc of lob-b>: write the value in its place, or name one of <lob-network-vpc-vpc of child>",
      ].join("\n"),
    );
  });

  it("leave open, for the organization's endpoints, who deploys from where, and stop nothing of the role that deploys", async () => {
    const file = "through-own-endpoints-only.json";
    const { refused, unknown } = await judged(estate, withHubSimulator, file);
    expect(refused).to.deep.equal([]);
    expect(statements(unknown)).to.deep.equal([
      `service control policy ${file}: statement ThroughOwnEndpointsOnly denies it, depending on aws:PrincipalArn, aws:SourceVpc`,
    ]);
    expect([...new Set(unknown.map(({ call }) => call.split(":")[0]))]).to.deep.equal(["dynamodb", "s3"]);
    const known = await judged(estate, withHubSimulator, file, { deployRole: "SageMakerMultiAccountDeploy" });
    expect([...known.refused, ...known.unknown]).to.deep.equal([]);
  });
});

describe("The policies of docs/organization that name roles", () => {
  const naming = { namePrefix: "acme-", rolePath: "/teams/ml/" };
  const { executionRole, generatorRole } = lobNames("*", naming);
  const invokeRole = parentNames(naming).invokeRole;
  const named: Readonly<Record<string, readonly string[]>> = {
    "models-for-own-organization-only.json": [invokeRole],
    "through-own-endpoints-only.json": [
      ...[generatorRole, invokeRole, invokerNames("*", naming).invokerRole, executionRole],
      hubNames("*", naming).presignedUrlRole,
    ],
  };

  for (const file of readdirSync(folder)) {
    it(`have the stacks' own names in ${file}, once <prefix> and <path> are filled in`, () => {
      const text = readFileSync(path.join(folder, file), "utf8");
      const filled = text.replaceAll("<prefix>", naming.namePrefix).replaceAll("<path>", naming.rolePath);
      const roles = [...filled.matchAll(/"arn:aws:iam::\*:(role[^"]+)"/g)].map(([, role]) => role);
      expect(roles.filter((role) => role !== "role/*")).to.deep.equal(
        (named[file] ?? []).map((name) => `role/${roleInArn(name, naming)}`),
      );
    });
  }
});

describe("docs/organization/models-for-own-organization-only.json, the resource control policy", () => {
  const name = "models-for-own-organization-only.json";
  const shipped = readFileSync(path.join(folder, name), "utf8");
  const document: unknown = JSON.parse(
    shipped.replace("<id of your organization>", "o-exampleorg1").replace("<path><prefix>", "/"),
  );

  async function mayAssume(caller: Readonly<Record<string, string>>, role = "SageMakerExternal", isSigned = true) {
    const principal = isSigned
      ? "arn:aws:sts::333333333333:assumed-role/SageMakerInvoker-child/s"
      : "lambda.amazonaws.com";
    const trust = { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" };
    const own = { Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" };
    const { result } = await simulate({
      principal,
      action: "sts:AssumeRole",
      resource: { arn: `arn:aws:iam::222222222222:role/${role}`, account: "222222222222" },
      context: caller,
      identityPolicies: isSigned ? [{ name: "own", document: { Version: "2012-10-17", Statement: [own] } }] : [],
      resourcePolicy: {
        name: "trust",
        document: {
          Version: "2012-10-17",
          Statement: [isSigned ? trust : { ...trust, Principal: { Service: "lambda.amazonaws.com" } }],
        },
      },
      resourceControlPolicies: [{ name, document }],
    });
    return result === "Allowed";
  }

  const member = { "aws:PrincipalOrgID": "o-exampleorg1", "aws:PrincipalIsAWSService": "false" };
  const stranger = { "aws:PrincipalOrgID": "o-anotherorg1", "aws:PrincipalIsAWSService": "false" };

  it("lets members of the organization assume SageMakerExternal, as far as its trust policy does", async () => {
    expect(await mayAssume(member)).to.equal(true);
  });

  it("keeps out another organization, and an account of none, whatever the trust policy says", async () => {
    expect(await mayAssume(stranger)).to.equal(false);
    expect(await mayAssume({ "aws:PrincipalIsAWSService": "false" })).to.equal(false);
  });

  it("leaves AWS's services and every other role where they are", async () => {
    expect(await mayAssume({ "aws:PrincipalIsAWSService": "true" }, "SageMakerExternal", false)).to.equal(true);
    expect(await mayAssume(stranger, "Another")).to.equal(true);
  });

  it("fits in the 5,120 characters of a resource control policy", () => {
    expect(shipped.length).to.be.lessThan(5120);
  });
});
