import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { LocalAws } from "../../local/aws/local-aws";
import { Engine } from "../../local/deploy/engine/engine";
import { EngineHost } from "../../local/deploy/engine/host";
import { withSimulators } from "../../local/estate/on-premises";
import { shippedProject } from "../local/support/project";
import { failureOf, stackOf, withEngine } from "./support/engine-estate";

const pack = path.resolve(__dirname, "../../policy");

/**
 * What the CLI runs for a policy pack in JavaScript. The official distribution's language plugin for Node.js starts
 * Pulumi's own script, in the pack's folder and with its whole path; here the same is done under the name that the engine
 * looks for on the PATH where it has no such plugin.
 */
function writeAnalyzer(folder: string): void {
  const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
  const script = path.join(folder, "pulumi-analyzer-policy-nodejs");
  writeFileSync(script, `#!/bin/sh\nexec '${process.execPath}' '${runner}' "$1" "$PWD"\n`);
  chmodSync(script, 0o755);
}

/** A role that every account may assume. */
async function openTrust(): Promise<Record<string, unknown>> {
  const provider = new aws.Provider("account", {
    allowedAccountIds: ["222222222222"],
    region: "eu-west-1",
    defaultTags: { tags: { project: "p", stack: "parent", role: "parent" } },
  });
  const statement = { Sid: "Anybody", Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" };
  const assumeRolePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const role = new aws.iam.Role("open", { name: "open", assumeRolePolicy }, { provider });
  return { arn: role.arn };
}

describe("the policy pack under Pulumi's engine", () => {
  let folder: string;
  let options: { policyPacks: string[]; environment: Record<string, string> };

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "engine-policy-"));
    writeAnalyzer(folder);
    const environment = { PATH: `${folder}${path.delimiter}${process.env.PATH ?? ""}` };
    options = { policyPacks: [pack], environment };
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it("lets every stack of the project up, with what AWSx makes for the simulator", async () => {
    await withEngine(
      withSimulators(shippedProject),
      async ({ project, engine }) => {
        for (const stack of project.stacks) {
          await engine.preview(stack);
          expect((await engine.up(stack)).resources, stack.name).to.be.above(2);
        }
      },
      options,
    );
  });

  it("stops a trust without a condition by name, before anything is made", async () => {
    const host = await EngineHost.start(options);
    const local = await LocalAws.start();
    try {
      const engine = new Engine(host, local, shippedProject.name, openTrust);
      const parent = stackOf(shippedProject, "parent");
      for (const refused of [await failureOf(engine.preview(parent)), await failureOf(engine.up(parent))]) {
        expect(refused.split("\n").map((line) => line.split(":")[0])).to.include.members([
          "cross-account-trust",
          "no-star-principal",
        ]);
      }
      expect(local.world.ofStack("parent")).to.deep.equal([]);
    } finally {
      await local.close();
      await host.close();
    }
  });
});
