import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import * as v from "valibot";
import { keyPolicy } from "../../infra/keys/key-policy";
import type { Naming } from "../../infra/support/naming";
import type { Resource } from "../../local/aws/core/world";
import { simulate } from "../../local/aws/iam/simulator";
import { Estate } from "../../local/estate/estate";
import { withSimulators } from "../../local/estate/on-premises";
import { startSampleModel } from "../../local/model/sample-model";
import type { HttpServer } from "../../local/support/http-server";
import { type Role, roles } from "../../stacks/config-schemas";
import { isParent, isShared } from "../../stacks/project/roles";
import { makeStack, type Project } from "../../stacks/project/stack";
import { withModel } from "../local/support/parents-model";
import { shippedProject } from "../local/support/project";
import {
  actionsOfTypes,
  changing,
  deployDocuments,
  lengthOf,
  mistakesIn,
  statementsOf,
} from "./support/deploy-policies";

/** What the organization of these stacks demands of names. */
const naming = { namePrefix: "acme-", rolePath: "/teams/ml/" };

const more = { flowLogs: "true", queryLogs: "true", createKey: "true" };

/** The shipped project with everything on that adds a kind of resource, but for the simulator. */
const wide: Project = {
  ...shippedProject,
  stacks: shippedProject.stacks.map((stack) => {
    const { name, texts } = stack;
    if (isParent(stack)) {
      return makeStack(name, { ...texts, ...withModel(), createKey: "true", ...naming });
    }
    const own = isShared(stack)
      ? { sharing: "invitation" }
      : {
          studioCapabilities: '["parent-models","training"]',
          studioImages: JSON.stringify([
            { name: "tools", image: `${stack.config.account}.dkr.ecr.eu-west-1.amazonaws.com/tools:3` },
          ]),
          executionPolicyArns: JSON.stringify([`arn:aws:iam::${stack.config.account}:policy/Own`]),
        };
    return makeStack(name, { ...texts, ...more, ...own, ...naming });
  }),
};

