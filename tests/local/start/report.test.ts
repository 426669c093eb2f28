import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import type { UpStack } from "../../../local/estate/estate";
import {
  detailLines,
  environmentHeading,
  flowHeading,
  heading,
  type Played,
  stackTable,
  summary,
  toJson,
  verdictLine,
  warningLines,
} from "../../../local/start/report";
import { childTexts, parentTexts, projectOf } from "../support/project";

const { stacks } = projectOf({
  parent: parentTexts,
  child: childTexts,
  stranger: { ...childTexts, account: "444444444444", region: "eu-central-1" },
  studio: { role: "child", account: "333333333333", region: "eu-west-1" },
});

const up: readonly UpStack[] = stacks.map((stack, index) => ({
  stack,
  resources: [3, 10, 10, 0][index] ?? 0,
  ms: [1234, 49, 50, 0][index] ?? 0,
  warnings: stack.name === "stranger" ? ["its calls will be refused", "and more"] : [],
  outputs: {},
}));

const allowed: Played = {
  id: "invoke-allowed",
  flow: "Cross-account inference",
  isPlayable: true,
  ok: true,
  expected: "200 with the model's answer",
  actual: '200 {"species":"setosa"}',
  notes: ["another payload: 200", "cold 2 AWS calls, warm 1"],
  answer: Buffer.from("setosa"),
  ms: 120,
};
const denied: Played = {
  id: "invoke-denied",
  flow: "Cross-account inference",
  isPlayable: true,
  ok: false,
  expected: "403 AccessDenied",
  actual: "200",
  notes: [],
  ms: 7,
};
const unplayable: Played = {
  ...denied,
  id: "invoke-through-hub",
  isPlayable: false,
  expected: "200 through the hub",
  actual: "not playable, because of that: do this",
  ms: 1,
};

const plain = stripVTControlCharacters;

/** A scenario's lines without colours. */
function lines(played: Played, before?: Played): string[] {
  return plain(`${verdictLine(played)}\n${detailLines(played, before)}`).split("\n");
}

describe("The report for programs", () => {
  it("is one JSON document of stacks and scenarios, without the model's answer", () => {
    const document: unknown = JSON.parse(
      toJson([
        { environment: "parent", stacks: up.slice(0, 2), scenarios: [allowed, denied] },
        { environment: "dev", stacks: up.slice(2, 3), scenarios: [unplayable] },
      ]),
    );
    const accountOf = { parent: "222222222222", child: "333333333333", stranger: "444444444444" };
    const stack = (name: keyof typeof accountOf, role: string) => ({
      ...{ name, environment: "parent", role, account: accountOf[name], region: "eu-west-1" },
    });

    expect(document).to.deep.equal({
      stacks: [
        { ...stack("parent", "parent"), resources: 3, madeUp: [], warnings: [], ms: 1234 },
        { ...stack("child", "child"), resources: 10, madeUp: [], warnings: [], ms: 49 },
        {
          ...{ ...stack("stranger", "child"), environment: "dev", region: "eu-central-1" },
          ...{ resources: 10, madeUp: [], warnings: ["its calls will be refused", "and more"], ms: 50 },
        },
      ],
      scenarios: [
        {
          ...{ id: "invoke-allowed", environment: "parent", ok: true, outcome: "ok" },
          expected: "200 with the model's answer",
          actual: '200 {"species":"setosa"}; another payload: 200; cold 2 AWS calls, warm 1',
          ms: 120,
        },
        {
          ...{ id: "invoke-denied", environment: "parent", ok: false, outcome: "failed" },
          ...{ expected: "403 AccessDenied", actual: "200", ms: 7 },
        },
        {
          ...{ id: "invoke-through-hub", environment: "dev", ok: false, outcome: "unplayable" },
          ...{ expected: "200 through the hub", actual: "not playable, because of that: do this", ms: 1 },
        },
      ],
    });
  });

  it("is one line, and has both lists when nothing was played", () => {
    expect(toJson([])).to.equal('{"stacks":[],"scenarios":[]}');
    expect(toJson([{ environment: "parent", stacks: up, scenarios: [allowed] }])).not.to.include("\n");
  });
});

