import { expect } from "chai";
import { readProject } from "../../../stacks/project/project-files";
import { ProjectRefusal } from "../../../stacks/project/project-refusal";
import type { Project } from "../../../stacks/project/stack";
import { shippedProject, withFolder } from "../../local/support/project";

const projectFile = `
name: estate
config:
  pulumi:disable-default-providers: { value: ["aws"] }
  region: { type: string, default: eu-west-1 }
  tags: { type: object, default: {} }
  endpoints: { default: [] }
  streaming: { type: boolean, default: false }
  trustPolicyLimit: { type: integer, default: 2048 }
  account: { type: string }
`;

const parentFile = `
config:
  estate:account: "222222222222"
  estate:children: ["333333333333"]
  estate:endpoints: [iris]
`;

const childFile = 'config: { estate:account: "333333333333", estate:parentStack: parent }';

const keys =
  "account, region, role, tags, requiredTags, namePrefix, rolePath, permissionsBoundary, deployRole, kmsKeyArn, kmsKeyArns, createKey, logRetentionDays, alarmTopicArn, sharedStack, vpcCidr, availabilityZones, flowLogs, queryLogs, logBucketArn, parentStack, lob, userProfiles, idleTimeoutMinutes, homeFileSystem, dnsFirewall, studioCapabilities, studioImages, executionPolicyArns, executionRoleArn, instanceTypes";

function read(files: Readonly<Record<string, string>>): Project {
  return withFolder({ "Pulumi.yaml": projectFile, ...files }, readProject);
}

