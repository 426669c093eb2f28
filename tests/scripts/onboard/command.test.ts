import { expect } from "chai";
import { readProject } from "../../../stacks/project/project-files";
import { ProjectCopy, shippedText } from "./support/project-copy";

const key = "sagemaker-multi-account";

const newFile = `# LOB lob-c: a Studio domain of its own behind the hub, and a function that calls the parent's endpoints.
config:
  ${key}:role: child
  ${key}:account: "555555555555"
  ${key}:sharedStack: shared
  ${key}:vpcCidr: 10.102.0.0/16
  ${key}:userProfiles: []
  ${key}:parentStack: parent
`;

const newHub = `${shippedText("Pulumi.shared.yaml")}    - name: lob-c
      account: "555555555555"
`;

const noProfiles = "It has no user profiles yet: list its users in userProfiles of Pulumi.lob-c.yaml.";

const hubAdds =
  "The up of stack shared adds the LOB's row and account 555555555555 to the share, and changes nothing else.";

const notTrusted =
  'Stack parent doesn\'t trust account 555555555555 yet, and refuses calls of its endpoints until it does: add "555555555555" to children in its config, and bring it up before lob-c.';

describe("npm run onboard, in a project", () => {
  let copy: ProjectCopy;

  beforeEach(() => {
    copy = new ProjectCopy();
  });

  afterEach(() => copy.close());

  it("writes the LOB's file and the hub's entry, and prints the next commands", () => {
    const before = copy.texts;
    expect(copy.onboard("lob-c", { cidr: "10.102.0.0/16" })).to.deep.equal([
      "LOB lob-c, account 555555555555, CIDR block 10.102.0.0/16, behind stack shared",
      "  wrote    Pulumi.lob-c.yaml   stack lob-c",
      "  changed  Pulumi.shared.yaml  lobs",
      noProfiles,
      notTrusted,
      hubAdds,
      "Next, each with its account's credentials:",
      "  npm start",
      "  npx pulumi up --stack shared                                # 111122223333",
      "  npx pulumi stack init lob-c && npx pulumi up --stack lob-c  # 555555555555",
      "  npm run populate -- users.csv                               # 111122223333",
    ]);
    expect(copy.texts).to.deep.equal({ ...before, "Pulumi.lob-c.yaml": newFile, "Pulumi.shared.yaml": newHub });
    const [lob] = readProject(copy.path).stacks.filter(({ name }) => name === "lob-c");
    expect(lob?.config).to.include({
      ...{ role: "child", lob: "lob-c", account: "555555555555", region: "eu-west-1", vpcCidr: "10.102.0.0/16" },
      ...{ sharedStack: "shared", parentStack: "parent" },
    });
  });

  it("shows with --dry-run what it would write, and touches nothing", () => {
    const before = copy.texts;
    expect(copy.onboard("lob-c", { cidr: "10.102.0.0/16", dryRun: true })).to.deep.equal([
      "LOB lob-c, account 555555555555, CIDR block 10.102.0.0/16, behind stack shared",
      noProfiles,
      notTrusted,
      hubAdds,
      "--- /dev/null",
      "+++ b/Pulumi.lob-c.yaml",
      "@@ -0,0 +1,8 @@",
      ...newFile
        .trimEnd()
        .split("\n")
        .map((line) => `+${line}`),
      "--- a/Pulumi.shared.yaml",
      "+++ b/Pulumi.shared.yaml",
      "@@ -11,3 +11,5 @@",
      '       account: "333333333333"',
      "     - name: lob-b",
      '       account: "444444444444"',
      "+    - name: lob-c",
      '+      account: "555555555555"',
      "Nothing was written: leave --dry-run out to write it.",
    ]);
    expect(copy.texts).to.deep.equal(before);
  });

  it("takes the first free CIDR block where none is given, and reports it", () => {
    const [heading] = copy.onboard("lob-c");
    expect(heading).to.equal(
      "LOB lob-c, account 555555555555, CIDR block 10.96.0.0/16, the first free one, behind stack shared",
    );
    expect(copy.onboard("lob-d", { account: "666666666666" })[0]).to.include(
      "CIDR block 10.97.0.0/16, the first free one",
    );
  });

  it("writes user profiles, another stack's name and no parent, as configured", () => {
    const said = copy.onboard("lob-c", {
      ...{ cidr: "10.102.0.0/20", stack: "team-c", userProfiles: ["ann", "123"], inference: false },
    });
    expect(copy.read("Pulumi.team-c.yaml")).to.equal(`# LOB lob-c: a Studio domain of its own behind the hub.
config:
  ${key}:role: child
  ${key}:account: "555555555555"
  ${key}:lob: lob-c
  ${key}:sharedStack: shared
  ${key}:vpcCidr: 10.102.0.0/20
  ${key}:userProfiles:
    - ann
    - "123"
`);
    expect(said.slice(1)).to.deep.equal([
      "  wrote    Pulumi.team-c.yaml  stack team-c",
      "  changed  Pulumi.shared.yaml  lobs",
      hubAdds,
      "Next, each with its account's credentials:",
      "  npm start",
      "  npx pulumi up --stack shared                                  # 111122223333",
      "  npx pulumi stack init team-c && npx pulumi up --stack team-c  # 555555555555",
      "  npm run populate -- users.csv                                 # 111122223333",
    ]);
  });

  it("adds the account with --trust to the parent's children, whose stack comes up before the LOB's", () => {
    const said = copy.onboard("lob-c", { cidr: "10.102.0.0/16", userProfiles: ["ann"], trust: true });
    expect(copy.read("Pulumi.parent.yaml")).to.equal(
      shippedText("Pulumi.parent.yaml").replace('    - "333333333333"\n', '$&    - "555555555555"\n'),
    );
    expect(said.slice(1)).to.deep.equal([
      "  wrote    Pulumi.lob-c.yaml   stack lob-c",
      "  changed  Pulumi.shared.yaml  lobs",
      "  changed  Pulumi.parent.yaml  children",
      hubAdds,
      "Next, each with its account's credentials:",
      "  npm start",
      "  npx pulumi up --stack shared                                # 111122223333",
      "  npx pulumi up --stack parent                                # 222222222222",
      "  npx pulumi stack init lob-c && npx pulumi up --stack lob-c  # 555555555555",
      "  npm run populate -- users.csv                               # 111122223333",
    ]);
  });

  it("leaves a parent as it is that trusts the account, or its organization, already", () => {
    const trusting = [
      shippedText("Pulumi.parent.yaml").replace('"333333333333"', '"555555555555"'),
      shippedText("Pulumi.parent.yaml").replace(/children:\n.*\n/, "children: organization\n"),
    ];
    for (const text of trusting) {
      for (const trust of [{ trust: true } as const, {}]) {
        copy.write("Pulumi.parent.yaml", text);
        const said = copy.onboard("lob-c", { userProfiles: ["ann"], dryRun: true, ...trust }).join("\n");
        expect(said).not.to.include("trust").and.not.to.include("Pulumi.parent.yaml");
      }
    }
  });

  it("writes only the LOB's file if the hub lists it already", () => {
    copy.write("Pulumi.shared.yaml", newHub);
    const said = copy.onboard("lob-c", { cidr: "10.102.0.0/16" });
    expect(said.slice(1, 5)).to.deep.equal([
      ...["  wrote    Pulumi.lob-c.yaml  stack lob-c", noProfiles, notTrusted],
      "Next, each with its account's credentials:",
    ]);
    expect(copy.texts).to.include({ "Pulumi.lob-c.yaml": newFile, "Pulumi.shared.yaml": newHub });
  });

  for (const [what, list] of [
    ["has nothing in brackets", "lobs: []"],
    ["has no value", "lobs:"],
    ["isn't there", ""],
  ]) {
    it(`gives a hub its first LOB where the list ${what}`, () => {
      copy.remove("Pulumi.child.yaml");
      copy.remove("Pulumi.lob-b.yaml");
      const head = shippedText("Pulumi.shared.yaml").replace(new RegExp(` {2}${key}:lobs:[^]*`), "");
      copy.write("Pulumi.shared.yaml", list === "" ? head : `${head}  ${key}:${list}\n`);
      const said = copy.onboard("lob-c", { cidr: "10.102.0.0/16" });
      expect(copy.read("Pulumi.shared.yaml")).to.equal(
        `${head}  ${key}:lobs:\n    - name: lob-c\n      account: "555555555555"\n`,
      );
      expect(copy.read("Pulumi.lob-c.yaml"), "the parent that names the hub").to.equal(newFile);
      expect(said).to.include(notTrusted);
    });
  }

  it("keeps CRLF and a byte order mark in the hub's file, and writes the LOB's with CRLF", () => {
    copy.write("Pulumi.shared.yaml", `\uFEFF${shippedText("Pulumi.shared.yaml").replaceAll("\n", "\r\n")}`);
    copy.onboard("lob-c", { cidr: "10.102.0.0/16" });
    expect(copy.read("Pulumi.shared.yaml")).to.equal(`\uFEFF${newHub.replaceAll("\n", "\r\n")}`);
    expect(copy.read("Pulumi.lob-c.yaml")).to.equal(newFile.replaceAll("\n", "\r\n"));
  });

  it("names LOBs whose CIDR blocks the project doesn't know", () => {
    copy.remove("Pulumi.lob-b.yaml");
    expect(copy.onboard("lob-c")).to.include(
      "Stack shared lists lob-b, which have no stack in this project: check that their CIDR blocks don't overlap this one.",
    );
  });

  it("reads the parent of another project that the other LOBs read, and names who has to trust it", () => {
    for (const name of ["Pulumi.child.yaml", "Pulumi.lob-b.yaml"]) {
      copy.write(name, shippedText(name).replace("parentStack: parent", "parentStack: acme/models/parent"));
    }
    const said = copy.onboard("lob-c");
    expect(copy.read("Pulumi.lob-c.yaml")).to.include(`  ${key}:parentStack: acme/models/parent\n`);
    expect(said).to.include(
      "Stack acme/models/parent is of another project: have account 555555555555 added to its children there, or calls of its endpoints will be refused.",
    );
  });
});
