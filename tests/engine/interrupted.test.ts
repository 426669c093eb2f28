import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import type { LocalAws } from "../../local/aws/local-aws";
import { childTexts, parentTexts, projectOf, shippedProject } from "../local/support/project";
import { changes, failureOf, stackOf, withEngine } from "./support/engine-estate";
import { wrappedCli } from "./support/wrapped-cli";

const project = { ...projectOf({ parent: parentTexts, child: childTexts }), name: shippedProject.name };

/** Does something as soon as AWS has made a role, before the engine hears of it; returns what puts it back. */
function onRoleMade(aws: LocalAws, work: () => void): () => void {
  const create = aws.create.bind(aws);
  aws.create = async (request) => {
    const resource = await create(request);
    if (request.type === "aws:iam/role:Role") {
      work();
    }
    return resource;
  };
  return () => {
    aws.create = create;
  };
}

describe("an up whose engine is killed", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "engine-test-"));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it("names exactly what to do, and doing so brings the stack up", async () => {
    const { cli, kill } = await wrappedCli(folder);
    await withEngine(
      project,
      async ({ engine, estate: { aws } }) => {
        const child = stackOf(project, "child");
        await engine.up(stackOf(project, "parent"));
        const putBack = onRoleMade(aws, kill);
        expect(await failureOf(engine.up(child))).to.match(/^stack child: /);
        putBack();

        const role = aws.world.ofStack("child").find(({ type }) => type === "aws:iam/role:Role");
        expect(await failureOf(engine.up(child))).to.equal(
          [
            "stack child: 1 resource was being created when a run ended early, and the state doesn't record the result; release the lock with npx pulumi cancel --stack child, check each resource, run npx pulumi refresh --clear-pending-creates --stack child, and bring it up again",
            `  ${role?.urn}: if AWS has it, delete it there or import it with npx pulumi import`,
          ].join("\n"),
        );

        await engine.cancel(child);
        await aws.delete(String(role?.urn), String(role?.id));
        await engine.refresh(child, true);
        expect((await engine.up(child)).resources).to.equal(aws.world.ofStack("child").length);
        expect(changes(await engine.up(child))).to.deep.equal([]);
      },
      // One step after the other: an engine that is killed while it writes the state of another step leaves none.
      { cli, checkpoints: true, environment: { PULUMI_PARALLEL: "1" } },
    );
  });
});
