import { expect } from "chai";
import { shippedText, withCopy } from "./support/project-copy";
import { itRefuses, type RefusalCase, shippedWith } from "./support/refusal-case";

const key = "sagemaker-multi-account";

const otherParent = shippedText("Pulumi.parent.yaml").replace("config:", `config:\n  ${key}:role: parent`);

// What a command line alone can hold wrong is in tests/flows/support.
const cases: readonly RefusalCase[] = [
  {
    title: "a name that another stack's LOB has",
    lob: "lob-a",
    says: [
      'LOB is "lob-a", which stack child has already, with account 333333333333: take another name, such as lob-a-2',
    ],
  },
  {
    title: "a name that the hub lists with another account",
    files: () => ({
      ...shippedWith("Pulumi.shared.yaml", /$/, '    - name: lob-c\n      account: "666666666666"\n'),
    }),
    says: [
      'LOB is "lob-c", which stack shared lists with account 666666666666: give that one, or take another name, such as lob-c-2',
    ],
  },
  {
    title: "a name that is too long",
    lob: "line-of-business-c-of-the-whole-company",
    says: [
      "LOB is \"line-of-business-c-of-the-whole-company\": it has 39 characters, and at most 30 fit in eu-west-1, since its bucket's name contains the region's; shorten it",
    ],
  },
  {
    title: "a name that a stack has",
    lob: "child",
    says: [
      'LOB is "child", and Pulumi.child.yaml is there already: name another stack with --stack, such as --stack child-2',
    ],
  },
  {
    title: "a stack's name that is taken but for capital letters",
    files: () => ({
      "Pulumi.Team-C.yaml": shippedText("Pulumi.lob-b.yaml")
        .replace("444444444444", "777777777777")
        .replace("10.101.", "10.103.")
        .replace("role: child", `role: child\n  ${key}:lob: lob-d`),
    }),
    given: { stack: "team-c" },
    says: ['--stack is "team-c": Pulumi.Team-C.yaml is there already; name another, such as lob-c'],
  },
  {
    title: "a stack's name that Pulumi doesn't take",
    given: { stack: "lob c" },
    says: ['--stack is "lob c": 1 to 40 letters, digits, _ and -, since AWS names end in it'],
  },
  {
    title: "the parent's account",
    given: { account: "222222222222" },
    says: [
      '--account is "222222222222", the account of stack parent: a LOB needs an account of its own; give that one',
    ],
  },
  {
    title: "the account of a parent without a hub that the LOB would read",
    files: () => shippedWith("Pulumi.parent.yaml", / {2}\S+sharedStack: shared\n/, ""),
    given: { account: "222222222222", parent: "parent" },
    says: [
      '--account is "222222222222", the account of stack parent: a LOB needs an account of its own; give that one',
    ],
  },
  {
    title: "another LOB's account",
    given: { account: "333333333333" },
    says: ['--account is "333333333333", the account of stack child: a LOB needs an account of its own; give that one'],
  },
  {
    title: "an account that the hub lists for another LOB",
    files: () => shippedWith("Pulumi.shared.yaml", /$/, '    - name: lob-x\n      account: "555555555555"\n'),
    says: [
      '--account is "555555555555", which stack shared lists as the account of LOB lob-x: a LOB needs an account of its own; give that one',
    ],
  },
  {
    title: "an account of models",
    files: () => ({
      ...shippedWith(
        "Pulumi.shared.yaml",
        / {2}\S+organizationArn: .*/,
        `  ${key}:modelAccounts: ["222222222222", "555555555555"]`,
      ),
    }),
    says: [
      '--account is "555555555555", one of the modelAccounts of stack shared: a LOB needs an account of its own; give that one',
    ],
  },
  {
    title: "a hub that isn't there, with what is wrong besides",
    lob: "C",
    given: { shared: "hub", account: "5", cidr: "10", userProfiles: ["a"] },
    says: [
      '--shared is "hub": the shared stacks of this project are shared; name one of them',
      'LOB is "C": a LOB\'s name has lower-case letters, digits and hyphens, starting and ending with a letter or digit, since the domain and the bucket are named after it',
      '--account is "5": an account id has 12 digits; give that of the LOB\'s own account',
      '--cidr is "10": an IPv4 CIDR block is written like 10.0.0.0/16, with a prefix of /16 to /24',
      '--user-profiles is "a": a profile\'s name has 2 to 63 lower-case letters, digits and hyphens, and starts and ends with a letter or digit, since SageMaker makes no presigned URL for capitals; it can\'t be an e-mail address, so write "ann-example" for ann@example.com',
    ],
  },
  {
    title: "several mistakes together",
    lob: "lob-b",
    given: { account: "333333333333", cidr: "10.100.0.0/16", parent: "models", stack: "child" },
    says: [
      'LOB is "lob-b", which stack lob-b has already, with account 444444444444: take another name, such as lob-b-2',
      '--stack is "child": Pulumi.child.yaml is there already; name another, such as lob-b-2',
      '--account is "333333333333", the account of stack child: a LOB needs an account of its own; give that one',
      '--cidr is "10.100.0.0/16", which overlaps "10.100.0.0/16" of stack child: the transit gateway would drop one of the two; 10.96.0.0/16 is free',
      '--parent is "models": a LOB reads a parent\'s stack, and those of this project are parent',
    ],
  },
  {
    title: "several parents and none named",
    files: () => ({
      "Pulumi.models.yaml": otherParent.replace("222222222222", "777777777777"),
      ...shippedWith("Pulumi.lob-b.yaml", "parentStack: parent", "parentStack: models"),
    }),
    says: ["--parent is not set: LOBs of stack shared read parent, models; name one, or give --no-inference"],
  },
  {
    title: "a parent behind another hub",
    files: () => ({
      "Pulumi.models.yaml": otherParent
        .replace("222222222222", "777777777777")
        .replace("sharedStack: shared", "sharedStack: acme/net/shared"),
    }),
    given: { parent: "models" },
    says: [
      '--parent is "models": it takes calls only through the hub of stack acme/net/shared; name another parent, or give --no-inference',
    ],
  },
  {
    title: "a parent in another region",
    files: () => ({
      "Pulumi.models.yaml": otherParent
        .replace("222222222222", "777777777777")
        .replace(/ {2}\S+sharedStack: shared/, `  ${key}:region: us-east-1`),
    }),
    given: { parent: "models" },
    says: [
      '--parent is "models": its endpoints are in us-east-1, which the hub in eu-west-1 doesn\'t serve; name another parent, or give --no-inference',
    ],
  },
  {
    title: "trust of another project's parent",
    given: { parent: "acme/models/parent", trust: true },
    says: [
      "--trust is given, but stack acme/models/parent is not of this project: leave --trust out, and have account 555555555555 added to its children there",
    ],
  },
];

