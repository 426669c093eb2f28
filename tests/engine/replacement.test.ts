import * as aws from "@pulumi/aws";
import { expect } from "chai";
import type { Kind, Resource, World } from "../../local/aws/core/world";
import { vpc, vpcAttachment } from "../../local/aws/ec2/kinds";
import { lambdaFunction } from "../../local/aws/lambda/kinds";
import { LocalAws } from "../../local/aws/local-aws";
import { domain, imageVersion } from "../../local/aws/sagemaker/kinds";
import type { Program } from "../../local/deploy/deployer";
import { Engine, type Operation } from "../../local/deploy/engine/engine";
import { EngineHost } from "../../local/deploy/engine/host";
import { shippedProject } from "../local/support/project";
import { disposable } from "./support/disposable";
import { changed, changes, failureOf, stackOf, throughTheSuite } from "./support/engine-estate";

/** What an operation did to which resource, without the inputs that led to it, which a preview may not know. */
function acts({ steps }: Operation): string[] {
  return steps.map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`);
}

/** The only resource of a type in a stack. */
function only<State>(world: World, type: Kind<State>, stack: string): Resource<State> {
  const [found, ...others] = world.all(type).filter((resource) => resource.stack === stack);
  if (found === undefined || others.length > 0) {
    throw new Error(`stack ${stack} has not one ${type.token}`);
  }
  return found;
}

const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
const allow = { Effect: "Allow", Action: "dynamodb:GetItem", Resource: "*" };

function policyText(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** A table with a row, and a role with a policy. */
function tableAndRole(hashKey: string, roleName: string): Program {
  return async () => {
    const provider = new aws.Provider("account", { allowedAccountIds: ["222222222222"], region: "eu-west-1" });
    const own = { provider };
    const attributes = [{ name: hashKey, type: "S" }];
    const table = new aws.dynamodb.Table(
      "table",
      { name: "users", billingMode: "PAY_PER_REQUEST", hashKey, attributes },
      own,
    );
    const item = JSON.stringify({ [hashKey]: { S: "ann" } });
    new aws.dynamodb.TableItem("row", { tableName: table.name, hashKey: table.hashKey, item }, own);
    const role = new aws.iam.Role("role", { name: roleName, assumeRolePolicy: policyText(trust) }, own);
    new aws.iam.RolePolicy("policy", { name: "p", role: role.name, policy: policyText(allow) }, own);
    return { roleArn: role.arn };
  };
}

describe("a replacement under Pulumi's engine", () => {
  it("deletes the old one first where both would have one name, and what hangs on it before", async () => {
    const host = await EngineHost.start();
    const local = await LocalAws.start();
    try {
      const stack = stackOf(shippedProject, "parent");
      let program = tableAndRole("userId", "first");
      const engine = new Engine(host, local, shippedProject.name, () => program());
      await engine.up(stack);

      program = tableAndRole("name", "second");
      const planned = acts(await engine.preview(stack));
      const { steps, warnings, outputs, resources } = await engine.up(stack);
      const done = acts({ steps, warnings });
      expect(new Set(planned)).to.deep.equal(new Set(done));
      const inOrder = (names: readonly string[]) => done.filter((act) => names.includes(act));
      const tables = [
        "delete-replaced row",
        "delete-replaced table",
        "create-replacement table",
        "create-replacement row",
      ];
      expect(inOrder(tables)).to.deep.equal(tables);
      const roles = [
        "create-replacement role",
        "delete-replaced policy",
        "create-replacement policy",
        "delete-replaced role",
      ];
      expect(inOrder(roles)).to.deep.equal(roles);
      expect(outputs.roleArn).to.equal("arn:aws:iam::222222222222:role/second");
      expect(resources).to.equal(4);

      expect(acts(await engine.up(stack))).to.deep.equal([]);
      await engine.destroy(stack);
      expect(local.world.ofStack("parent")).to.deep.equal([]);
    } finally {
      await local.close();
      await host.close();
    }
  });
});

describe("a LOB and its hub under Pulumi's engine", () => {
  const given = throughTheSuite(disposable(shippedProject));

  it("part with a service in turns: the hub is refused the rule while the LOB has it", async () => {
    const { project, engine } = given();
    const shared = stackOf(project, "shared");
    const child = stackOf(project, "child");
    await engine.up(changed(shared, { endpointServices: '["kms"]' }));
    await engine.up(stackOf(project, "parent"));
    await engine.up(child);

    expect(await failureOf(engine.up(shared))).to.equal(
      'the local AWS refused aws:route53/resolverRule:ResolverRule "hub-endpoints-kms-dns-rule" of stack shared, as AWS would: ResourceInUseException: Please disassociate this resolver rule from VPC first before deleting',
    );
    expect(acts(await engine.up(child))).to.deep.equal([
      "update lob-dns-firewall-allowed",
      "delete lob-network-rule-kms",
    ]);
    expect(acts(await engine.up(shared))).to.include("delete hub-endpoints-kms-dns-rule");
    expect(acts(await engine.up(shared))).to.deep.equal([]);
  });

  it("take a third zone into the hub without replacing anything, as the preview shows", async () => {
    const { project, engine } = given();
    const zones = '["eu-west-1a","eu-west-1b","eu-west-1c"]';
    const grown = changed(stackOf(project, "shared"), { availabilityZones: zones });
    const planned = changes(await engine.preview(grown));
    const { steps, warnings } = await engine.up(grown);
    expect(new Set(steps.map(({ op }) => op))).to.deep.equal(new Set(["create", "update"]));
    expect(planned.sort()).to.deep.equal(changes({ steps, warnings }).sort());
    expect(acts(await engine.up(stackOf(project, "child")))).to.deep.equal([]);
  });

  it("take a third zone into a LOB, and replace only the script that apps start with: Studio stays where its users' homes are", async () => {
    const { project, engine, estate } = given();
    const { id } = only(estate.aws.world, domain, "child");
    const child = stackOf(project, "child");
    const { steps, warnings } = await engine.up(
      changed(child, { availabilityZones: '["eu-west-1a","eu-west-1b","eu-west-1c"]' }),
    );
    const others = steps.filter(({ op }) => op !== "create" && op !== "update");
    expect(acts({ steps: others, warnings })).to.deep.equal([
      "create-replacement lob-defaults-JupyterLab",
      "replace lob-defaults-JupyterLab",
      "delete-replaced lob-defaults-JupyterLab",
    ]);
    expect(only(estate.aws.world, domain, "child").id).to.equal(id);
    await engine.up(child);
    expect(acts(await engine.up(child))).to.deep.equal([]);
  });

  it("take images of the LOB's own: another tag is another version, and the old one stays for apps that run it", async () => {
    const { project, engine, estate } = given();
    const child = stackOf(project, "child");
    const withTag = (tag: number) => {
      const image = `${child.config.account}.dkr.ecr.${child.config.region}.amazonaws.com/tools:${tag}`;
      return changed(child, { studioImages: JSON.stringify([{ name: "tools", image }]) });
    };
    const versions = () =>
      estate.aws.world.all(imageVersion).map(({ state }) => [state.version, state.baseImage.split(":").at(-1)]);
    expect(acts(await engine.up(withTag(3)))).to.have.members([
      "create lob-images-policy",
      "create lob-images-tools",
      "create lob-images-tools-runs",
      "create lob-images-tools-version",
      "update lob-profile-user-lob-a",
    ]);
    expect(acts(await engine.up(withTag(3)))).to.deep.equal([]);
    expect(acts(await engine.up(withTag(4)))).to.deep.equal([
      "create-replacement lob-images-tools-version",
      "replace lob-images-tools-version",
      "update lob-profile-user-lob-a",
      "delete-replaced lob-images-tools-version",
    ]);
    expect(versions()).to.have.deep.members([
      [1, "3"],
      [2, "4"],
    ]);
    expect(acts(await engine.up(child))).to.include("delete lob-images-tools");
    expect(versions()).to.deep.equal([]);
  });

  it("move to another CIDR block of the LOB's: everything follows, and nothing of the old one is left", async () => {
    const { project, engine, estate } = given();
    const { world } = estate.aws;
    const resources = world.ofStack("child").length;
    const old = { vpc: only(world, vpc, "child").id, domain: only(world, domain, "child").id };

    const moved = changed(stackOf(project, "child"), { vpcCidr: "10.110.0.0/16" });
    const planned = acts(await engine.preview(moved));
    const done = acts(await engine.up(moved));
    expect(new Set(planned)).to.deep.equal(new Set(done));
    expect(done.findLastIndex((act) => act.startsWith("create-"))).to.be.below(
      done.findIndex((act) => act.startsWith("delete-")),
    );

    const { id: vpcId, state: range } = only(world, vpc, "child");
    expect(range.cidrBlock).to.equal("10.110.0.0/16");
    expect(only(world, vpcAttachment, "child").state.vpcId).to.equal(vpcId);
    const { id: domainId, state: studio } = only(world, domain, "child");
    expect(studio.vpcId).to.equal(vpcId);
    expect(only(world, lambdaFunction, "child").state.vpcConfig?.subnetIds).to.have.members([...studio.subnetIds]);
    const left = JSON.stringify(world.ofStack("child"));
    for (const gone of [old.vpc, old.domain, "10.100."]) {
      expect(left, gone).not.to.include(gone);
    }
    expect(left).to.include(domainId);
    expect(world.ofStack("child")).to.have.length(resources);
    expect(changes(await engine.refresh(moved))).to.deep.equal([]);
    expect(changes(await engine.up(moved))).to.deep.equal([]);
  });
});
