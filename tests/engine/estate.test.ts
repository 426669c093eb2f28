import { expect } from "chai";
import * as v from "valibot";
import { rolePolicy } from "../../local/aws/iam/kinds";
import type { Engine } from "../../local/deploy/engine/engine";
import type { Estate } from "../../local/estate/estate";
import { withSimulators } from "../../local/estate/on-premises";
import { scenarios } from "../../local/scenarios";
import { samplePayloads } from "../../local/scenarios/payload";
import { Stage } from "../../local/scenarios/scenario";
import { withStanding } from "../../local/verify/standing";
import type { Stack } from "../../stacks/project/stack";
import { shippedProject } from "../local/support/project";
import { disposable } from "./support/disposable";
import { changed, changes, failureOf, stackOf, throughTheSuite } from "./support/engine-estate";

/** Scenarios in which sessions, tokens and presigned URLs are made. */
const played = ["invoke-allowed", "studio-own-path"];

const stateOfResources = v.object({
  resources: v.array(v.object({ urn: v.string(), type: v.string(), id: v.optional(v.string()) })),
});

/** The resources of AWS that a stack's state has, by URN and id. */
async function idsInState(engine: Engine, stack: Stack): Promise<string[]> {
  const { resources } = v.parse(stateOfResources, (await engine.state(stack)).deployment);
  return resources
    .filter(({ type }) => type.startsWith("aws:"))
    .map(({ urn, id }) => `${urn} ${id}`)
    .sort();
}