describe("npm run onboard refuses, with no file touched,", () => {
  itRefuses(cases);

  it("the same command a second time, whatever else changed", () =>
    withCopy({}, async (copy) => {
      copy.onboard("lob-c", { cidr: "10.102.0.0/16" });
      const before = copy.texts;
      for (const given of [{ cidr: "10.102.0.0/16" }, { cidr: "10.103.0.0/16" }, { stack: "team-c" }, {}]) {
        expect(await copy.refusals("lob-c", given)).to.deep.equal([
          '  LOB is "lob-c", which is onboarded already, as stack lob-c with account 555555555555 and CIDR block 10.102.0.0/16: bring it up with npx pulumi up --stack lob-c',
        ]);
      }
      expect(copy.texts).to.deep.equal(before);
    }));

  it("a LOB whose file is there and whom the hub doesn't list, with what to add", () =>
    withCopy({}, async (copy) => {
      copy.onboard("lob-c", { cidr: "10.102.0.0/16" });
      copy.write("Pulumi.shared.yaml", shippedText("Pulumi.shared.yaml"));
      expect(await copy.refusals("lob-c")).to.deep.equal([
        '  LOB is "lob-c", which is there already, as stack lob-c with account 555555555555 and CIDR block 10.102.0.0/16, but stack shared doesn\'t list it: add {"name":"lob-c","account":"555555555555"} to its lobs by hand',
      ]);
    }));
});
