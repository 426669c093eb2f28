import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import * as fc from "fast-check";
import * as v from "valibot";
import { parse } from "yaml";
import { Refusal } from "../../common/refusal";
import { withConfigKeys } from "../../scripts/config";
import { parseConfig } from "../../stacks/config";
import { configKeys as keysInCode } from "../../stacks/config-keys";
import { refused } from "../support/refused";

const configKeys = [...keysInCode.keys()];
const childKeys = configKeys.filter((key) => keysInCode.get(key)?.of.includes("child")).join(", ");
const tagName =
  "a tag's name has 1 to 128 letters, digits, spaces and _.:/=+-@, doesn't begin with aws:, and isn't project, stack or role, which the program sets";
const tagValue = "a tag's value is text of up to 256 letters, digits, spaces and _.:/=+-@";

const parent = { account: "222222222222", region: "eu-west-1", children: '["333333333333"]', endpoints: '["iris"]' };
const child = { account: "333333333333", region: "eu-west-1", parentStack: "parent" };

function refusal(stack: string, texts: Readonly<Record<string, string>>): string {
  try {
    parseConfig(stack, texts);
  } catch (error) {
    if (error instanceof Refusal) {
      return error.message;
    }
    throw error;
  }
  return "nothing was refused";
}

describe("a stack's config", () => {
  it("makes the arguments of the parent's role, with the organization's id of its ARN", () => {
    const config = parseConfig("parent", {
      ...parent,
      organizationArn: "arn:aws:organizations::111111111111:organization/o-exampleorg1",
      streaming: "true",
      trustPolicyLimit: "4096",
      tags: '{"team":"ml"}',
    });
    expect(config.role).to.equal("parent");
    expect(config.tags).to.deep.equal({ team: "ml" });
    expect(config).to.have.property("invokeRole").that.includes({
      account: "222222222222",
      region: "eu-west-1",
      externalId: "222222222222",
      organizationId: "o-exampleorg1",
      streaming: true,
      trustPolicyLimit: 4096,
    });
  });

  it("takes the words organization and all in place of lists", () => {
    const config = parseConfig("parent", {
      ...parent,
      organizationPaths: '["o-exampleorg1/r-ab12/*"]',
      children: "organization",
      endpoints: "all",
      inferenceComponents: "all",
    });
    expect(config)
      .to.have.property("invokeRole")
      .that.includes({ children: "organization", endpoints: "all", inferenceComponents: "all" });
  });

  it("is a child's by role, whatever the stack's name", () => {
    expect(parseConfig("lob-b", { ...child, role: "child" })).to.deep.equal({
      stack: "lob-b",
      role: "child",
      account: "333333333333",
      region: "eu-west-1",
      tags: {},
      requiredTags: {},
      ...{ namePrefix: undefined, rolePath: undefined },
      permissionsBoundary: undefined,
      deployRole: undefined,
      kmsKeyArn: undefined,
      kmsKeyArns: {},
      createKey: false,
      parentStack: "parent",
      sharedStack: undefined,
      lob: "lob-b",
      vpcCidr: undefined,
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      userProfiles: [],
      idleTimeoutMinutes: 120,
      homeFileSystem: "Retain",
      dnsFirewall: "block",
      studioCapabilities: "default",
      instanceTypes: [],
      studioImages: [],
      executionPolicyArns: [],
      executionRoleArn: undefined,
      flowLogs: false,
      queryLogs: false,
      logBucketArn: undefined,
      logRetentionDays: 30,
      alarmTopicArn: undefined,
    });
  });

  for (const deployRole of [
    "AWSControlTowerExecution",
    "a+=,.@_-Z",
    "arn:aws:iam::333333333333:role/Deploy",
    "arn:aws:iam::333333333333:role/aws-reserved/sso.amazonaws.com/Deploy",
  ]) {
    it(`takes the deployRole ${deployRole}`, () => {
      expect(parseConfig("child", { ...child, deployRole })).to.include({ deployRole });
    });
  }

  it("takes an empty text as not set, as Pulumi.yaml's defaults write it", () => {
    expect(parseConfig("child", { ...child, role: "", alarmTopicArn: "", parentStack: "" })).to.include({
      role: "child",
      alarmTopicArn: undefined,
      parentStack: undefined,
    });
  });

  const refusals: readonly { title: string; stack: string; texts: Record<string, string>; lines: readonly string[] }[] =
    [
      ...[
        "arn:aws:sts::333333333333:assumed-role/Deploy/ann",
        "arn:aws:iam::333333333333:user/ann",
        "arn:aws:iam::333333333333:role/",
        "arn:aws:iam::3333:role/Deploy",
        "teams/Deploy",
        "a role",
      ].map((deployRole) => ({
        title: `the deployRole ${deployRole}, which is none`,
        stack: "child",
        texts: { ...child, deployRole },
        lines: [
          `deployRole is "${deployRole}": give the name of a role in this account, such as "AWSControlTowerExecution", or a role's ARN, arn:aws:iam::<account>:role/<name>`,
        ],
      })),
      {
        title: "a deployRole of another account, with what else is wrong",
        stack: "child",
        texts: { ...child, deployRole: "arn:aws:iam::444444444444:role/teams/Deploy", lobb: "a" },
        lines: [
          "deployRole is \"arn:aws:iam::444444444444:role/teams/Deploy\": it is a role of account 444444444444, and this stack's account is 333333333333; name a role of the stack's own account",
          "lobb is not a key of this project: did you mean lob?",
        ],
      },
      {
        title: "everything that is wrong in a parent's, together",
        stack: "parent",
        texts: {
          ...parent,
          account: "2",
          region: "mars-1",
          organizationArn: "o-exampleorg1",
          children: "[]",
          endpoints: "[]",
          streaming: "yes",
          trustPolicyLimit: "many",
          tags: "team",
        },
        lines: [
          'account is "2": an account id has 12 digits, and this has 1',
          'region is "mars-1": AWS has no region mars-1; name one, such as eu-west-1',
          'tags is "team": tags are a map of names and texts, such as { team: ml }',
          'organizationArn is "o-exampleorg1": give the organization\'s ARN, arn:aws:organizations::<management account>:organization/o-…, as `aws organizations describe-organization` shows it',
          "children is empty: nobody could invoke; list account ids in quotes, or write organization to trust every account of organizationArn",
          "endpoints is empty: there would be nothing to invoke; list endpoint names, or write all",
          'streaming is "yes": write true or false',
          'trustPolicyLimit is "many": a trust policy has 2048 characters, or more if the account\'s quota was raised; give a whole number from 2048 to 8192',
        ],
      },
      {
        title: "a key that every JavaScript object has",
        stack: "child",
        texts: { ...child, constructor: "x" },
        lines: [`constructor is not a key of this project; those of a child's stack are ${childKeys}`],
      },
      {
        title: "tags that AWS doesn't take, or that the program sets",
        stack: "child",
        texts: {
          ...child,
          tags: JSON.stringify({ "aws:x": "y", project: "mine", team: "a<b", cost: "x".repeat(257) }),
        },
        lines: [
          `tags.aws:x is "aws:x": ${tagName}`,
          `tags.project is "project": ${tagName}`,
          `tags.team is "a<b": ${tagValue}`,
          `tags.cost is "${"x".repeat(59)}… (259 characters): ${tagValue}`,
        ],
      },
    ];
  for (const { title, stack, texts, lines } of refusals) {
    it(`is refused for ${title}`, () => {
      expect(refusal(stack, texts)).to.equal(refused(`stack ${stack}`, ...lines));
    });
  }

  it("is either accepted or refused with sentences, whatever the texts", () => {
    const key = fc.constantFrom(...configKeys);
    const text = fc.oneof(fc.string(), fc.json(), fc.constantFrom("all", "organization", "true", "[", "222222222222"));
    fc.assert(
      fc.property(fc.constantFrom("parent", "child", "x"), fc.dictionary(key, text), (stack, texts) => {
        refusal(stack, texts);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("Pulumi.yaml", () => {
  const text = readFileSync(path.resolve(__dirname, "../../Pulumi.yaml"), "utf8");
  const file = v.parse(v.object({ config: v.record(v.string(), v.record(v.string(), v.unknown())) }), parse(text));
  const keys = Object.entries(file.config).filter(([key]) => !key.includes(":"));

  it("is what npm run config writes from the schemas", () => {
    expect(text, "Pulumi.yaml is stale: npm run config").to.equal(withConfigKeys(text));
  });

  it("describes each key and gives each a default but the account, which has none", () => {
    for (const [key, declared] of keys) {
      expect(declared, key).to.have.property("description");
      expect("default" in declared, key).to.equal(key !== "account");
    }
  });

  it("has the defaults that the program takes for not set", () => {
    for (const [key, { default: value = "" }] of keys) {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      expect(text, key).to.equal(keysInCode.get(key)?.default);
    }
  });

  it("keeps what isn't the project's config, and drops unknown keys", () => {
    const [head = ""] = text.split("\n  # Every stack\n");
    const ours = (given: string) => given.replace("name: ", "# Ours\nname: our-");
    expect(withConfigKeys(`${ours(head)}  colour:\n    default: blue\n`)).to.equal(ours(withConfigKeys(text)));
  });

  it("is left as it is where it isn't YAML with config", () => {
    for (const wrong of ["name: estate", "config: { account: ", "config: all", ""]) {
      expect(() => withConfigKeys(wrong)).to.throw(
        Refusal,
        "Pulumi.yaml: 1 mistake, nothing was changed\n  the file is not YAML with a map named config: correct it, or restore it with git checkout Pulumi.yaml",
      );
    }
  });

  it("turns default providers off", () => {
    expect(file.config["pulumi:disable-default-providers"]).to.deep.equal({ value: ["aws"] });
  });
});
