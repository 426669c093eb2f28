import { expect } from "chai";
import { LocalAws } from "../../local/aws/local-aws";
import { principalAssociation } from "../../local/aws/ram/kinds";
import { Engine } from "../../local/deploy/engine/engine";
import { EngineHost } from "../../local/deploy/engine/host";
import { shippedProject } from "../local/support/project";
import { type Order, swapping } from "../local/support/swaps-program";
import { changed, changes, failureOf, stackOf, withEngine } from "./support/engine-estate";

describe("an up that AWS refuses half way", () => {
  it("names the resource and AWS's reason, and is finished by a second up", async () => {
    await withEngine(shippedProject, async ({ project, engine, estate }) => {
      const shared = stackOf(project, "shared");
      const child = changed(stackOf(project, "child"), { parentStack: "" });
      await engine.up(shared);
      const { world } = estate.aws;
      const share = world
        .list(principalAssociation, shared.config.account)
        .find(({ state }) => state.principal === child.config.account);
      world.remove(String(share?.urn));

      expect(await failureOf(engine.up(child))).to.match(
        // Whichever of the hub's shared resources is asked for first.
        /^the local AWS refused aws:\S+ "\S+" of stack child, as AWS would: (InvalidTransitGatewayID\.NotFound: |ResourceNotFoundException: \[RSLVR-00703\])/,
      );
      const half = world.ofStack("child").map(({ urn }) => urn);
      // What is refused needs the VPC; how much else was made by then is chance.
      expect(half.map((urn) => urn.split("::").at(-1))).to.include("lob-network-vpc-vpc");

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

  it("is of two changes of a transit gateway that don't wait for each other, and of a table that waits for none", async () => {
    const host = await EngineHost.start();
    const local = await LocalAws.start();
    const parent = stackOf(shippedProject, "parent");
    try {
      let order: Order = { swaps: false, furtherTable: "by itself" };
      const engine = new Engine(host, local, shippedProject.name, () => swapping(order)());

      expect(await failureOf(engine.up(parent))).to.match(
        /^the local AWS refused aws:\S+ "(first|second)-swap" of stack parent, as AWS would: IncorrectState: tgw-\w+ is in invalid state: aws:\S+ "(first|second)-swap" may still be in progress, and this change doesn't wait for it$/,
      );
      await engine.destroy(parent);
      order = { swaps: true, furtherTable: "not" };
      expect(await failureOf(engine.up(parent))).to.match(/ IncorrectState: .*"further-table"/);
      await engine.destroy(parent);
      order = { swaps: true, furtherTable: "by its component" };
      expect(changes(await engine.up(parent))).to.have.length(6);
    } finally {
      await local.close();
      await host.close();
    }
  });
});
