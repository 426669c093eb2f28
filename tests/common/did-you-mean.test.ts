import { expect } from "chai";
import { didYouMean } from "../../common/did-you-mean";

const words = ["parentStack", "sharedStack", "vpcCidr", "lob", "lobs", "region"];

describe("What somebody may have meant", () => {
  const rows: readonly { given: string; says: string | undefined }[] = [
    { given: "parentstack", says: "did you mean parentStack?" },
    { given: "parnetStack", says: "did you mean parentStack?" },
    { given: "regoin", says: "did you mean region?" },
    { given: "lobz", says: "did you mean lob or lobs?" },
    { given: "stack", says: "did you mean parentStack or sharedStack?" },
    { given: "cidr", says: "did you mean vpcCidr?" },
    { given: "the region of it", says: "did you mean region?" },
    { given: "colour", says: undefined },
    { given: "x", says: undefined },
    { given: "", says: undefined },
  ];
  for (const { given, says } of rows) {
    it(`by "${given}" is ${says ?? "anybody's guess"}`, () => {
      expect(didYouMean(given, words)).to.equal(says);
    });
  }

  it("suggests at most three words, and none if there are none", () => {
    const regions = ["eu-west-1", "eu-west-2", "eu-west-3"];
    expect(didYouMean("eu-west-9", regions)).to.equal("did you mean eu-west-1, eu-west-2 or eu-west-3?");
    expect(didYouMean("eu-west-9", [...regions, "eu-west-4"])).to.equal(undefined);
    expect(didYouMean("eu-west-9", [])).to.equal(undefined);
  });
});
