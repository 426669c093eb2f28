import { expect } from "chai";
import type { Program } from "../../local/deploy/deployer";
import { Engine } from "../../local/deploy/engine/engine";
import { parentTexts, projectOf, shippedProject } from "../local/support/project";
import { failureOf, stackOf, withEngine } from "./support/engine-estate";

const project = { ...projectOf({ parent: parentTexts }), name: shippedProject.name };

/** A program for whose first runs gRPC reports no engine, as it does when a connection breaks. */
function unconnected(runs: number): { program: Program; begun(): number } {
  let begun = 0;
  const program: Program = async () => {
    begun += 1;
    if (begun <= runs) {
      void Promise.reject(Object.assign(new Error("14 UNAVAILABLE: Connection dropped"), { code: 14 }));
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    return { begun };
  };
  return { program, begun: () => begun };
}

describe("a program that can't reach its engine", () => {
  it("is begun once more, and not for ever", async () => {
    await withEngine(project, async ({ estate, engine: { host } }) => {
      const parent = stackOf(project, "parent");
      const once = unconnected(1);
      const { outputs } = await new Engine(host, estate.aws, project.name, once.program).up(parent);
      expect(outputs).to.deep.equal({ begun: 2 });

      const always = unconnected(Number.POSITIVE_INFINITY);
      expect(await failureOf(new Engine(host, estate.aws, project.name, always.program).up(parent))).to.include(
        "14 UNAVAILABLE: Connection dropped",
      );
      expect(always.begun()).to.equal(2);
    });
  });
});
