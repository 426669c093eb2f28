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

  it("says exactly what to do, and what it says brings the stack up", async () => {
    const { cli, kill } = await wrappedCli(folder);
    await withEngine(
      project,
      async ({ engine, estate: { aws } }) => {
        const child = stackOf(project, "child");
        await engine.up(stackOf(project, "parent"));
        const putBack = onRoleMade(aws, kill);
        expect(await failureOf(engine.up(child))).to.match(/^stack child: /);
        putBack();

        const [summary, ...lines] = (await failureOf(engine.up(child))).split("\n");
        const urns = lines.map((line) => /^ {2}(urn:.*): if AWS has it/.exec(line)?.[1] ?? "");
        expect(summary).to.match(
          /^stack child: (1 resource was|\d resources were) being created when a run ended early, and the state doesn't know what became of that; release its lock with npx pulumi cancel --stack child, see to each, run npx pulumi refresh --clear-pending-creates --stack child, and bring it up again$/,
        );
        expect(lines).to.deep.equal(
          urns.map(
            (urn) => `  ${urn}: if AWS has it, delete it there, or take it into the state with npx pulumi import`,
          ),
        );

        await engine.cancel(child);
        const cutOff = urns.flatMap((urn) => aws.world.get(urn) ?? []);
        expect(cutOff.map(({ type }) => type)).to.include("aws:iam/role:Role");
        for (const { urn, id } of cutOff) {
          await aws.delete(urn, id);
        }
        await engine.refresh(child, true);
        expect((await engine.up(child)).resources).to.equal(aws.world.ofStack("child").length);
        expect(changes(await engine.up(child))).to.deep.equal([]);
      },
      { cli, checkpoints: true },
    );
  });
});
