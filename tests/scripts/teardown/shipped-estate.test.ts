import { expect } from "chai";
import { domain, studioApp, studioSpace } from "../../../local/aws/sagemaker/kinds";
import { Estate } from "../../../local/estate/estate";
import { makeStack, type Stack } from "../../../stacks/project/stack";
import { shippedProject } from "../../local/support/project";
import { JudgedCalls } from "../../models/support/judged-calls";
import { refusalOf } from "../support/files";
import { Bench } from "./support/bench";

// What a teardown looks for is what the project's own programs make.
describe("A teardown of the estate as it is shipped", () => {
  let estate: Estate;
  let bench: Bench;
  before(async () => {
    estate = await Estate.found(shippedProject, new URL("http://127.0.0.1:1/"));
    for (const stack of shippedProject.stacks) {
      await estate.up(stack);
    }
    bench = new Bench(estate.aws, shippedProject);
  });
  after(() => estate.close());

  const children = ["child", "lob-b"];

  function stackNamed(name: string): Stack {
    const found = shippedProject.stacks.find((stack) => stack.name === name);
    if (found === undefined) {
      throw new Error(`there is no stack ${name}`);
    }
    return found;
  }

  it("reports what protects it, and what makes it ready to go", async () => {
    const keeps = (stack: string) =>
      `  homeFileSystem of stack ${stack} is "Retain", and the file system that stays would keep the network: save what its users need, set homeFileSystem: Delete in Pulumi.${stack}.yaml, and run this again`;
    expect(await refusalOf(() => bench.run())).to.equal(
      [
        "npm run teardown: 3 mistakes, nothing was changed",
        keeps("lob-b"),
        keeps("child"),
        "  deletionProtection of stack shared is on for user pool studio-shared, table studio-users-shared, table studio-lobs-shared: set deletionProtection: false in Pulumi.shared.yaml, npx pulumi up --stack shared, and run this again",
      ].join("\n"),
    );
  });

  it("finds each LOB's network, domain and bucket, once what protects it is off", async () => {
    const { texts } = stackNamed("shared");
    await estate.up(makeStack("shared", { ...texts, deletionProtection: "false" }));
    for (const name of children) {
      const { account } = stackNamed(name).config;
      const [studio] = estate.aws.world.list(domain, account);
      expect(await bench.engine.state(name)).to.deep.include({
        domainIds: [estate.output(stackNamed(name), "domainId")],
        buckets: [`sagemaker-${name === "child" ? "lob-a" : name}-${account}-eu-west-1`],
        vpcIds: [studio?.state.vpcId],
        guarded: [],
      });
    }
  });

  it("takes all of it down, with what people made", async () => {
    for (const name of children) {
      const stack = stackNamed(name);
      const domainId = estate.output(stack, "domainId");
      const place = { stack: "", account: stack.config.account, region: "eu-west-1" };
      const created = new Date(0).toISOString();
      const put = (type: string, id: string, state: object) =>
        estate.aws.world.put({
          urn: `urn:studio:${id}`,
          type,
          id,
          ...place,
          state: { domainId, created, arn: id, ...state },
        });
      put(studioSpace.token, `space-${name}`, { spaceName: "notes" });
      const arn = `arn:aws:sagemaker:eu-west-1:${place.account}:app/${domainId}/notes/jupyterlab/default`;
      put(studioApp.token, arn, { spaceName: "notes", appType: "JupyterLab", appName: "default" });
    }
    // The domains were created to keep their home directories, and it is config that counts.
    const stacks = shippedProject.stacks.map((stack) =>
      children.includes(stack.name) ? makeStack(stack.name, { ...stack.texts, homeFileSystem: "Delete" }) : stack,
    );
    const calls = new JudgedCalls(estate.aws);
    await bench.run({}, { readProject: () => ({ ...shippedProject, stacks }) });

    expect(shippedProject.stacks.flatMap(({ name }) => estate.aws.world.ofStack(name))).to.deep.equal([]);
    expect([...estate.aws.world.all(studioApp), ...estate.aws.world.all(studioSpace)]).to.deep.equal([]);
    expect([...calls.mistakes]).to.deep.equal([]);
    expect([...calls.operations]).to.include.members(["sagemaker:DeleteApp", "sagemaker:DeleteDomain"]);
    expect(bench.said.at(-1)).to.equal("Down: lob-b, child, parent, shared.");
  });
});
