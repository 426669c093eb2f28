import { expect } from "chai";
import { findings } from "./support/judge";
import { projects, registrationsIn } from "./support/projects";

describe("The policy pack over the whole estate", () => {
  for (const [what, project] of Object.entries(projects)) {
    it(`finds nothing in the project ${what}`, async () => {
      const stacks = await registrationsIn(what);

      expect([...stacks.keys()]).to.deep.equal(project.stacks.map(({ name }) => name));
      for (const [name, registrations] of stacks) {
        expect(findings(registrations), name).to.deep.equal([]);
      }
    });
  }
});
