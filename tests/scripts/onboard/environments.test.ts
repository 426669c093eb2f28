import { expect } from "chai";
import { readProject } from "../../../stacks/project/project-files";
import { withCopy } from "./support/project-copy";

// A second environment, whose files hold no namespace.
const dev = {
  "Pulumi.dev-shared.yaml": `config:
  role: shared
  account: "121212121212"
  region: us-east-1
  namePrefix: dev-
  rolePath: /dev/
  permissionsBoundary: arn:aws:iam::121212121212:policy/baseline/Limit
  vpcCidr: 10.8.0.0/16
  lobSupernet: 10.128.0.0/11
  corporateCidrs: [192.168.20.0/24]
  lobs: [{ name: lob-a, account: "343434343434" }]
  shareWith: ["343434343434"]
  modelAccounts: ["232323232323"]
`,
  "Pulumi.dev-parent.yaml": `config:
  role: parent
  account: "232323232323"
  region: us-east-1
  namePrefix: dev-
  rolePath: /dev/
  sharedStack: dev-shared
  children: ["343434343434"]
  endpoints: [iris]
`,
};

describe("npm run onboard, in a project of several environments", () => {
  it("writes into the environment that --shared names, in its form, region, names and share", () =>
    withCopy(dev, (copy) => {
      const said = copy.onboard("lob-c", { shared: "dev-shared", userProfiles: ["ann"], trust: true });
      expect(
        copy.read("Pulumi.lob-c.yaml"),
      ).to.equal(`# LOB lob-c: a Studio domain of its own behind the hub, and a function that calls the parent's endpoints.
config:
  role: child
  account: "555555555555"
  region: us-east-1
  namePrefix: dev-
  rolePath: /dev/
  permissionsBoundary: arn:aws:iam::555555555555:policy/baseline/Limit
  sharedStack: dev-shared
  vpcCidr: 10.128.0.0/16
  userProfiles:
    - ann
  parentStack: dev-parent
`);
      expect(copy.read("Pulumi.dev-shared.yaml")).to.equal(
        dev["Pulumi.dev-shared.yaml"]
          .replace('"343434343434" }]', '"343434343434" }, { name: lob-c, account: "555555555555" }]')
          .replace('shareWith: ["343434343434"]', 'shareWith: ["343434343434", "555555555555"]'),
      );
      expect(said.slice(1)).to.deep.equal([
        "  wrote    Pulumi.lob-c.yaml       stack lob-c",
        "  changed  Pulumi.dev-shared.yaml  lobs and shareWith",
        "  changed  Pulumi.dev-parent.yaml  children",
        "Stack dev-shared lists lob-a, which have no stack in this project: check that their CIDR blocks don't overlap this one.",
        "The up of stack dev-shared adds the LOB's row and account 555555555555 to the share, and changes the policies that list accounts.",
        "Next, each with its account's credentials:",
        "  npm start",
        "  npx pulumi up --stack dev-shared                            # 121212121212",
        "  npx pulumi up --stack dev-parent                            # 232323232323",
        "  npx pulumi stack init lob-c && npx pulumi up --stack lob-c  # 555555555555",
        "  npm run populate -- users.csv --stack dev-shared            # 121212121212",
      ]);
    }));

  it("finds only its own environment's LOBs onboarded, and which CIDR blocks aren't known", () =>
    withCopy(dev, async (copy) => {
      const given = { shared: "dev-shared", account: "565656565656", userProfiles: ["ann"], trust: true } as const;
      copy.onboard("lob-b", { ...given, stack: "z-lob-b" });
      expect(await copy.refusals("lob-b", given)).to.deep.equal([
        '  LOB is "lob-b", which is onboarded already, as stack z-lob-b with account 565656565656 and CIDR block 10.128.0.0/16: bring it up with npx pulumi up --stack z-lob-b',
      ]);
      copy.remove("Pulumi.lob-b.yaml");
      expect(copy.onboard("lob-c", { shared: "shared", userProfiles: ["ann"], trust: true })).to.include(
        "Stack shared lists lob-b, which have no stack in this project: check that their CIDR blocks don't overlap this one.",
      );
    }));

  it("notes organizational units that it shares with, and adds no account to them", () =>
    withCopy(dev, (copy) => {
      const unit = "arn:aws:organizations::111111111111:ou/o-exampleorg1/ou-ab12-11111111";
      copy.write(
        "Pulumi.dev-shared.yaml",
        dev["Pulumi.dev-shared.yaml"].replace(/shareWith: .*/, `shareWith: ["${unit}"]`),
      );
      expect(copy.onboard("lob-c", { shared: "dev-shared", trust: true })).to.include.members([
        "Stack dev-shared shares with organizational units: check that account 555555555555 is in one of them.",
        "The up of stack dev-shared adds the LOB's row, and changes the policies that list accounts.",
      ]);
      expect(copy.read("Pulumi.dev-shared.yaml")).to.include(`  shareWith: ["${unit}"]\n`);
    }));

  it("may have a LOB's name and CIDR block in each", () =>
    withCopy(
      { ...dev, "Pulumi.dev-shared.yaml": dev["Pulumi.dev-shared.yaml"].replaceAll("10.128.0.0/11", "10.96.0.0/11") },
      (copy) => {
        copy.onboard("lob-b", {
          ...{ shared: "dev-shared", stack: "dev-lob-b", account: "565656565656", cidr: "10.101.0.0/16" },
        });
        expect(readProject(copy.path).stacks.map(({ name }) => name)).to.include("dev-lob-b");
      },
    ));

  it("refuses the account of another environment's LOB, whose role PresignedURLGenerator has the same name", () =>
    withCopy(dev, async (copy) => {
      const given = { shared: "dev-shared", stack: "dev-lob-b", account: "444444444444" } as const;
      expect(await copy.refusals("lob-b", given)).to.deep.equal([
        '  --account is "444444444444", the account of stack lob-b: a LOB needs an account of its own; give that one',
      ]);
    }));

  it("has --shared named, and --stack where the name is taken, with one that is free", () =>
    withCopy(dev, async (copy) => {
      const before = copy.texts;
      expect(await copy.refusals("lob-b")).to.deep.equal([
        "  --shared is not set: the shared stacks of this project are dev-shared, shared; name one of them",
      ]);
      expect(await copy.refusals("lob-b", { shared: "dev-shared" })).to.deep.equal([
        '  LOB is "lob-b", and Pulumi.lob-b.yaml is there already: name another stack with --stack, such as --stack dev-lob-b',
      ]);
      expect(copy.texts).to.deep.equal(before);
    }));
});
