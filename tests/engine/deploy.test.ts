import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { Engine as LocalEngine } from "../../local/deploy/engine/engine";
import { writeStack } from "../../local/deploy/engine/stack-settings";
import { withoutStackTraces } from "../../local/deploy/without-stack-traces";
import { DeployEngine } from "../../scripts/deploy/automation-engine";
import type { Engine } from "../../scripts/deploy/engine";
import type { Project } from "../../stacks/project/stack";
import { childTexts, parentTexts, projectOf, shippedProject } from "../local/support/project";
import { Bench } from "../scripts/deploy/support/bench";
import { stackOf, throughTheSuite } from "./support/engine-estate";

import stacksProgram = require("../../stacks");

const account = "333333333333";
const project = {
  ...projectOf({
    parent: { ...parentTexts, children: `["${account}","444444444444"]` },
    child: childTexts,
    "lob-b": { ...childTexts, account: "444444444444" },
  }),
  name: shippedProject.name,
};

/** Name of the table that the child has besides; none while it is undefined. */
let tableName: string | undefined;

/** The project's program, with a table in the child. */
async function program(): Promise<Record<string, unknown>> {
  if (pulumi.getStack() === "child" && tableName !== undefined) {
    const provider = new aws.Provider("tables", { allowedAccountIds: [account], region: "eu-west-1" });
    const attributes = [{ name: "id", type: "S" }];
    const settings = { name: tableName, attributes, hashKey: "id", billingMode: "PAY_PER_REQUEST" };
    new aws.dynamodb.Table("notes", settings, { provider });
  }
  return stacksProgram();
}

/** The engine of `npm run deploy`, by the real CLI, with the local AWS behind it. */
function realEngine(engine: LocalEngine, whole: Project): Engine {
  const work = <T>(name: string, operate: (deploy: DeployEngine) => Promise<T>) =>
    engine.serve(stackOf(whole, name), (folder, environment) => {
      writeStack(folder, whole.name, stackOf(whole, name));
      const settings = { command: engine.host.cli, environment, program };
      return withoutStackTraces(() => operate(new DeployEngine(folder, { of: () => undefined }, settings)));
    });
  return {
    state: (name) => work(name, (deploy) => deploy.state(name)),
    init: (name) => work(name, (deploy) => deploy.init(name)),
    preview: (name, run) => work(name, (deploy) => deploy.preview(name, run)),
    up: (name, run) => work(name, (deploy) => deploy.up(name, run)),
  };
}

describe("npm run deploy with Pulumi's engine", () => {
  const given = throughTheSuite(project);
  const bench = new Bench(project);
  const resources = (stack: string) => given().estate.aws.world.ofStack(stack).length;

  it("brings up a parent and a child that is refused half way beside one that isn't, and mends it by the second run", async () => {
    const { engine, estate } = given();
    const create = estate.aws.create.bind(estate.aws);
    estate.aws.create = async (request) => {
      if (request.type === "aws:lambda/function:Function" && request.stack === "child") {
        throw new Error("AccessDeniedException: not authorized to perform: lambda:CreateFunction");
      }
      return create(request);
    };
    const scene = { engine: realEngine(engine, project) };
    const failure = await bench.failure({ yes: true, init: true }, scene);
    console.log(bench.said.join("\n"), "\n", failure);
    estate.aws.create = create;
    await bench.run({ yes: true }, scene);
    console.log(bench.said.join("\n"));
    await bench.run({ yes: true }, scene);
    console.log(bench.said.join("\n"));
    tableName = "notes";
    await bench.run({ yes: true, stack: ["child"] }, scene);
    console.log(bench.said.join("\n"));
    tableName = "other-notes";
    console.log(await bench.failure({ yes: true, stack: ["child"] }, scene));
    await bench.run({ yes: true, stack: ["child"], replaceData: ["child"] }, scene);
    console.log(bench.said.join("\n"));
    console.log(resources("child"), bench.logs.get("child"));
  });
});
