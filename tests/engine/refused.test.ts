import { expect } from "chai";
import { principalAssociation } from "../../local/aws/resource-types/ram";
import { shippedProject } from "../local/support/project";
import { changed, changes, failureOf, stackOf, withEngine } from "./support/engine-estate";

describe("an up that AWS refuses half way", () => {
  it("names the resource and AWS's reason, and is finished by a second up", async () => {
    await withEngine(shippedProject, async ({ project, engine, estate }) => {
      const shared = stackOf(project, "shared");
      const child = changed(stackOf(project, "child"), { parentStack: "" });
      await engine.up(shared);
      const { world } = estate.aws;
      const [share] = world.list(principalAssociation, shared.config.account);
      world.remove(String(share?.urn));

      expect(await failureOf(engine.up(child))).to.match(
        // Whichever of the hub's shared resources is asked for first.
        /^the local AWS refused aws:\S+ "\S+" of stack child, as AWS would: (InvalidTransitGatewayID\.NotFound: |ResourceNotFoundException: \[RSLVR-00703\])/,
      );
      const half = world.ofStack("child").map(({ urn }) => urn);
      expect(half.length).to.be.above(10);

      expect(changes(await engine.up(shared, true))).to.deep.equal([
        `create aws:ram/principalAssociation:PrincipalAssociation ${share?.urn.split("::").at(-1)}`,
      ]);
      const { steps, resources } = await engine.up(child);
      expect(new Set(steps.map(({ op }) => op))).to.deep.equal(new Set(["create"]));
      expect(steps.map(({ urn }) => urn).filter((urn) => half.includes(urn))).to.deep.equal([]);
      expect(steps.length + half.length).to.equal(resources);
      expect(changes(await engine.up(child))).to.deep.equal([]);
    });
  });
});
