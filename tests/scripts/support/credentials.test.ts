import { expect } from "chai";
import * as fc from "fast-check";
import { accountMistake, readStackOptions } from "../../../scripts/support/credentials";
import { FakeAws } from "./fake-aws";
import { refusalOf } from "./files";

const stacks = ["shared", "parent", "child"];

const profilesOf = (profile: readonly string[], among: readonly string[]) =>
  readStackOptions({ profile }, among).profiles;

describe("scripts/support/credentials", () => {
  it("chooses the stacks that were asked for, or all", () => {
    expect([...readStackOptions({ stack: ["child", "shared", "child"] }, stacks).chosen]).to.deep.equal([
      "child",
      "shared",
    ]);
    expect([...readStackOptions({}, stacks).chosen]).to.deep.equal(stacks);
  });

  it("gives each stack its profile, the others the one for all, and ambient credentials where there is none", () => {
    const some = profilesOf(["shared=hub", "parent=models"], stacks);
    expect(stacks.map((stack) => some.of(stack))).to.deep.equal(["hub", "models", undefined]);
    const all = profilesOf(["child=a=b", "admin"], stacks);
    expect(stacks.map((stack) => all.of(stack))).to.deep.equal(["admin", "admin", "a=b"]);
    expect(profilesOf([], stacks).of("shared")).to.equal(undefined);
  });

  it("gives back what was written, in any order", () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !text.includes("="));
    const pairs = fc.uniqueArray(fc.tuple(name, fc.string({ minLength: 1 })), { selector: ([stack]) => stack });
    fc.assert(
      fc.property(pairs, (given) => {
        const profiles = profilesOf(
          given.map(([stack, profile]) => `${stack}=${profile}`),
          given.map(([stack]) => stack),
        );
        expect(given.map(([stack]) => profiles.of(stack))).to.deep.equal(given.map(([, profile]) => profile));
      }),
    );
  });

  it("names every value that is wrong", async () => {
    const options = ["x=hub", "shared=", "=hub", "", "a", "b", "parent=a", "parent=b"];
    expect(await refusalOf(() => readStackOptions({ stack: ["child", "y"], profile: options }, stacks))).to.equal(
      [
        "options: 7 mistakes, nothing was changed",
        '  --stack is "y": there is no such stack here; the stacks are shared, parent, child',
        '  --profile is "x=hub": there is no stack x here; the stacks are shared, parent, child',
        '  --profile is "shared=": write stack=profile, or a profile\'s name alone for all stacks',
        '  --profile is "=hub": write stack=profile, or a profile\'s name alone for all stacks',
        '  --profile is "": write stack=profile, or a profile\'s name alone for all stacks',
        '  --profile is "b": a profile for all stacks is given already; give one',
        '  --profile is "parent=b": a profile for stack parent is given already; give one',
      ].join("\n"),
    );
  });

  describe("of an account", () => {
    let aws: FakeAws;
    beforeEach(async () => {
      aws = await FakeAws.start();
    });
    afterEach(() => aws.close());

    it("are right when they are that account's", async () => {
      expect(await accountMistake("shared", "111122223333", aws.clients().sts)).to.equal(undefined);
    });

    it("are refused when they are another's", async () => {
      aws.account = "444444444444";
      expect(await accountMistake("shared", "111122223333", aws.clients().sts)).to.deep.equal({
        property: "account of stack shared",
        reason: "is 111122223333, but the credentials are of account 444444444444: use credentials of 111122223333",
      });
    });

    it("are missed, with the profile that should have had them", async () => {
      const { sts } = aws.clients();
      const none = Object.assign(new Error("The SSO session has expired"), { name: "CredentialsProviderError" });
      sts.config.credentials = () => Promise.reject(none);
      const property = "account of stack shared";
      expect(await accountMistake("shared", "111122223333", sts)).to.deep.equal({
        property,
        reason: "is 111122223333, and no credentials of AWS were found: sign in to that account, or set AWS_PROFILE",
      });
      expect(await accountMistake("shared", "111122223333", sts, "hub")).to.deep.equal({
        property,
        reason:
          "is 111122223333, and profile hub has no credentials of AWS that are good: sign in with it, or name another",
      });
    });
  });
});