/** Steps of one life of an estate, each on what the one before it left: an `up` of a hub takes seconds. */
describe("an estate under Pulumi's engine", () => {
  const given = throughTheSuite(disposable(withSimulators(shippedProject)));

  it("comes up in order, and the state has what AWS has", async () => {
    const { project, engine, estate } = given();
    expect(project.stacks.map(({ name }) => name)).to.deep.equal(["shared", "parent", "child", "lob-b"]);
    for (const stack of project.stacks) {
      const { resources } = await estate.up(stack);
      expect(resources, stack.name).to.be.above(2);
      expect(await idsInState(engine, stack), stack.name).to.deep.equal(
        estate.aws.world
          .ofStack(stack.name)
          .map(({ urn, id }) => `${urn} ${id}`)
          .sort(),
      );
    }
  });

  it("has the same resources as a run in this process, by kind and name, and what AWSx makes is among them", async () => {
    const { project, estate } = given();
    const resources = ({ aws: { world } }: Estate) =>
      project.stacks.map(({ name: stack }) => {
        const made = world.ofStack(stack).filter(({ type }) => type.startsWith("aws:"));
        return [stack, made.map(({ type, urn }) => `${type} ${urn.split("::").at(-1)}`).sort()];
      });
    await withStanding(project, (standing) => {
      expect(resources(estate)).to.deep.equal(resources(standing));
    });
    expect(JSON.stringify(resources(estate))).to.include("aws:ec2/internetGateway:InternetGateway on-premises-vpc-vpc");
  });

  it("tells what a preview tells: which child the parent doesn't trust", async () => {
    const { project, engine } = given();
    expect((await engine.preview(stackOf(project, "child"))).warnings).to.deep.equal([]);
    expect((await engine.preview(stackOf(project, "lob-b"))).warnings).to.deep.equal([
      "account 444444444444 is not among the children of stack parent: its calls will be refused; add it there and run npx pulumi up --stack parent",
    ]);
  });

  it("puts the stack's tags on what takes tags", () => {
    const roles = given()
      .estate.aws.world.ofStack("parent")
      .filter(({ type }) => type === "aws:iam/role:Role");
    expect(roles.map(({ state }) => state))
      .to.have.nested.property("[0].tags")
      .that.deep.equals({
        project: "sagemaker-multi-account",
        stack: "parent",
        role: "parent",
      });
  });

  it("finds nothing to change the second time, nor after a refresh", async () => {
    const { project, engine } = given();
    for (const stack of project.stacks) {
      expect(changes(await engine.up(stack)), `up of ${stack.name}`).to.deep.equal([]);
      expect(changes(await engine.refresh(stack)), `refresh of ${stack.name}`).to.deep.equal([]);
      expect(changes(await engine.up(stack)), `up of ${stack.name} after a refresh`).to.deep.equal([]);
    }
  });

  it("changes a policy for a new endpoint, and nothing else", async () => {
    const { project, engine } = given();
    const grown = changed(stackOf(project, "parent"), { endpoints: '["churn"]' });
    const expected = ["update aws:iam/policy:Policy invoke-policy policy"];
    expect(changes(await engine.preview(grown))).to.deep.equal(expected);
    expect(changes(await engine.up(grown))).to.deep.equal(expected);
    expect(changes(await engine.up(stackOf(project, "parent")))).to.deep.equal(expected);
  });

  it("puts a further tag of the stack's on all that takes tags, at once", async () => {
    const { project, engine } = given();
    const parent = stackOf(project, "parent");
    const tagged = changed(parent, { tags: '{"team":"science"}' });
    const expected = [
      "cloudwatch/logGroup:LogGroup sample-model-logs",
      "cloudwatch/metricAlarm:MetricAlarm sample-model-Invocation5XXErrors",
      "cloudwatch/metricAlarm:MetricAlarm sample-model-ModelLatency",
      "iam/policy:Policy invoke-policy",
      "iam/role:Role invoke-role",
      "iam/role:Role sample-model-role",
      "s3/bucket:Bucket sample-model-files-bucket",
      "sagemaker/endpoint:Endpoint sample-model-endpoint",
      "sagemaker/endpointConfiguration:EndpointConfiguration sample-model-configuration",
      "sagemaker/model:Model sample-model-model",
    ].map((resource) => `update aws:${resource} tags`);
    for (const stack of [tagged, parent]) {
      expect(changes(await engine.preview(stack)).sort()).to.deep.equal(expected);
      expect(changes(await engine.up(stack)).sort()).to.deep.equal(expected);
      expect(changes(await engine.up(stack))).to.deep.equal([]);
    }
  });

  it("adds a row and a principal of the share for a new LOB, and nothing else", async () => {
    const { project, engine, estate } = given();
    estate.placeAccount("555555555555", estate.aws.world.account("444444444444")?.organization);
    const lobs = [
      ["lob-a", "333333333333"],
      ["lob-b", "444444444444"],
      ["lob-c", "555555555555"],
    ].map(([name, account]) => ({ name, account }));
    const shared = stackOf(project, "shared");
    const rows = [
      "aws:dynamodb/tableItem:TableItem access-directory-lob-lob-c",
      "aws:ram/principalAssociation:PrincipalAssociation hub-share-with-555555555555",
    ];
    const grown = await engine.up(changed(shared, { lobs: JSON.stringify(lobs) }));
    expect(changes(grown).sort()).to.deep.equal(rows.map((row) => `create ${row}`));
    expect(changes(await engine.up(shared)).sort()).to.deep.equal(rows.map((row) => `delete ${row}`));
  });

  it("changes the trust and each child's function for another ExternalId, and nothing else", async () => {
    const { project, engine } = given();
    const parent = stackOf(project, "parent");
    const trust = ["update aws:iam/role:Role invoke-role assumeRolePolicy"];
    const environment = ["update aws:lambda/function:Function invoker-invoke-endpoint-function environment"];
    expect(changes(await engine.up(changed(parent, { externalId: "another" })))).to.deep.equal(trust);
    expect(changes(await engine.up(stackOf(project, "child")))).to.deep.equal(environment);
    expect(changes(await engine.up(parent))).to.deep.equal(trust);
    expect(changes(await engine.up(stackOf(project, "child")))).to.deep.equal(environment);
  });

  it("puts back what was deleted by hand, after a refresh and not before", async () => {
    const { project, engine, estate } = given();
    const child = stackOf(project, "child");
    estate.deleteRolePolicy(child, "AllowAssumeSagemakerExternalRole");
    expect(changes(await engine.up(child))).to.deep.equal([]);
    expect(changes(await engine.refresh(child))).to.deep.equal([
      "delete aws:iam/rolePolicy:RolePolicy invoker-invoke-endpoint-AllowAssumeSagemakerExternalRole",
    ]);
    expect(changes(await engine.up(child))).to.deep.equal([
      "create aws:iam/rolePolicy:RolePolicy invoker-invoke-endpoint-AllowAssumeSagemakerExternalRole",
    ]);
    expect(estate.aws.world.list(rolePolicy, child.config.account).map(({ state }) => state.name)).to.include(
      "AllowAssumeSagemakerExternalRole",
    );
  });

  it("has nothing in its state that opens anything, after people and functions worked with it", async () => {
    const { project, engine, estate } = given();
    const stage = new Stage(project, estate, samplePayloads);
    for (const { id, play } of scenarios.filter((scenario) => played.includes(scenario.id))) {
      expect((await play(stage)).ok, id).to.equal(true);
    }
    const { members, expiredTokens } = await stage.studio();
    const states = [];
    for (const stack of project.stacks) {
      states.push(JSON.stringify(await engine.state(stack)));
    }
    const state = states.join("");
    await stage.close();

    expect(state.length).to.be.above(500_000);
    for (const secret of [...members.map(({ password }) => password), ...Object.values(expiredTokens)]) {
      expect(state.includes(secret)).to.equal(false);
    }
    for (const form of [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, /eyJ[\w-]{10,}\.[\w-]{10,}/, /\/auth\?token=/]) {
      expect(form.test(state), String(form)).to.equal(false);
    }
  });

  it("can't lose its hub while LOBs are on it", async () => {
    const { project, engine } = given();
    const shared = stackOf(project, "shared");
    expect(await failureOf(engine.destroy(shared))).to.match(
      /^the local AWS refused aws:\S+ "\S+" of stack shared, as AWS would: \w+: ./,
    );
    expect((await engine.up(shared)).resources).to.be.above(100);
    expect(changes(await engine.up(shared))).to.deep.equal([]);
  });

  it("goes down in the reverse order, and leaves nothing on AWS", async () => {
    const { project, engine, estate } = given();
    for (const stack of [...project.stacks].reverse()) {
      const steps = changes(await engine.destroy(stack));
      expect(steps.filter((step) => !step.startsWith("delete "))).to.deep.equal([]);
      expect(estate.aws.world.ofStack(stack.name), stack.name).to.deep.equal([]);
      const { deployment } = await engine.state(stack);
      expect(deployment.resources, stack.name).to.equal(undefined);
    }
  });
});
