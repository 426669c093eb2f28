import { expect } from "chai";
import { withSimulators } from "../../local/estate/on-premises";
import { childTexts, parentTexts, projectOf, shippedProject } from "../local/support/project";
import { changes, failureOf, stackOf, withEngine } from "./support/engine-estate";

describe("a preview under Pulumi's engine", () => {
  it("shows a stack that isn't there yet, with all that isn't known yet", async () => {
    await withEngine(withSimulators(shippedProject), async ({ project, engine, estate }) => {
      const shared = stackOf(project, "shared");
      const planned = await engine.preview(shared);
      expect(planned.warnings).to.deep.equal([]);
      expect(estate.aws.world.ofStack("shared")).to.deep.equal([]);
      const made = await engine.up(shared);
      expect(new Set(changes(planned))).to.deep.equal(new Set(changes(made)));

      for (const name of ["parent", "child"]) {
        const stack = stackOf(project, name);
        if (name === "child") {
          await engine.up(stackOf(project, "parent"));
        }
        expect(new Set(changes(await engine.preview(stack))), name).to.deep.equal(
          new Set(changes(await engine.up(stack))),
        );
      }
    });
  });

  it("names in one sentence the stack that has to come up first", async () => {
    await withEngine(shippedProject, async ({ project, engine, estate }) => {
      const child = stackOf(project, "child");
      expect(await failureOf(engine.preview(child))).to.equal(
        [
          "stack shared, which this stack reads: 1 mistake, nothing was changed",
          "  it doesn't exist: bring that stack up first, npx pulumi stack init shared && npx pulumi up --stack shared",
        ].join("\n"),
      );
      await engine.preview(stackOf(project, "shared"));
      expect(await failureOf(engine.preview(child)), "the stack exists now, and was never up").to.equal(
        [
          "stack shared, which this stack reads: 1 mistake, nothing was changed",
          "  it has no outputs: bring that stack up first, npx pulumi up --stack shared",
        ].join("\n"),
      );
      expect(estate.aws.world.ofStack("child")).to.deep.equal([]);
    });
  });

  it("lists the mistakes of a config by the project's own checks", async () => {
    const project = { ...projectOf({ parent: parentTexts, child: childTexts }), name: shippedProject.name };
    await withEngine(project, async ({ engine }) => {
      const wrong = { name: "parent", texts: { ...parentTexts, account: "2222", endpoints: '["no spaces please"]' } };
      expect(await failureOf(engine.preview(wrong))).to.match(
        /^stack parent: 2 mistakes, nothing was changed\n {2}account is "2222": .*\n {2}endpoints\[0\] is "no spaces please": .*$/,
      );
    });
  });
});
