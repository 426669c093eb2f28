import { expect } from "chai";
import { assumedReadings } from "../../../local/aws/readings";
import { chosenReadings, otherReadings } from "../../../local/readings/options";

describe("--reading", () => {
  it("answers what it names, and leaves the rest as assumed", () => {
    const readings = chosenReadings(["cognito-cors=absent", "app-start=nothing"]);

    expect(readings).to.deep.equal({ ...assumedReadings, "cognito-cors": "absent", "app-start": "nothing" });
    expect(otherReadings(readings)).to.deep.equal(["cognito-cors=absent", "app-start=nothing"]);
    expect(otherReadings(chosenReadings(["cognito-cors=answered"]))).to.deep.equal([]);
  });
});
