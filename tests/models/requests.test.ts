import { expect } from "chai";
import type { Resource } from "../../policy/support/rule";
import { projects, registrationsIn } from "../policy/support/projects";
import { inputMistakes } from "./support/input-mistakes";
import { requestsOfTypes } from "./support/request-table";
import { requestsOf } from "./support/requests";

/** What the models refuse of the requests that a resource becomes, after its name. */
function mistakesIn(resource: Resource): string[] {
  return requestsOf(resource)
    .flatMap(({ operation, input }) => inputMistakes(operation, input))
    .map((mistake) => `${resource.name}: ${mistake}`);
}

async function resourcesIn(what: string): Promise<Resource[]> {
  const stacks = await registrationsIn(what);
  return [...stacks.values()]
    .flat()
    .map(({ inputs }) => inputs)
    .filter(({ type }) => type.startsWith("aws:"));
}

describe("AWS's service models", () => {
  for (const what of Object.keys(projects)) {
    it(`take the requests of the project ${what}`, async () => {
      const resources = await resourcesIn(what);
      expect(resources).to.have.length.greaterThan(100);
      expect(resources.flatMap(mistakesIn)).to.deep.equal([]);
    });
  }

  it("are asked about every type of resource, and no other", async () => {
    const resources = await Promise.all(Object.keys(projects).map(resourcesIn));
    const types = new Set(resources.flat().map(({ type }) => type));
    expect(Object.keys(requestsOfTypes)).to.have.members([...types]);
  });
});