/** A pattern of a policy, in which `*` is any text. */
const asExpression = (pattern: string) =>
  new RegExp(`^${pattern.replace(/[.?+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);

/** The document of what only a simulator takes. */
const ofSimulator = "deploy-shared-simulator";

/** Resources in the stacks of each role. AWSx's component is nothing on AWS; what it makes is listed. */
async function resourcesOf(project: Project, model: URL): Promise<ReadonlyMap<Role, readonly Resource[]>> {
  const estate = await Estate.found(project, model);
  try {
    const resources = new Map<Role, Resource[]>();
    for (const stack of project.stacks) {
      await estate.up(stack);
      const made = estate.aws.world.ofStack(stack.name).filter(({ type }) => type.startsWith("aws:"));
      const { role } = stack.config;
      resources.set(role, [...(resources.get(role) ?? []), ...made]);
    }
    return resources;
  } finally {
    await estate.close();
  }
}

/** Actions that resources take, and what actions.json lacks. */
function actionsOf(resources: readonly Resource[] = []): string[] {
  const actions = [...new Set(resources.map(({ type }) => type))].flatMap((type) => {
    const { reads = [`of ${type}, which actions.json lacks`], changes = [] } = actionsOfTypes[type] ?? {};
    return [...reads, ...changes];
  });
  return [...new Set(actions)].sort();
}

/** Actions that documents allow. */
function allowedBy(documents: readonly string[]): string[] {
  return [...new Set(documents.flatMap((name) => statementsOf(name).flatMap(({ Action }) => Action)))].sort();
}

describe("The roles of docs/oidc", () => {
  let model: HttpServer;
  let made: ReadonlyMap<Role, readonly Resource[]>;
  let withSimulator: readonly Resource[];

  before(async () => {
    model = await startSampleModel();
    made = await resourcesOf(wide, model.url);
    withSimulator = (await resourcesOf(withSimulators(wide), model.url)).get("shared") ?? [];
  });

  after(() => model.close());

  for (const role of roles) {
    it(`may do, for a ${role}'s stack, exactly what its kinds of resources take`, () => {
      const documents = deployDocuments(role).filter((name) => name !== ofSimulator);
      expect(allowedBy(documents)).to.deep.equal(actionsOf(made.get(role)));
    });

    it(`name actions and resources, for a ${role}'s stack, as AWS lists them, with * only if an action takes nothing else`, async () => {
      const statements = deployDocuments(role).flatMap((name) => statementsOf(name));
      expect((await Promise.all(statements.map(mistakesIn))).flat()).to.deep.equal([]);
      expect(statements.flatMap(({ Action }) => Action.filter((action) => action.includes("*")))).to.deep.equal([]);
    });

    it(`fit, for a ${role}'s stack, in managed policies of 6,144 characters`, () => {
      const documents = deployDocuments(role);
      expect(documents).not.to.deep.equal([]);
      expect(documents.filter((name) => lengthOf(name) > 6144)).to.deep.equal([]);
    });
  }

  it("may do for a simulator what a hub doesn't take, an internet gateway among it, by a document of its own", () => {
    const ofHub = actionsOf(made.get("shared"));
    const more = actionsOf(withSimulator).filter((action) => !ofHub.includes(action));
    expect(allowedBy([ofSimulator])).to.deep.equal(more);
    expect(more).to.include("ec2:CreateInternetGateway");
  });

  /** Services whose resources have names that the program gives. */
  const ofGivenNames = /^arn:aws:(cloudwatch|dynamodb|iam|lambda|logs|s3):|^arn:aws:kms:[^:]+:\d+:alias/;

  for (const role of roles) {
    it(`name, for a ${role}'s stack, what it makes, by the organization's prefix and path and by no other`, () => {
      const resources = made.get(role) ?? [];
      const arns = resources.flatMap(({ state, account }) => {
        const { arn } = v.parse(v.object({ arn: v.optional(v.string(), "") }), state);
        return ofGivenNames.test(arn) ? [{ arn, account }] : [];
      });
      const isNamed = (document: string, given: Naming, { arn, account }: (typeof arns)[number]) =>
        statementsOf(document, given)
          .flatMap(({ Resource }) => Resource)
          .map((one) => one.replaceAll("<account>", account).replaceAll("<region>", "eu-west-1"))
          .some((pattern) => pattern !== "*" && asExpression(pattern).test(arn));
      const lacking = (documents: readonly string[], given: Naming) =>
        arns.filter((one) => !documents.some((document) => isNamed(document, given, one))).map(({ arn }) => arn);

      expect(arns.length).to.be.above(5);
      expect(lacking(deployDocuments(role), naming)).to.deep.equal([]);
      // Aliases are read by a list of all.
      expect(lacking(["drift"], naming).filter((arn) => !arn.includes(":alias/"))).to.deep.equal([]);
      // Models' alarms and log groups are known by what comes after a prefix, and before it.
      const others = arns.filter(({ arn }) => !/:alarm:.*-(Invocation5XXErrors|ModelLatency)$|\/Endpoints\//.test(arn));
      expect(lacking(deployDocuments(role), {})).to.have.members(others.map(({ arn }) => arn));
    });
  }

  it("know no kind of resource that no stack has", () => {
    const used = new Set([...[...made.values()].flat(), ...withSimulator].map(({ type }) => type));
    expect(Object.keys(actionsOfTypes).filter((type) => !used.has(type))).to.deep.equal([]);
  });

  it("tag a key while it is made, when it has no tag yet, and work on keys with the project's tag only", () => {
    const ofKeys = roles
      .flatMap((role) => statementsOf(`deploy-${role}-key`))
      .filter(({ Resource }) => Resource.includes("arn:aws:kms:<region>:<account>:key/*"))
      .map(({ Sid, Action, Condition }) => [
        Sid,
        Action.includes("kms:TagResource"),
        Object.keys(Condition?.StringEquals ?? {}),
      ]);
    expect(ofKeys).to.deep.equal(
      roles.flatMap(() => [
        ["TagNewKeys", true, ["aws:RequestTag/project"]],
        ["OwnKeys", true, ["aws:ResourceTag/project"]],
        ["OwnAliases", false, []],
      ]),
    );
  });

  it("pass each role of the stacks only to its own service, and no other role", () => {
    const passing = roles
      .flatMap(deployDocuments)
      .flatMap((name) => statementsOf(name))
      .filter(({ Action }) => Action.includes("iam:PassRole"))
      .map(({ Resource, Condition }) => [
        Condition?.StringEquals?.["iam:PassedToService"]?.join(),
        Resource.map((arn) => arn.split("/")[1]).join(),
      ]);
    expect(passing).to.deep.equal([
      ["apigateway.amazonaws.com", "StudioApiLogs-*"],
      ["lambda.amazonaws.com", "StudioAuthorizer-*,StudioPresignedUrl-*"],
      ["vpc-flow-logs.amazonaws.com", "StudioHubFlowLogs-*"],
      ["sagemaker.amazonaws.com", "SageMakerModel-*"],
      ["lambda.amazonaws.com", "SageMakerInvoker-*"],
      ["sagemaker.amazonaws.com", "SageMakerStudioExecution-*"],
      ["vpc-flow-logs.amazonaws.com", "StudioLobFlowLogs-*"],
    ]);
  });

  it("make and change the roles that the stacks name, and not themselves", () => {
    const names = roles
      .flatMap(deployDocuments)
      .flatMap((name) => statementsOf(name))
      .filter(({ Sid }) => Sid === "OwnRoles")
      .flatMap(({ Resource }) => Resource.map((arn) => arn.split(/:(?=role|policy)/)[1]));
    expect(names).to.have.members([
      "role/PresignedURLGenerator",
      "role/SageMakerInvoker-*",
      "role/SageMakerModel-*",
      "role/SageMakerStudioExecution-*",
      "role/SageMakerExternal",
      "policy/SageMakerExternalInvokeEndpoint",
      "role/StudioApiLogs-*",
      "role/StudioAuthorizer-*",
      "role/StudioHubFlowLogs-*",
      "role/StudioJob-*",
      "policy/SageMakerStudio-*",
      "role/StudioLobFlowLogs-*",
      "role/StudioPresignedUrl-*",
    ]);
  });

  it("may read, to look for drift, all that any stack's resources take to be read, and change nothing", async () => {
    const reads = Object.values(actionsOfTypes).flatMap((each) => each.reads);
    expect(allowedBy(["drift"])).to.deep.equal([...new Set(reads)].sort());
    expect((await Promise.all(statementsOf("drift").map(mistakesIn))).flat()).to.deep.equal([]);
    expect(await changing("drift")).to.deep.equal([]);
    expect(await changing("deploy-parent")).to.include("iam:CreateRole");
    expect(lengthOf("drift")).to.be.at.most(6144);
  });

  it("may read, to look for drift, the resources that deployments read, but for the users' rows", () => {
    const reads = allowedBy(["drift"]);
    const patterns = statementsOf("drift").flatMap(({ Resource }) => Resource);
    const deployed = roles
      .flatMap(deployDocuments)
      .flatMap((name) => statementsOf(name))
      .filter(({ Action }) => Action.some((action) => reads.includes(action)))
      .flatMap(({ Resource }) => Resource);
    const isCovered = (arn: string) => patterns.some((pattern) => pattern !== "*" && asExpression(pattern).test(arn));
    // What only changes name.
    expect([...new Set(deployed)].filter((arn) => arn !== "*" && !isCovered(arn)).sort()).to.deep.equal([
      "arn:aws:ec2:<region>::image/*",
      "arn:aws:ec2:<region>:<hub account>:transit-gateway/*",
      "arn:aws:route53:::change/*",
    ]);
    const items = statementsOf("drift").filter(({ Action }) => Action.includes("dynamodb:GetItem"));
    expect(items.map(({ Resource }) => Resource)).to.deep.equal([
      ["arn:aws:dynamodb:<region>:<account>:table/studio-lobs-*"],
    ]);
  });

  const subjects = { preview: "pull_request", drift: "ref:refs/heads/main", deploy: "environment:production" };
  for (const [kind, subject] of Object.entries(subjects)) {
    it(`let in, to ${kind}, only one kind of this repository's runs`, () => {
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
              [`${issuer}:sub`]: [
                `repo:<organization>/<repository>:${subject}`,
                `repo:<organization>@<organization id>/<repository>@<repository id>:${subject}`,
              ],
            },
          },
        },
      ]);
    });
  }

  const standIns: Readonly<Record<"aud" | "sub", string>> = { aud: "aws:UserAgent", sub: "aws:Referer" };

  /**
   * A trust policy as somebody fills it in who has account 111122223333 and the repository acme/platform. The simulator
   * knows no condition keys of identity providers, so two global keys, texts as well, stand for them.
   */
  const filledIn = (kind: string): unknown =>
    JSON.parse(
      readFileSync(path.resolve(__dirname, `../../docs/oidc/trust-${kind}.json`), "utf8")
        .replaceAll("<account>", "111122223333")
        .replaceAll("<organization id>", "1001")
        .replaceAll("<repository id>", "2002")
        .replaceAll("<organization>", "acme")
        .replaceAll("<repository>", "platform")
        .replaceAll(/"token\.actions\.githubusercontent\.com:(aud|sub)"/g, (_, claim) =>
          JSON.stringify(claim === "aud" ? standIns.aud : standIns.sub),
        ),
    );

  const tokens = [
    { what: "of the repository", repository: "acme/platform", allowed: true },
    { what: "of the repository, with ids", repository: "acme@1001/platform@2002", allowed: true },
    { what: "of another repository", repository: "acme/other", allowed: false },
    { what: "of another repository, with ids", repository: "acme@1001/other@2003", allowed: false },
    { what: "of a repository of the same name that came later", repository: "acme@1001/platform@2003", allowed: false },
    {
      what: "of an organization of the same name that came later",
      repository: "acme@1009/platform@2002",
      allowed: false,
    },
    { what: "of a repository whose name goes on", repository: "acme/platform:pull_request", allowed: false },
    { what: "of an organization that is called like the ids", repository: "acme@1001/platform", allowed: false },
  ];
  for (const [kind, subject] of Object.entries(subjects)) {
    const others = [
      ...Object.values(subjects).filter((other) => other !== subject),
      "ref:refs/heads/other",
      "ref:refs/tags/refs/heads/main",
    ];
    const mayAssume = async (sub: string, aud = "sts.amazonaws.com") => {
      const issuer = "token.actions.githubusercontent.com";
      const { result } = await simulate({
        principal: `arn:aws:iam::111122223333:oidc-provider/${issuer}`,
        action: "sts:AssumeRoleWithWebIdentity",
        resource: { arn: "arn:aws:iam::111122223333:role/SageMakerMultiAccountDeploy", account: "111122223333" },
        context: { [standIns.aud]: aud, [standIns.sub]: sub },
        identityPolicies: [],
        resourcePolicy: { name: `trust-${kind}`, document: filledIn(kind) },
      });
      return result === "Allowed";
    };
    for (const { what, repository, allowed } of tokens) {
      it(`${allowed ? "let in" : "refuse"}, to ${kind}, a token ${what}`, async () => {
        expect(await mayAssume(`repo:${repository}:${subject}`)).to.equal(allowed);
      });
    }

    it(`refuse, to ${kind}, a token of another kind of run, or for another audience`, async () => {
      for (const { repository } of tokens) {
        for (const another of others) {
          expect(await mayAssume(`repo:${repository}:${another}`)).to.equal(false);
        }
        expect(await mayAssume(`repo:${repository}:${subject}`, "https://github.com/acme")).to.equal(false);
      }
    });
  }

  it("write the stacks' state only from deployments", () => {
    const writers = statementsOf("state-bucket").filter(({ Action }) => /Put|Delete/.test(Action.join()));
    expect(writers.map(({ Condition }) => Condition?.ArnEquals?.["aws:PrincipalArn"])).to.deep.equal([
      ["arn:aws:iam::*:role/SageMakerMultiAccountDeploy"],
    ]);
    const readers = statementsOf("state-bucket").filter(({ Action }) => !/Put|Delete/.test(Action.join()));
    expect(
      readers.map(({ Action, Condition }) => [...Action, Condition?.ArnEquals?.["aws:PrincipalArn"]]),
    ).to.deep.equal(
      ["s3:ListBucket", "s3:GetObject"].map((action) => [
        action,
        ["Deploy", "Drift", "Preview"].map((name) => `arn:aws:iam::*:role/SageMakerMultiAccount${name}`),
      ]),
    );
    const previews = statementsOf("state-read").flatMap(({ Action }) => Action);
    expect(previews).to.deep.equal(["s3:ListBucket", "s3:GetObject"]);
  });

  // A tag makes a key the stack's. KMS asks for kms:TagResource when it makes a key with tags, which has none at that time:
  // LeanerCloud/CUDly, issue 1670.
  const aliases = { "kms:ResourceAliases": ["alias/payroll"] };
  const keys = [
    { what: "a new key", has: {}, allowed: true },
    { what: "a key with an alias", has: aliases, allowed: false },
    { what: "another project's key", has: { "aws:ResourceTag/project": "payroll" }, allowed: false },
    {
      what: "the stack's own key",
      has: { ...aliases, "aws:ResourceTag/project": "sagemaker-multi-account" },
      allowed: true,
    },
  ];
  for (const role of roles) {
    for (const { what, has, allowed } of keys) {
      it(`${allowed ? "tag" : "don't tag"}, for a ${role}'s stack, ${what}`, async () => {
        const account = "111122223333";
        const Statement = statementsOf(`deploy-${role}-key`).filter(({ Action }) => Action.includes("kms:TagResource"));
        const text = JSON.stringify({ Version: "2012-10-17", Statement });
        const document: unknown = JSON.parse(text.replaceAll("<account>", account).replaceAll("<region>", "eu-west-1"));
        const { result } = await simulate({
          principal: `arn:aws:sts::${account}:assumed-role/SageMakerMultiAccountDeploy/s`,
          action: "kms:TagResource",
          resource: { arn: `arn:aws:kms:eu-west-1:${account}:key/1`, account },
          context: { "aws:RequestTag/project": "sagemaker-multi-account", ...has },
          identityPolicies: [{ name: `deploy-${role}-key`, document }],
          resourcePolicy: {
            name: "the key's policy",
            document: keyPolicy({ account, region: "eu-west-1", stores: [] }),
          },
        });
        expect(result === "Allowed").to.equal(allowed);
      });
    }
  }
});
