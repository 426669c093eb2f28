import { expect } from "chai";
import { Estate } from "../../local/estate";
import type { HttpServer } from "../../local/http-server";
import { startSampleModel } from "../../local/model/sample-model";
import { withSimulators } from "../../local/on-premises";
import { type Role, roles } from "../../stacks/config-keys";
import { isShared } from "../../stacks/project/roles";
import { makeStack, type Project } from "../../stacks/project/stack";
import { shippedProject } from "../local/support/project";
import { actionsOfTypes, deployDocuments, lengthOf, mistakesIn, statementsOf } from "./support/deploy-policies";

/** The shipped project with everything on that adds a kind of resource. */
const widest: Project = withSimulators({
  ...shippedProject,
  stacks: shippedProject.stacks.map((stack) =>
    isShared(stack)
      ? makeStack(stack.name, { ...stack.texts, flowLogs: "true", queryLogs: "true", sharing: "invitation" })
      : stack,
  ),
});

/** AWSx makes these inside its VPC; the mocks of a run in this process don't show them. */
const insideVpc = [
  "aws:ec2/vpc:Vpc",
  "aws:ec2/internetGateway:InternetGateway",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
];

describe("The roles of docs/oidc", () => {
  let model: HttpServer;
  let estate: Estate;
  const types = new Map<Role, Set<string>>();

  before(async () => {
    model = await startSampleModel();
    estate = await Estate.found(widest, model.url);
    for (const stack of widest.stacks) {
      await estate.up(stack);
      const ofRole = types.get(stack.config.role) ?? new Set();
      for (const { type } of estate.aws.world.ofStack(stack.name)) {
        for (const each of type === "awsx:ec2:Vpc" ? insideVpc : [type]) {
          ofRole.add(each);
        }
      }
      types.set(stack.config.role, ofRole);
    }
  });

  after(async () => {
    await model.close();
    await estate.close();
  });

  for (const role of roles) {
    it(`may do, for a ${role}'s stack, exactly what its kinds of resources take`, () => {
      const needed = [...(types.get(role) ?? [])].flatMap((type) => {
        const { reads = [`of ${type}, which actions.json lacks`], changes = [] } = actionsOfTypes[type] ?? {};
        return [...reads, ...changes];
      });
      const allowed = deployDocuments(role).flatMap((name) => statementsOf(name).flatMap(({ Action }) => Action));
      expect([...new Set(allowed)].sort()).to.deep.equal([...new Set(needed)].sort());
    });

    it(`name actions and resources, for a ${role}'s stack, as AWS lists them, with * alone where it takes nothing else`, async () => {
      const statements = deployDocuments(role).flatMap(statementsOf);
      expect((await Promise.all(statements.map(mistakesIn))).flat()).to.deep.equal([]);
      expect(statements.flatMap(({ Action }) => Action.filter((action) => action.includes("*")))).to.deep.equal([]);
    });

    it(`fit, for a ${role}'s stack, in managed policies of 6,144 characters`, () => {
      const documents = deployDocuments(role);
      expect(documents).not.to.deep.equal([]);
      expect(documents.filter((name) => lengthOf(name) > 6144)).to.deep.equal([]);
    });
  }

  it("know no kind of resource that no stack has", () => {
    const used = new Set([...types.values()].flatMap((each) => [...each]));
    expect(Object.keys(actionsOfTypes).filter((type) => !used.has(type))).to.deep.equal([]);
  });

  it("hand each role of the stacks to its own service alone, and no other role", () => {
    const passing = roles
      .flatMap(deployDocuments)
      .flatMap(statementsOf)
      .filter(({ Action }) => Action.includes("iam:PassRole"))
      .map(({ Resource, Condition }) => [
        Condition?.StringEquals?.["iam:PassedToService"]?.join(),
        Resource.map((arn) => arn.split("/")[1]).join(),
      ]);
    expect(passing).to.deep.equal([
      ["apigateway.amazonaws.com", "StudioApiLogs-*"],
      ["lambda.amazonaws.com", "StudioAuthorizer-*,StudioPresignedUrl-*"],
      ["vpc-flow-logs.amazonaws.com", "StudioHubFlowLogs-*"],
      ["lambda.amazonaws.com", "SageMakerInvoker-*"],
      ["sagemaker.amazonaws.com", "SageMakerStudioExecution-*"],
    ]);
  });

  it("make and change the roles that the stacks name, and not themselves", () => {
    const names = roles
      .flatMap(deployDocuments)
      .flatMap(statementsOf)
      .filter(({ Sid }) => Sid === "OwnRoles")
      .flatMap(({ Resource }) => Resource.map((arn) => arn.split(/:(?=role|policy)/)[1]));
    expect(names).to.have.members([
      "role/PresignedURLGenerator",
      "role/SageMakerInvoker-*",
      "role/SageMakerStudioExecution-*",
      "role/SageMakerExternal",
      "policy/SageMakerExternalInvokeEndpoint",
      "role/StudioApiLogs-*",
      "role/StudioAuthorizer-*",
      "role/StudioHubFlowLogs-*",
      "role/StudioPresignedUrl-*",
    ]);
  });

  const subjects = { preview: "pull_request", deploy: "environment:production" };
  for (const [kind, subject] of Object.entries(subjects)) {
    it(`let in, to ${kind}, this repository's runs of one kind alone`, () => {
      const issuer = "token.actions.githubusercontent.com";
      expect(statementsOf(`trust-${kind}`)).to.deep.equal([
        {
          Sid: "GitHub",
          Effect: "Allow",
          Principal: { Federated: `arn:aws:iam::<account>:oidc-provider/${issuer}` },
          Action: ["sts:AssumeRoleWithWebIdentity"],
          Resource: [],
          Condition: {
            StringEquals: {
              [`${issuer}:aud`]: ["sts.amazonaws.com"],
              [`${issuer}:sub`]: [`repo:<organization>/<repository>:${subject}`],
            },
          },
        },
      ]);
    });
  }

  it("write the stacks' state from deployments alone", () => {
    const writers = statementsOf("state-bucket").filter(({ Action }) => /Put|Delete/.test(Action.join()));
    expect(writers.map(({ Condition }) => Condition?.ArnEquals?.["aws:PrincipalArn"])).to.deep.equal([
      ["arn:aws:iam::*:role/SageMakerMultiAccountDeploy"],
    ]);
    const previews = statementsOf("state-read").flatMap(({ Action }) => Action);
    expect(previews).to.deep.equal(["s3:ListBucket", "s3:GetObject"]);
  });
});
