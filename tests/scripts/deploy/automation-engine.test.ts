import { expect } from "chai";
import { DeployEngine } from "../../../scripts/deploy/automation-engine";
import { DeployRole } from "../../../scripts/support/deploy-role";
import { EngineFailure } from "../../../scripts/teardown/engine";
import { nobodyAtHand } from "../support/operators";

const account = { account: "333333333333", region: "eu-west-1", deployRole: "Deploy" } as const;

describe("scripts/deploy/automation-engine", () => {
  it("takes credentials that can't be had any more for the stack's own failure", async () => {
    const role = DeployRole.of(account, nobodyAtHand);
    const engine = new DeployEngine("no-such-folder", { of: () => role });
    const run = { log: () => {}, cancel: new AbortController().signal, onProgress: () => {} };
    const failure: unknown = await engine.up("child", run).catch((error: unknown) => error);

    expect(failure).to.be.instanceOf(EngineFailure);
    expect(failure).to.have.property(
      "message",
      "its credentials were refused: no AWS credentials were found that could assume its deployRole arn:aws:iam::333333333333:role/Deploy: sign in, set AWS_PROFILE, or name a profile of that account with --profile",
    );
  });
});
