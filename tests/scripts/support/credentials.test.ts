import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import * as fc from "fast-check";
import { accountMistake, cliCredentials, type Profiles, readStackOptions } from "../../../scripts/support/credentials";
import { DeployRole } from "../../../scripts/support/deploy-role";
import { profilesFileName } from "../../../scripts/support/profiles-file";
import { FakeAws } from "./fake-aws";
import { Folder, refusalOf } from "./files";

const stacks = ["shared", "parent", "child"];

/** Stacks of these names. */
const named = (names: readonly string[]) =>
  names.map((name) => ({ name, config: { account: "333333333333", region: "eu-west-1" as const } }));

const profilesOf = (profile: readonly string[], among: readonly string[]) =>
  readStackOptions("npm run doctor", { profile }, named(among)).profiles;

describe("scripts/support/credentials", () => {
  it("chooses the stacks that were asked for, or all", () => {
    expect([
      ...readStackOptions("npm run doctor", { stack: ["child", "shared", "child"] }, named(stacks)).chosen,
    ]).to.deep.equal(["child", "shared"]);
    expect([...readStackOptions("npm run doctor", {}, named(stacks)).chosen]).to.deep.equal(stacks);
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

  it("passes the Pulumi CLI a profile in place of keys that would win over it, and else nothing", async () => {
    expect(await cliCredentials("hub")).to.deep.equal({
      ...{ AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_SESSION_TOKEN: "" },
      AWS_PROFILE: "hub",
    });
    expect(await cliCredentials(undefined)).to.deep.equal({});
  });

  it("names every value that is wrong", async () => {
    const options = ["x=hub", "shared=", "=hub", "", "a", "b", "parent=a", "parent=b"];
    expect(
      await refusalOf(() =>
        readStackOptions("npm run doctor", { stack: ["child", "y"], profile: options }, named(stacks)),
      ),
    ).to.equal(
      [
        "npm run doctor: 7 mistakes, nothing was changed",
        '  --stack is "y": there is no such stack here; the stacks are shared, parent, child',
        '  --profile is "x=hub": there is no stack x here; the stacks are shared, parent, child',
        '  --profile is "shared=": write stack=profile, or only a profile\'s name for all stacks',
        '  --profile is "=hub": write stack=profile, or only a profile\'s name for all stacks',
        '  --profile is "": write stack=profile, or only a profile\'s name for all stacks',
        '  --profile is "b": a profile for all stacks is given already; give one, and the others as stack=profile',
        '  --profile is "parent=b": a profile for stack parent is given already; give one',
      ].join("\n"),
    );
  });

  describe("with a file of profiles", () => {
    let folder: Folder;
    beforeEach(() => {
      folder = new Folder();
    });
    afterEach(() => folder.remove());

    const deployRole = "Deploy";
    const read = (text: string, profile: readonly string[] = []) => {
      const withRole = named(stacks).map(({ name, config }) => ({ name, config: { ...config, deployRole } }));
      const profilesFile = folder.write(profilesFileName, text);
      return readStackOptions("npm run doctor", { profile }, withRole, { profilesFile }).profiles;
    };
    const sources = (profiles: Profiles) =>
      stacks.map((stack) => {
        const source = profiles.of(stack);
        return source instanceof DeployRole ? source.arn : source;
      });
    const role = "arn:aws:iam::333333333333:role/Deploy";

    it("goes by options, then the file, then the stacks' roles", () => {
      const lines = "shared: hub # the network team's\nparent: models\n";
      expect(sources(read(lines, ["shared=admin"]))).to.deep.equal(["admin", "models", role]);
      expect(sources(read(lines, ["all", "shared=admin"]))).to.deep.equal(["admin", "all", "all"]);
      expect(sources(read(lines))).to.deep.equal(["hub", "models", role]);
      expect(sources(read(""))).to.deep.equal([role, role, role]);
    });

    it("takes a name of digits", () => {
      expect(sources(read("child: 333333333333\n"))).to.deep.equal([role, role, "333333333333"]);
    });

    it("does without one", () => {
      const profilesFile = path.join(folder.path, profilesFileName);
      expect(readStackOptions("npm run doctor", {}, named(stacks), { profilesFile }).profiles.of("child")).to.equal(
        undefined,
      );
    });

    it("names everything that is wrong in it, with what is wrong in options", async () => {
      const text = "lob-c: c\nshared:\nparent: [a]\nchild: good\n";
      expect(await refusalOf(() => read(text, ["x=y"]))).to.equal(
        [
          "npm run doctor: 4 mistakes, nothing was changed",
          '  --profile is "x=y": there is no stack x here; the stacks are shared, parent, child',
          "  lob-c of .aws-profiles.yaml is not a stack here: correct it, or remove the line; the stacks are shared, parent, child",
          "  shared of .aws-profiles.yaml names no profile: write shared: and the name of an AWS profile",
          "  parent of .aws-profiles.yaml names no profile: write parent: and the name of an AWS profile",
        ].join("\n"),
      );
    });

    for (const { what, text, says } of [
      { what: "a list", text: "- shared\n", says: "is not a map: write a line stack: profile for each stack" },
      { what: "a text", text: "hub\n", says: "is not a map: write a line stack: profile for each stack" },
      {
        what: "a stack named twice",
        text: "shared: a\nshared: b\n",
        says: "is not YAML: Map keys must be unique at line 2, column 1",
      },
      {
        what: "no YAML",
        text: "shared: [\n",
        says: "is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 1",
      },
    ]) {
      it(`refuses ${what}`, async () => {
        expect(await refusalOf(() => read(text))).to.equal(
          `npm run doctor: 1 mistake, nothing was changed\n  .aws-profiles.yaml ${says}`,
        );
      });
    }

    it("is kept from git", () => {
      expect(readFileSync(path.resolve(__dirname, "../../../.gitignore"), "utf8").split("\n")).to.include(
        profilesFileName,
      );
    });
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
        reason:
          "is 111122223333, and no AWS credentials were found: set AWS_PROFILE, or name a profile for each stack with --profile <stack>=<profile> or in .aws-profiles.yaml",
      });
      expect(await accountMistake("shared", "111122223333", sts, "hub")).to.deep.equal({
        property,
        reason: "is 111122223333, and profile hub has no valid AWS credentials: sign in with it, or name another",
      });
    });
  });
});
