import { expect } from "chai";
import { LocalAws } from "../../local/aws/local-aws";
import { hostedEndpoint } from "../../local/aws/sagemaker/hosted";
import { Engine, type Operation } from "../../local/deploy/engine/engine";
import { EngineHost } from "../../local/deploy/engine/host";
import { parentsModel, withModel } from "../local/support/parents-model";
import { shippedProject } from "../local/support/project";
import { changed, stackOf } from "./support/engine-estate";

/** What an operation did to which part of the model. The engine's mark `replace` does nothing on AWS. */
function acts({ steps }: Operation): string[] {
  return steps.filter(({ op }) => op !== "replace").map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`);
}

const account = { sharedStack: "", organizationArn: "" };

describe("Another version of a model under Pulumi's engine", () => {
  it("is a new model and configuration, then the endpoint's change to them, then the end of the old ones", async () => {
    const host = await EngineHost.start();
    const local = await LocalAws.start();
    try {
      for (const id of ["222222222222", "333333333333"]) {
        local.world.openAccount({ id });
      }
      const engine = new Engine(host, local, shippedProject.name);
      const version = (modelData: string) =>
        changed(stackOf(shippedProject, "parent"), { ...account, ...withModel({ ...parentsModel, modelData }) });
      const [third, fourth] = [3, 4].map((number) => version(`s3://models-of-acme/fraud/${number}/model.tar.gz`));
      if (third === undefined || fourth === undefined) {
        throw new Error("there are two versions");
      }
      const isThere = (name: string) =>
        hostedEndpoint(local.world, { account: "222222222222", region: "eu-west-1" }, name) !== undefined;

      await engine.up(third);
      expect(["fraud", "iris"].map(isThere)).to.deep.equal([true, true]);
      expect(acts(await engine.up(third))).to.deep.equal([]);

      // The endpoint is updated where it stands: nothing else touches it, and it never names what isn't there.
      expect(acts(await engine.up(fourth))).to.deep.equal([
        "create-replacement model-fraud-model",
        "create-replacement model-fraud-configuration",
        "update model-fraud-endpoint",
        "delete-replaced model-fraud-configuration",
        "delete-replaced model-fraud-model",
      ]);
      expect(["fraud", "iris"].map(isThere)).to.deep.equal([true, true]);
      expect(acts(await engine.up(fourth))).to.deep.equal([]);

      await engine.destroy(fourth);
      expect(local.world.ofStack("parent")).to.deep.equal([]);
    } finally {
      await local.close();
      await host.close();
    }
  });
});
