import { expect } from "chai";
import { told } from "./support/command-lines";
import { ofInit } from "./support/option-mistakes-of-init";
import { ofOnboard } from "./support/option-mistakes-of-onboard";
import { ofOperators } from "./support/option-mistakes-of-operators";
import { ofRuns } from "./support/option-mistakes-of-runs";

// What a new user types wrong, and the whole of what is told, by the parsers of the commands in this process. That they
// exit with 1 and load nothing heavy is asked in command-lines.test.ts.
describe("A mistake in options", () => {
  for (const { command, what, options, environment, says } of [...ofRuns, ...ofInit, ...ofOnboard, ...ofOperators]) {
    it(`of ${command} is told in its sentence: ${what}`, async () => {
      expect((await told(command, options, environment)).split("\n")).to.deep.equal([...says, ""]);
    });
  }
});
