import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { withSimulators } from "../../local/estate/on-premises";
import { rules } from "../../policy/rules";
import { isStackRule, type Resource } from "../../policy/support/rule";
import { shippedProject } from "../local/support/project";
import { PackProcess, unknownText } from "./support/pack-process";
import { type Registration, registrationsOf } from "./support/registrations";

const { version } = JSON.parse(readFileSync(path.resolve(__dirname, "../../package.json"), "utf8"));

describe("The policy pack under Pulumi's own runner", () => {
  let pack: PackProcess;
  let stacks: ReadonlyMap<string, readonly Registration[]>;

  before(async () => {
    pack = await PackProcess.start();
    stacks = await registrationsOf(withSimulators(shippedProject));
  });

  after(() => pack.close());

  function inputsOf(stack: string, name: string): Resource {
    const found = stacks.get(stack)?.find(({ inputs }) => inputs.name === name);
    if (found === undefined) {
      throw new Error(`stack ${stack} has no resource ${name}`);
    }
    return found.inputs;
  }

  it("loads without a build and names its policies", async () => {
    expect(await pack.info()).to.deep.equal({
      name: "sagemaker-multi-account",
      version,
      policies: rules.map(({ name }) => name),
    });
  });

  it("finds nothing in any resource of the estate, nor in its stacks", async () => {
    for (const [name, registrations] of stacks) {
      for (const { inputs } of registrations) {
        expect(await pack.analyze(inputs), `${name} ${inputs.name}`).to.deep.equal([]);
      }
      expect(await pack.analyzeStack(registrations.map(({ outputs }) => outputs)), name).to.deep.equal([]);
    }
  });

  it("stops a resource before it is made, by the rule's name", async () => {
    const group = inputsOf("shared", "hub-groups-people-from-192-168-10-0-24");

    const diagnostics = await pack.analyze({ ...group, props: { ...group.props, cidrIpv4: "0.0.0.0/0" } });

    expect(diagnostics).to.deep.equal([
      {
        policy: "no-open-ingress",
        message:
          "No security group and no network ACL lets the whole internet in.\nlets 0.0.0.0/0 in: name the CIDR blocks that may come, no wider than /8, or /16 of IPv6",
        isMandatory: true,
        urn: "",
      },
    ]);
  });

  it("stops a stack, by the rule's name and the resource", async () => {
    const resources = (stacks.get("shared") ?? []).map(({ outputs }) => outputs);
    const withoutSwap = resources.filter(({ name }) => name !== "hub-tgw-new-attachments-join-spokes");

    const diagnostics = await pack.analyzeStack(withoutSwap);

    expect(diagnostics.map(({ policy, isMandatory, urn }) => ({ policy, isMandatory, urn }))).to.deep.equal([
      {
        policy: "transit-gateway-no-open-mesh",
        isMandatory: true,
        urn: resources.find(({ name }) => name === "hub-tgw-gateway")?.urn,
      },
    ]);
  });

  it("reports that a policy unknown in a preview waits, and checks it at the update", async () => {
    const policy = inputsOf("shared", "access-api-policy");
    const open = JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] });

    const preview = await pack.analyze({ ...policy, props: { ...policy.props, policy: unknownText } });
    const update = await pack.analyze({ ...policy, props: { ...policy.props, policy: open } });

    expect(preview.map(({ policy: name, isMandatory }) => ({ name, isMandatory }))).to.deep.equal([
      { name: "readable-policy", isMandatory: false },
    ]);
    expect(preview[0]?.message).to.equal(
      `can't run policy 'readable-policy' from policy pack 'sagemaker-multi-account@v${version}' during preview: string value at .policy can't be known during preview`,
    );
    expect(update.map(({ policy: name, isMandatory }) => ({ name, isMandatory }))).to.deep.equal(
      ["no-star-principal", "no-star-action", "private-api-denies-other-endpoints"].map((name) => ({
        name,
        isMandatory: true,
      })),
    );
  });

  it("judges in a preview what it knows of a resource beside what it doesn't", async () => {
    const lambda = inputsOf("child", "invoker-invoke-endpoint-function");
    const variables = { ROLE_ARN: unknownText, DATABASE_PASSWORD: "hunter2" };

    const diagnostics = await pack.analyze({ ...lambda, props: { ...lambda.props, environment: { variables } } });

    expect(diagnostics.map(({ policy, isMandatory }) => ({ policy, isMandatory }))).to.deep.equal([
      { policy: "no-plaintext-secret", isMandatory: true },
      { policy: "no-plaintext-secret", isMandatory: false },
    ]);
    expect(JSON.stringify(diagnostics)).to.not.include("hunter2");
  });

  it("judges how a stack belongs together before ids are known", async () => {
    const ids = new Set(
      (stacks.get("shared") ?? []).flatMap(({ outputs: { props } }) =>
        [props.id, props.arn].filter((name) => typeof name === "string" && name !== ""),
      ),
    );
    // In the first preview nothing has an id or an ARN yet.
    const unknown = (value: unknown): unknown => {
      if (Array.isArray(value)) {
        return value.map(unknown);
      }
      if (typeof value === "object" && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unknown(inner)]));
      }
      return ids.has(value) ? unknownText : value;
    };
    const preview = (stacks.get("shared") ?? []).map(
      ({ outputs }): Resource => ({
        ...outputs,
        props: Object.fromEntries(Object.entries(outputs.props).map(([key, value]) => [key, unknown(value)])),
      }),
    );
    const mesh = preview.filter(({ name }) => name !== "hub-tgw-hub-learns-new-attachments");

    expect(await pack.analyzeStack(preview)).to.deep.equal([]);
    expect((await pack.analyzeStack(mesh)).map(({ policy }) => policy)).to.deep.equal(["transit-gateway-no-open-mesh"]);
  });

  it("has rules of both kinds", () => {
    expect(rules.some(isStackRule)).to.equal(true);
    expect(rules.every(isStackRule)).to.equal(false);
  });
});