function refusalOf(files: Readonly<Record<string, string>>): string {
  try {
    read(files);
  } catch (error) {
    if (error instanceof Error) {
      return error.message;
    }
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("The shipped project", () => {
  it("is the hub, a parent, then the child that it trusts and the one that it doesn't", () => {
    expect(shippedProject.name).to.equal("sagemaker-multi-account");
    expect(shippedProject.stacks.map(({ name, config }) => [name, config.role, config.account])).to.deep.equal([
      ["shared", "shared", "111122223333"],
      ["parent", "parent", "222222222222"],
      ["child", "child", "333333333333"],
      ["lob-b", "child", "444444444444"],
    ]);
  });

  it("gives every stack the defaults of Pulumi.yaml, except where its own file reports otherwise", () => {
    const [, parent, child, lobB] = shippedProject.stacks;

    expect(parent?.texts).to.include({
      sharedStack: "shared",
      region: "eu-west-1",
      endpoints: "[]",
      sampleModel: "true",
      trustPolicyLimit: "2048",
      role: "",
    });
    expect(child?.texts).to.include({ region: "eu-west-1", endpoints: "[]", parentStack: "parent", role: "" });
    expect(lobB?.texts).to.include({ role: "child", logRetentionDays: "30" });
  });
});

describe("The project's files", () => {
  it("give parents before children, whatever the names of the files", () => {
    const { stacks } = read({
      "Pulumi.a-child.yaml": `${childFile.slice(0, -2)}, estate:role: child }`,
      "Pulumi.parent.yaml": parentFile,
      "Pulumi.z-parent.yaml": `${parentFile.replace("222222222222", "555555555555")}  estate:role: parent\n`,
    });

    expect(stacks.map(({ name }) => name)).to.deep.equal(["parent", "z-parent", "a-child"]);
  });

  it("give values as texts, as Pulumi passes them to a program, and leave out Pulumi's own", () => {
    const file = `${parentFile}  estate:tags: { team: ml }\n  estate:streaming: true\n  pulumi:tags: { a: b }\n`;

    expect(read({ "Pulumi.parent.yaml": file }).stacks[0]?.texts).to.deep.equal({
      region: "eu-west-1",
      tags: '{"team":"ml"}',
      endpoints: '["iris"]',
      streaming: "true",
      trustPolicyLimit: "2048",
      account: "222222222222",
      children: '["333333333333"]',
    });
  });

  it("are only those of stacks", () => {
    expect(
      read({ "Pulumi.parent.yaml": parentFile, "README.md": "config", "Pulumi.parent.yaml.bak": "[" }).stacks,
    ).to.have.length(1);
    expect(read({}).stacks).to.deep.equal([]);
  });

  it("are refused with every mistake of every file together", () => {
    const files = {
      "Pulumi.parent.yaml": 'config: { estate:account: "2222", estate:children: [], estate:endpoints: [iris] }',
      "Pulumi.child.yaml": 'config: { estate:account: "333333333333", estate:colour: blue }',
      "Pulumi.other.yaml":
        "config:\n  estat:region: mars-1\n  estate:account: { secure: v1:abc }\n  estate:externalId: { secure: v1:def }",
      "Pulumi.lob-b.yaml": "",
    };
    const encrypted =
      "is encrypted, and npm start can't decrypt it: no value of this project is secret, so set it as plain text";

    expect(() => read(files)).to.throw(ProjectRefusal);
    expect(refusalOf(files).split("\n")).to.deep.equal([
      "9 mistakes in the project's files, nothing was changed",
      `  Pulumi.child.yaml:1: colour is not a key of this project; those of a child's stack are ${keys}`,
      '  Pulumi.lob-b.yaml: role is not set, and the stack\'s name "lob-b" is no role either: set role to one of shared, parent, child',
      "  Pulumi.lob-b.yaml: account is not set: an account id has 12 digits; write it in quotes",
      "  Pulumi.other.yaml:2: estat:region is not of this project: write estate:region",
      `  Pulumi.other.yaml:3: account ${encrypted}`,
      `  Pulumi.other.yaml:4: externalId ${encrypted}`,
      '  Pulumi.other.yaml: role is not set, and the stack\'s name "other" is no role either: set role to one of shared, parent, child',
      '  Pulumi.parent.yaml:1: account is "2222": an account id has 12 digits, and this has 4',
      "  Pulumi.parent.yaml:1: children is empty: nobody could invoke; list account ids in quotes, or write organization to trust every account of organizationArn",
    ]);
  });

  const broken = [
    {
      what: "isn't YAML",
      text: "config: [",
      says: "1: the file is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]",
    },
    {
      what: "has one key twice",
      text: 'config:\n  estate:account: "1"\n  estate:account: "2"\n',
      says: "3: account occurs twice: remove one",
    },
    {
      what: "has an alias of nothing",
      text: "config:\n  estate:account: *nothing\n",
      says: " the file is not valid YAML: Unresolved alias (the anchor must be set before the alias): nothing",
    },
  ];
  for (const { what, text, says } of broken) {
    it(`are refused where one ${what}, by the file's name and with what the others have wrong`, () => {
      const message = refusalOf({ "Pulumi.parent.yaml": text, "Pulumi.child.yaml": "config: { estate:account: no }" });

      expect(message).to.equal(
        [
          "2 mistakes in the project's files, nothing was changed",
          '  Pulumi.child.yaml:1: account is "no": an account id has 12 digits; give that',
          `  Pulumi.parent.yaml:${says}`,
        ].join("\n"),
      );
    });
  }

  it("are refused where one holds no map of config", () => {
    for (const [text, place] of [
      ["config: all", ":1"],
      ["config: [a]", ":1"],
      ["- config", ""],
    ]) {
      expect(refusalOf({ "Pulumi.parent.yaml": text ?? "" }), text).to.equal(
        `1 mistake in the project's files, nothing was changed\n  Pulumi.parent.yaml${place}: the file must have a map named config, of lines such as estate:account: "111122223333", indented by two spaces`,
      );
    }
  });

  it("are refused without a Pulumi.yaml that reports what there is to configure", () => {
    expect(refusalOf({ "Pulumi.yaml": "name: estate" })).to.equal(
      "1 mistake in the project's files, nothing was changed\n  Pulumi.yaml: the file must have a name, and a map named config with the keys that there are",
    );
    expect(refusalOf({ "Pulumi.yaml": "name: [" })).to.match(
      /^1 mistake in the project's files, nothing was changed\n {2}Pulumi\.yaml:1: the file is not valid YAML: /,
    );
  });

  it("are refused where there is no Pulumi.yaml, with what to do", () => {
    expect(() => readProject(__dirname)).to.throw(
      ProjectRefusal,
      "1 mistake in the project's files, nothing was changed\n  Pulumi.yaml: the file can't be read: run this in the project's folder, and check that the file exists",
    );
  });

  it("take a key without namespace for the project's own, as Pulumi does", () => {
    const { stacks } = read({ "Pulumi.parent.yaml": `${parentFile}  externalId: team-7\n` });
    expect(stacks[0]?.config).to.have.nested.property("invokeRole.externalId", "team-7");
  });

  it("may be empty of config, and are refused for what they lack", () => {
    expect(refusalOf({ "Pulumi.parent.yaml": "config:\n" })).to.include(
      "  Pulumi.parent.yaml: account is not set: an account id has 12 digits; write it in quotes",
    );
  });

  const childOf = (parentStack: string) =>
    `config: { estate:account: "333333333333", estate:parentStack: ${parentStack} }`;

  it("are refused where a child names no parent of the project, with those that there are", () => {
    expect(refusalOf({ "Pulumi.parent.yaml": parentFile, "Pulumi.child.yaml": childOf("parnt") })).to.equal(
      '1 mistake in the project\'s files, nothing was changed\n  Pulumi.child.yaml:1: parentStack is "parnt": no stack with role parent has this name; did you mean parent?',
    );
    expect(refusalOf({ "Pulumi.child.yaml": childOf("child") })).to.equal(
      '1 mistake in the project\'s files, nothing was changed\n  Pulumi.child.yaml:1: parentStack is "child": this project has no stack with role parent; write Pulumi.child.yaml with role: parent, or remove parentStack',
    );
    expect(
      read({ "Pulumi.parent.yaml": parentFile, "Pulumi.child.yaml": childOf("acme/estate/parent") }).stacks,
    ).to.have.length(2);
  });

  it("take a key without a value as not set", () => {
    const { stacks } = read({ "Pulumi.parent.yaml": `${parentFile}  estate:externalId:\n` });
    expect(stacks[0]?.texts).to.include({ externalId: "" });
    expect(stacks[0]?.config).to.have.nested.property("invokeRole.externalId", "222222222222");
  });
});
