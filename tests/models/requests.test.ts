import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import type { Resource } from "../../policy/support/rule";
import { projects, registrationsIn } from "../policy/support/projects";
import { NotUp } from "../policy/support/registrations";
import { inputMistakes } from "./support/input-mistakes";
import { requestCases } from "./support/request-cases";
import { requestsOfTypes } from "./support/request-table";
import { requestsOf } from "./support/requests";
import { botocore, services } from "./support/service-models";

const read = (file: string) => readFileSync(path.resolve(__dirname, file), "utf8");

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

  for (const { what, operation, input, mistakes } of requestCases) {
    it(`${mistakes.length === 0 ? "take" : "refuse"} ${what}`, () => {
      expect(inputMistakes(operation, input)).to.deep.equal(mistakes);
    });
  }

  it("aren't asked about what nobody says how to ask", () => {
    const role = { type: "aws:iam/role:Role", name: "role", urn: "", props: { name: "r", boundary: "arn" } };
    expect(() => requestsOf(role)).to.throw(
      "the table of requests doesn't say what becomes of boundary of aws:iam/role:Role",
    );
    expect(() => requestsOf({ ...role, type: "aws:sns/topic:Topic" })).to.throw(
      "the table of requests has no aws:sns/topic:Topic",
    );
    expect(() => inputMistakes("sns:CreateTopic", {})).to.throw(
      "models.json has no sns:CreateTopic: list it in operations.json and run npm run models -- --write",
    );
  });

  it("are of the version that is pinned, for the operations that are listed", () => {
    expect(read("requirements.txt")).to.match(new RegExp(`^botocore==${botocore} --hash=`));
    expect(JSON.parse(read("operations.json"))).to.deep.equal(
      Object.fromEntries(
        Object.entries(services).map(([service, { operations }]) => [service, Object.keys(operations)]),
      ),
    );
  });

  it("are asked about every type of resource, and no other", async () => {
    const resources = await Promise.all(Object.keys(projects).map(resourcesIn));
    const types = new Set(resources.flat().flatMap(({ type }) => (type.startsWith("aws:") ? [type] : [])));
    expect(Object.keys(requestsOfTypes)).to.have.members([...types]);
  });
});
