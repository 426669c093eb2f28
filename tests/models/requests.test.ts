import { expect } from "chai";
import type { Resource } from "../../policy/support/rule";
import { projects, registrationsIn } from "../policy/support/projects";
import { NotUp } from "../policy/support/registrations";
import { inputMistakes } from "./support/input-mistakes";
import { requestsOfTypes } from "./support/request-table";
import { requestsOf } from "./support/requests";

/** What the models refuse of the requests that a resource becomes, after its name. */
function mistakesIn(resource: Resource): string[] {
  return (resource.type.startsWith("aws:") ? requestsOf(resource) : [])
    .flatMap(({ operation, input }) => inputMistakes(operation, input))
    .map((mistake) => `${resource.name}: ${mistake}`);
}

async function resourcesIn(what: string): Promise<Resource[]> {
  const stacks = await registrationsIn(what);
  return [...stacks.values()].flat().map(({ inputs }) => inputs);
}

/** Where the local AWS refuses a resource, the models are asked first: their word is AWS's own. */
async function askedIn(what: string): Promise<readonly Resource[]> {
  try {
    return await resourcesIn(what);
  } catch (error) {
    if (error instanceof NotUp && error.asked.flatMap(mistakesIn).length > 0) {
      return error.asked;
    }
    throw error;
  }
}

describe("AWS's service models", () => {
  for (const what of Object.keys(projects)) {
    it(`take the requests of the project ${what}`, async () => {
      expect((await askedIn(what)).flatMap(mistakesIn)).to.deep.equal([]);
    });
  }

  it("are asked about every type of resource, and no other", async () => {
    const resources = await Promise.all(Object.keys(projects).map(resourcesIn));
    const types = new Set(resources.flat().flatMap(({ type }) => (type.startsWith("aws:") ? [type] : [])));
    expect(Object.keys(requestsOfTypes)).to.have.members([...types]);
  });
});
