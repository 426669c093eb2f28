import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { rolePolicy } from "../../../local/aws/iam/kinds";
import { mistakesIn, statementsOf } from "../../docs/support/deploy-policies";
import { DoctorBench, variant, wellProject } from "./doctor-bench";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const policy = readFileSync(path.resolve(__dirname, "../../../docs/oidc/doctor.json"), "utf8");

describe("docs/oidc/doctor.json", () => {
  it("is what the doctor takes to look at everything, and no action more", async () => {
    const executionRoleArn = "arn:aws:iam::333333333333:role/SageMakerStudioExecution-own";
    const bench = await DoctorBench.start(variant(wellProject, { child: { executionRoleArn } }));
    try {
      const { world } = bench;
      const administrators = world.all(rolePolicy).filter(({ stack }) => stack === "administrators");
      for (const found of administrators) {
        const own = policy.replaceAll("<account>", found.account).replaceAll("<region>", found.region);
        world.put({ ...found, state: { ...found.state, policy: own } });
      }
      const mark = world.trail.mark();
      expect(await bench.complaints()).to.deep.equal([]);

      const called = new Set(world.trail.since(mark).map(({ action }) => action));
      const listed = statementsOf("doctor").flatMap(({ Action }) => Action);
      // Invitations are asked for only by a LOB that hasn't got the share.
      expect(listed.filter((action) => !called.has(action))).to.deep.equal(["ram:GetResourceShareInvitations"]);
    } finally {
      await bench.close();
    }
  });

  it("names actions and resources as AWS lists them, with * only if an action takes nothing else", async () => {
    expect((await Promise.all(statementsOf("doctor").map(mistakesIn))).flat()).to.deep.equal([]);
  });
});
