import { expect } from "chai";
import type { World } from "../../../../local/aws/core/world";
import { role } from "../../../../local/aws/iam/kinds";
import { trustEdges, trustTexts } from "../../../../local/verify/diagram/trusts";
import type { Project } from "../../../../stacks/project/stack";
import { childTexts, parentTexts, projectOf } from "../../support/project";
import { withWorld } from "../../support/standing";

const organizationArn = "arn:aws:organizations::111111111111:organization/o-exampleorg1";
const other = { ...childTexts, account: "444444444444" };

/** Which invoking roles the parent trusts, and in what words, after a change of the world. */
function trusted(project: Project, change: (world: World) => void = () => {}) {
  return withWorld(project, (world) => {
    change(world);
    return {
      edges: trustEdges(world).map(({ from, to }) => `${from.account} ${from.state.name} > ${to.state.name}`),
      words: world.list(role, "222222222222").flatMap((found) => trustTexts(world, found)),
    };
  });
}

describe("trusts as they are drawn", () => {
  it("are of the accounts that the policy names", async () => {
    expect(await trusted(projectOf({ parent: parentTexts, child: childTexts, other }))).to.deep.equal({
      edges: ["333333333333 SageMakerInvoker-child > SageMakerExternal"],
      words: ["SageMakerInvoker-* of", "333333333333"],
    });
  });

  it("are of many accounts in the compact form", async () => {
    const accounts = Array.from({ length: 80 }, (_, index) => String(700_000_000_000 + index));
    const children = JSON.stringify(["444444444444", ...accounts]);
    const answer = await trusted(projectOf({ parent: { ...parentTexts, children }, child: childTexts, other }));
    expect(answer).to.deep.equal({
      edges: ["444444444444 SageMakerInvoker-other > SageMakerExternal"],
      words: ["SageMakerInvoker-* of", "81 accounts"],
    });
  });

  it("are of an organization's members, or of those below a path", async () => {
    const parent = { ...parentTexts, organizationArn, children: "organization" };
    const members = { child: childTexts, other };
    expect(await trusted(projectOf({ parent, ...members }))).to.deep.equal({
      edges: [
        "333333333333 SageMakerInvoker-child > SageMakerExternal",
        "444444444444 SageMakerInvoker-other > SageMakerExternal",
      ],
      words: ["SageMakerInvoker-* of", "o-exampleorg1"],
    });
    const narrow = { ...parent, organizationPaths: '["o-exampleorg1/r-ab12/ou-ab12-11111111/*"]' };
    const elsewhere = { id: "o-exampleorg1", path: "o-exampleorg1/r-ab12/ou-ab12-22222222/" };
    const answer = await trusted(projectOf({ parent: narrow, ...members }), (world) =>
      world.openAccount({ id: "444444444444", organization: elsewhere }),
    );
    expect(answer).to.deep.equal({
      edges: ["333333333333 SageMakerInvoker-child > SageMakerExternal"],
      words: ["SageMakerInvoker-* of", "o-exampleorg1/r-ab12/ou-ab12-11111111/*"],
    });
  });
});
