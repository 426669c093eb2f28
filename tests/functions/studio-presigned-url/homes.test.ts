import { expect } from "chai";
import { Homes } from "../../../functions/studio-presigned-url/homes";
import { stopTime } from "../support/time";

const home = { accountId: "333333333333", region: "eu-west-1", domainId: "d-lob-a" };
const begun = Date.parse("2100-01-02T03:04:05Z");
const fiveMinutes = 5 * 60_000;

describe("functions/studio-presigned-url/homes", () => {
  let goOn = () => {};
  afterEach(() => goOn());

  /** Lets time stand still a number of milliseconds after the beginning. */
  function at(milliseconds: number): void {
    goOn();
    goOn = stopTime(begun + milliseconds);
  }

  it("remembers a home for five minutes, and not a millisecond longer", () => {
    const homes = new Homes();
    at(0);
    homes.set("lob-a", home);
    at(fiveMinutes - 1);
    expect(homes.get("lob-a")).to.deep.equal(home);
    at(fiveMinutes);
    expect(homes.get("lob-a")).to.equal(undefined);
  });
});
