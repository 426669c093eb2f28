import { expect } from "chai";
import type { Resource } from "../../../../local/aws/core/world";
import type { Estate } from "../../../../local/estate/estate";
import { failure } from "../../support/failure";
import { project, shippedEstate, trial } from "./shipped-estate";

const children = project.stacks.filter(({ config }) => config.role === "child");

/** Deletes of a stack what AWS lets go, latest first, as an engine that continues on error; gives the first that is refused. */
async function destroy({ aws }: Estate, stack: string): Promise<Resource | undefined> {
  let first: Resource | undefined;
  for (const { urn, id } of aws.world.ofStack(stack).reverse()) {
    await aws.delete(urn, id).catch(() => {
      first ??= aws.world.get(urn);
    });
  }
  return first;
}

describe("Destroying the shipped estate", () => {
  let estate: Estate;

  afterEach(() => estate.close());

  it("leaves nothing of any stack where the config lets it, children first", async () => {
    ({ estate } = await shippedEstate(trial));

    for (const { name } of [...project.stacks].reverse()) {
      const refused = await destroy(estate, name);
      expect(refused?.urn).to.equal(undefined);
      expect(estate.aws.world.ofStack(name)).to.deep.equal([]);
    }
  });

  it("stops at the tables and the pool of a hub that is protected, and at the subnets of a home file system that stays", async () => {
    ({ estate } = await shippedEstate());
    const { aws } = estate;

    for (const { name } of children) {
      const refused = await destroy(estate, name);
      const error = await failure(aws.delete(refused?.urn ?? "", refused?.id ?? ""));
      expect(error.message).to.equal(`The subnet '${refused?.id}' has dependencies and cannot be deleted.`);
    }
    const refused = await destroy(estate, "shared");
    const error = await failure(aws.delete(refused?.urn ?? "", refused?.id ?? ""));
    expect(error.message).to.match(/protected against deletion|deletion protection is activated/);
  });

  it("is refused for the hub while children are attached to it", async () => {
    ({ estate } = await shippedEstate(trial));

    const refused = await destroy(estate, "shared");
    const error = await failure(estate.aws.delete(refused?.urn ?? "", refused?.id ?? ""));

    expect(error.message).to.equal("Please disassociate this resolver rule from VPC first before deleting");
  });
});