describe("The report for people", () => {
  it("begins with the regions, and with every account counted once", () => {
    expect(plain(heading(stacks))).to.equal(
      "Local AWS, eu-west-1, eu-central-1, 3 accounts, nothing leaves this machine",
    );
    expect(plain(heading(stacks.slice(0, 1)))).to.equal("Local AWS, eu-west-1, 1 account, nothing leaves this machine");
  });

  it("has a row for every stack, which says of a child whether its parent trusts it", () => {
    expect(plain(stackTable({ name: "sagemaker-multi-account", stacks }, up)).split("\n")).to.deep.equal([
      "  parent    222222222222   3 resources  1.2 s",
      "  child     333333333333  10 resources  0.0 s  trusted",
      "  stranger  444444444444  10 resources  0.1 s  not in the list of parent",
      "  studio    333333333333   0 resources  0.0 s  no cross-account inference",
    ]);
  });

  it("names a LOB beside its stack where that is called something else, in the table and in warnings", () => {
    const hub = { role: "child", sharedStack: "shared", vpcCidr: "10.100.0.0/16", region: "eu-west-1" };
    const lobs = projectOf({
      child: { ...hub, account: "333333333333", lob: "lob-a" },
      "lob-b": { ...hub, account: "444444444444" },
    });
    const standing = lobs.stacks.map((stack) => ({
      stack,
      resources: 59,
      ms: 100,
      warnings: ["careful"],
      outputs: {},
    }));

    expect(plain(stackTable(lobs, standing)).split("\n")).to.deep.equal([
      "  child (lob-a)  333333333333  59 resources  0.1 s  no cross-account inference",
      "  lob-b          444444444444  59 resources  0.1 s  no cross-account inference",
    ]);
    expect(warningLines(standing).map(plain)).to.deep.equal([
      "  warning of child (lob-a): careful",
      "  warning of lob-b: careful",
    ]);
  });

  it("says what of a stack's boundary and keys is made up", () => {
    const keyed = projectOf({
      child: {
        ...childTexts,
        permissionsBoundary: "arn:aws:iam::333333333333:policy/Limit",
        kmsKeyArns: '{"logs":"arn:aws:kms:eu-west-1:333333333333:key/00000000-0000-0000-0000-000000000001"}',
      },
    });
    const standing = keyed.stacks.map((stack) => ({ stack, resources: 10, ms: 100, warnings: [], outputs: {} }));
    expect(plain(stackTable(keyed, standing))).to.equal(
      "  child  333333333333  10 resources  0.1 s  no cross-account inference; made up: its boundary, which allows everything; made up: its KMS keys, with the policies of npm run key-policy",
    );
    const document: unknown = JSON.parse(toJson([{ environment: "child", stacks: standing, scenarios: [] }]));
    expect(document)
      .to.have.nested.property("stacks[0].madeUp")
      .that.deep.equals([
        "its boundary, which allows everything",
        "its KMS keys, with the policies of npm run key-policy",
      ]);
  });

  it("says what of a LOB's own role and policies is made up", () => {
    const lob = { ...childTexts, sharedStack: "shared", vpcCidr: "10.100.0.0/16" };
    const notes = (texts: Readonly<Record<string, string>>) => {
      const { stacks, ...rest } = projectOf({ child: { ...lob, ...texts } });
      return plain(
        stackTable(
          { ...rest, stacks },
          stacks.map((stack) => ({ stack, resources: 10, ms: 100, warnings: [], outputs: {} })),
        ),
      ).split("; ")[1];
    };
    expect(notes({ executionRoleArn: "arn:aws:iam::333333333333:role/SageMakerStudioExecution-a" })).to.equal(
      "made up: its execution role, with the policies that the stack would make",
    );
    expect(notes({ executionPolicyArns: '["arn:aws:iam::333333333333:policy/a"]' })).to.equal(
      "made up: its executionPolicyArns, which allow nothing",
    );
  });

  it("has a heading for each flow and each of several environments", () => {
    expect(plain(flowHeading("Network"))).to.equal("Network");
    expect(plain(environmentHeading("dev"))).to.equal("\nEnvironment dev");
  });

  it("says of a scenario that can't be played why, once for those in a row", () => {
    const next = { ...unplayable, id: "invoke-allowed" };

    expect(lines(unplayable)).to.deep.equal([
      "  --    invoke-through-hub",
      "        not playable, because of that: do this",
    ]);
    expect(lines(next, unplayable)).to.deep.equal([
      "  --    invoke-allowed",
      "        not playable for the same reason",
    ]);
    expect(lines({ ...next, actual: "not playable, because of this" }, unplayable).join()).to.include(
      "because of this",
    );
  });

  it("says of which stack a warning is", () => {
    expect(warningLines(up).map(plain)).to.deep.equal([
      "  warning of stranger: its calls will be refused",
      "  warning of stranger: and more",
    ]);
  });

  it("says of a scenario that went as expected what came and why", () => {
    expect(lines(allowed)).to.deep.equal([
      "  ok    invoke-allowed",
      '        200 {"species":"setosa"}',
      "        another payload: 200",
      "        cold 2 AWS calls, warm 1",
    ]);
  });

  it("says of a scenario that failed what was expected instead", () => {
    expect(lines(denied)).to.deep.equal(["  FAIL  invoke-denied", "        200", "        expected 403 AccessDenied"]);
  });

  it("ends with the number of scenarios that went as expected, and with what to try next", () => {
    const run = { environment: "parent", stacks: up, scenarios: [allowed, denied] };
    const next = [
      "Next: change a stack's file, such as Pulumi.parent.yaml, and run this again",
      "      npm start -- --payload '{…}'  your own payload",
      "      npm start -- --model URL      your own model",
      "      npm start -- --help           all options",
    ];

    for (const runs of [[run], [run, { environment: "stray", stacks: [], scenarios: [] }]]) {
      expect(plain(summary(runs, 2345)).split("\n")).to.deep.equal(["1 of 2 scenarios as expected in 2.3 s.", ...next]);
    }

    const partly = [run, { environment: "dev", stacks: [], scenarios: [unplayable] }];
    const count = "1 of 2 scenarios of 2 environments as expected, 1 not playable, in 2.3 s.";
    expect(plain(summary(partly, 2345)).split("\n")).to.deep.equal([
      count,
      "Nothing shows that the rest works: make the changes named above, or accept it with --allow-unplayable.",
      ...next,
    ]);
    expect(plain(summary(partly, 2345, { allowUnplayable: true })).split("\n")).to.deep.equal([count, ...next]);
    expect(plain(summary([{ ...run, stacks: up.slice(1) }], 2345)).split("\n")).to.deep.equal([
      "1 of 2 scenarios as expected in 2.3 s.",
      "Next: change a stack's file, such as Pulumi.child.yaml, and run this again",
      "      npm start -- --help           all options",
    ]);

    const quiet = { quiet: true, allowUnplayable: true } as const;
    const few = [{ ...run, stacks: up.slice(0, 2) }];
    expect(plain(summary(few, 2345, quiet))).to.equal("1 of 2 scenarios as expected in 2.3 s.");
    expect(plain(summary(partly, 2345, quiet)).split("\n")).to.deep.equal([
      count,
      "2 warnings: run it without --quiet to read them.",
    ]);
  });
});
