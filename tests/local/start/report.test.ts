import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import type { UpStack } from "../../../local/estate/estate";
import {
  heading,
  type Played,
  scenarioLines,
  stackTable,
  summary,
  toJson,
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
  ok: false,
  expected: "403 AccessDenied",
  actual: "200",
  notes: [],
  ms: 7,
};

const plain = stripVTControlCharacters;

describe("The report for programs", () => {
  it("is one JSON document of stacks and scenarios, without the model's answer", () => {
    const document: unknown = JSON.parse(toJson({ stacks: up.slice(0, 2), scenarios: [allowed, denied] }));

    expect(document).to.deep.equal({
      stacks: [
        { name: "parent", resources: 3, ms: 1234 },
        { name: "child", resources: 10, ms: 49 },
      ],
      scenarios: [
        {
          id: "invoke-allowed",
          ok: true,
          expected: "200 with the model's answer",
          actual: '200 {"species":"setosa"}; another payload: 200; cold 2 AWS calls, warm 1',
          ms: 120,
        },
        { id: "invoke-denied", ok: false, expected: "403 AccessDenied", actual: "200", ms: 7 },
      ],
    });
  });

  it("is one line, and has both lists when nothing was played", () => {
    expect(toJson({ stacks: [], scenarios: [] })).to.equal('{"stacks":[],"scenarios":[]}');
    expect(toJson({ stacks: up, scenarios: [allowed] })).not.to.include("\n");
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

  it("says of which stack a warning is", () => {
    expect(warningLines(up).map(plain)).to.deep.equal([
      "  warning of stranger: its calls will be refused",
      "  warning of stranger: and more",
    ]);
  });

  it("says of a scenario that went as expected what came and why", () => {
    expect(plain(scenarioLines(allowed)).split("\n")).to.deep.equal([
      "  ok    invoke-allowed",
      '        200 {"species":"setosa"}',
      "        another payload: 200",
      "        cold 2 AWS calls, warm 1",
    ]);
  });

  it("says of a scenario that failed what was expected instead", () => {
    expect(plain(scenarioLines(denied)).split("\n")).to.deep.equal([
      "  FAIL  invoke-denied",
      "        200",
      "        expected 403 AccessDenied",
    ]);
  });

  it("ends with the number of scenarios that went as expected, and with what to try next", () => {
    const [first, ...next] = plain(summary({ stacks: up, scenarios: [allowed, denied] }, 2345)).split("\n");

    expect(first).to.equal("1 of 2 scenarios as expected in 2.3 s.");
    expect(next).to.deep.equal([
      "Next: change Pulumi.parent.yaml and run it again; send your own payload: npm start -- --payload '{…}';",
      "      your own model: npm start -- --model URL; all options: npm start -- --help",
    ]);
  });
});
