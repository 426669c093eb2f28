import { expect } from "chai";
import type { Options } from "../../../scripts/init/answers";
import { isShipped } from "../../../scripts/init/shipped";
import { shippedText, withCopy } from "../onboard/support/project-copy";
import { refusalOf } from "../support/files";
import { after, given, init, plan } from "./two-lobs";

const shippedNames = ["Pulumi.shared.yaml", "Pulumi.parent.yaml", "Pulumi.child.yaml", "Pulumi.lob-b.yaml"];

describe("npm run init", () => {
  it("knows the examples that the project ships, whatever their lines end in", () => {
    for (const name of shippedNames) {
      const text = shippedText(name);
      expect([name, isShipped({ name, text }), isShipped({ name, text: text.replaceAll("\n", "\r\n") })]).to.deep.equal(
        [...[name, true, true]],
      );
      expect(isShipped({ name, text: `${text}# ours\n` })).to.equal(false);
    }
  });

  it("shows what it writes, writes it in place of the shipped examples, and prints the next commands", () =>
    withCopy({}, async (copy) => {
      expect(await init(copy, given)).to.deep.equal([
        ...plan,
        "Each LOB has one user profile so far: list its users' in userProfiles of its file.",
        "Without an organization accounts are listed one by one, and the hub shares by invitation.",
        "Next, each with its account's credentials:",
        "  npm start",
        "  npm run doctor",
        "  npx pulumi stack init shared && npx pulumi up --stack shared  # 999988887777",
        "  npx pulumi stack init parent && npx pulumi up --stack parent  # 123412341234",
        "  npx pulumi stack init retail && npx pulumi up --stack retail  # 555555555555",
        "  npx pulumi stack init risk && npx pulumi up --stack risk      # 666666666666",
        "  npm run populate -- users.csv                                 # 999988887777",
      ]);
      expect(copy.texts).to.deep.equal(after);

      const names = ["parent", "retail", "risk", "shared"].map((stack) => `Pulumi.${stack}.yaml, stays as it is`);
      expect((await init(copy, given)).slice(0, 4)).to.deep.equal(names);
      expect(copy.texts).to.deep.equal(after);
    }));

  it("writes nothing in a dry run", () =>
    withCopy({}, async (copy) => {
      const before = copy.texts;
      expect(await init(copy, { ...given, dryRun: true })).to.deep.equal([
        ...plan,
        "Nothing was written: leave --dry-run out to write it.",
      ]);
      expect(copy.texts).to.deep.equal(before);
    }));

  it("keeps an example that is one LOB's file, and removes those of no stack", () =>
    withCopy({}, async (copy) => {
      await init(copy, { ...given, lob: ["lob-b=444444444444=10.101.0.0/16"] });
      expect(Object.keys(copy.texts)).to.deep.equal([
        ...["Pulumi.lob-b.yaml", "Pulumi.parent.yaml", "Pulumi.shared.yaml", "Pulumi.yaml"],
      ]);
    }));

  it("replaces what isn't the shipped example only with --force, and leaves a changed one that doesn't conflict", () =>
    withCopy({}, async (copy) => {
      copy.write("Pulumi.shared.yaml", `${shippedText("Pulumi.shared.yaml")}# ours\n`);
      copy.write("Pulumi.risk.yaml", "# nothing yet\n");
      const before = copy.texts;
      const why = "exists already, and is no longer the shipped example: --force replaces it";
      expect(await refusalOf(() => init(copy, given))).to.equal(
        `npm run init: 2 mistakes, nothing was changed\n  Pulumi.shared.yaml ${why}\n  Pulumi.risk.yaml ${why}`,
      );
      expect(copy.texts).to.deep.equal(before);
      const ours = `${shippedText("Pulumi.lob-b.yaml")}# ours\n`;
      copy.write("Pulumi.lob-b.yaml", ours);
      const said = await init(copy, { ...given, force: true });
      expect(said).to.include("Pulumi.shared.yaml, in place of yours");
      expect(said).to.include("Pulumi.lob-b.yaml, stays as it is");
      expect(copy.texts).to.deep.equal({ ...after, "Pulumi.lob-b.yaml": ours });
    }));

  it("asks the project's checks with the files that stay, and touches nothing where one fails", () =>
    withCopy({}, async (copy) => {
      copy.write("Pulumi.dev.yaml", 'config:\n  role: child\n  account: "777777777777"\n  parentStack: parent\n');
      const before = copy.texts;
      const { parent: _, endpoint: __, ...noParent } = given;
      const failure = await init(copy, noParent).catch((error: unknown) => error);
      expect(failure).to.have.property(
        "message",
        '1 mistake in the project\'s files, nothing was changed\n  Pulumi.dev.yaml:4: parentStack is "parent": this project has no stack with role parent; write Pulumi.parent.yaml with role: parent, or remove parentStack\nPulumi.dev.yaml stays as it is: remove it if it is from an earlier init, or name its LOB in --lob',
      );
      expect(copy.texts).to.deep.equal(before);
    }));

  const wrong: readonly { title: string; given: Options; says: readonly string[] }[] = [
    {
      title: "no account at all",
      given: { region: "eu-west-1" },
      says: [
        "--shared is not set, and neither is --parent: give the account of the hub, that of the models, or both",
        "--lob is not set: give each line of business with its account, such as lob-a=333333333333",
      ],
    },
    {
      title: "everything at once, each once",
      given: {
        ...{ region: "eu-west-9", organization: "o-1", shared: "12", parent: "34", endpoint: ["iris.v1"] },
        ...{ cidr: "10.0.0.0/8", supernet: "ten", corporate: ["home"], lob: ["Retail=5", "risk"] },
      },
      says: [
        '--shared is "12": an account id has 12 digits, and this has 2',
        '--region is "eu-west-9": AWS has no region eu-west-9; did you mean eu-west-1, eu-west-2 or eu-west-3?',
        '--organization is "o-1": give the organization\'s ARN, arn:aws:organizations::<management account>:organization/o-…, as `aws organizations describe-organization` shows it',
        '--cidr is "10.0.0.0/8": an IPv4 CIDR block is written like 10.0.0.0/16, with a prefix of /16 to /22',
        '--supernet is "ten": an IPv4 CIDR block is written like 10.0.0.0/8, with a prefix of /8 to /23',
        '--corporate is "home": an IPv4 CIDR block is written like 10.0.0.0/24, with a prefix of /8 to /32',
        '--lob Retail=5: name is "Retail": a LOB\'s name has lower-case letters, digits and hyphens, starting and ending with a letter or digit, since the domain and the bucket are named after it',
        '--lob Retail=5: account is "5": an account id has 12 digits, and this has 1',
        "--lob risk has no account: give that of the LOB, as in risk=333333333333",
        '--parent is "34": an account id has 12 digits, and this has 2',
        '--endpoint is "iris.v1": SageMaker takes 1 to 63 letters, digits and hyphens, starting and ending with a letter or digit',
      ],
    },
    {
      title: "LOBs in each other's way",
      given: { ...given, lob: ["a=555555555555", "a=666666666666", "b=555555555555", "shared=777777777777"] },
      says: [
        "--lob shared=777777777777: name is \"shared\", the name of a stack that isn't a LOB's: take another",
        '--lob a=666666666666: name is "a", which another LOB has already: correct or remove one of the two',
        '--lob b=555555555555: account is "555555555555", which another LOB has already: correct or remove one of the two',
      ],
    },
    {
      title: "a LOB in the hub's account",
      given: { ...given, lob: ["a=999988887777"] },
      says: [
        '--lob a=999988887777: account is "999988887777": it is the hub\'s own account; a LOB needs an account of its own; give that one',
      ],
    },
    {
      title: "CIDR blocks in each other's way",
      given: {
        ...given,
        lob: [
          "a=555555555555=10.100.0.0/16",
          "b=666666666666=10.100.0.0/20",
          "c=777777777777=10.0.0.0/16",
          "d=888888888888=x",
        ],
      },
      says: [
        '--lob b=666666666666=10.100.0.0/20: CIDR block is "10.100.0.0/20", which overlaps "10.100.0.0/16" of stack a: the transit gateway would drop one of the two; 10.96.0.0/20 is free',
        '--lob c=777777777777=10.0.0.0/16: CIDR block is "10.0.0.0/16", which overlaps the hub\'s own "10.0.0.0/16": a LOB\'s CIDR block lies inside --supernet 10.96.0.0/11; 10.96.0.0/16 is free',
        '--lob d=888888888888=x: CIDR block is "x": an IPv4 CIDR block is written like 10.0.0.0/16, with a prefix of /16 to /24; 10.96.0.0/16 is free',
      ],
    },
    {
      title: "the hub's CIDR blocks in each other's way",
      given: { ...given, cidr: "10.96.0.0/16" },
      says: [
        '--supernet is "10.96.0.0/11", which overlaps --cidr, "10.96.0.0/16": no address may be in both; move one of the two',
      ],
    },
    {
      title: "answers of a hub without one, and of a parent without one",
      given: { parent: "123412341234", cidr: "10.0.0.0/16", endpoint: ["iris"], lob: ["a=555555555555=10.96.0.0/16"] },
      says: [
        "--cidr is given, and has no effect without --shared: give that too",
        '--lob a=555555555555=10.96.0.0/16: CIDR block is "10.96.0.0/16", and has no effect without --shared: leave it out',
      ],
    },
    {
      title: "a parent without endpoints where there is no sample model",
      given: { region: "eu-south-2", parent: "123412341234", lob: ["a=555555555555"] },
      says: [
        "--endpoint is not set, and SageMaker has no serverless inference in eu-south-2, or no scikit-learn image; list endpoint names, or write all",
      ],
    },
  ];
  for (const { title, given: options, says } of wrong) {
    it(`refuses ${title}, in one sentence for each mistake, and touches nothing`, () =>
      withCopy({}, async (copy) => {
        const before = copy.texts;
        const [, ...lines] = (await refusalOf(() => init(copy, options))).split("\n");
        expect(lines).to.deep.equal(says.map((line) => `  ${line}`));
        expect(copy.texts).to.deep.equal(before);
      }));
  }

  it("has the parent make the sample model where no endpoint is named", () =>
    withCopy({}, async (copy) => {
      await init(copy, { parent: "123412341234", lob: ["a=555555555555"], force: true });
      expect(copy.texts["Pulumi.parent.yaml"])
        .to.match(/^ {2}\S+:sampleModel: true$/m)
        .and.not.include("endpoints:");
    }));
});
