import { expect } from "chai";
import { assumedReadings } from "../../../local/aws/readings";
import { chosenReadings, notAsAssumed } from "../../../local/readings/options";

describe("--reading", () => {
  it("answers what it names, and leaves the rest as assumed", () => {
    const readings = chosenReadings(["cognito-cors=absent", "app-start=nothing"]);

    expect(readings).to.deep.equal({ ...assumedReadings, "cognito-cors": "absent", "app-start": "nothing" });
    expect(notAsAssumed(readings)).to.deep.equal([
      "Not as assumed: cognito-cors=absent (only --readings plays sign-in-page)",
      "Not as assumed: app-start=nothing",
    ]);
    expect(notAsAssumed(chosenReadings(["cognito-cors=answered"]))).to.deep.equal([]);
  });
});
