import { expect } from "chai";
import { errorsOf } from "./support/github-parser";
import * as rules from "./support/rules";
import {
  actionFiles,
  allSteps,
  expression,
  readWorkflow,
  type Step,
  workflowCalled,
  workflowFiles,
} from "./support/workflow-files";

describe("Every workflow", () => {
  it("is one that GitHub's own parser takes, as are actions", async () => {
    const files = [...workflowFiles, ...actionFiles];
    expect(files.map(({ name }) => name)).to.deep.equal([
      "workflows/access.yml",
      "workflows/deploy.yml",
      "workflows/drift.yml",
      "workflows/preview.yml",
      "workflows/test.yml",
      "actions/deploy/action.yml",
      "actions/pulumi/action.yml",
    ]);
    const errors = await Promise.all(files.map(errorsOf));
    expect(errors.flat()).to.deep.equal([]);
  });

  const mistakes: readonly { name: string; from: string; to: string; error: RegExp }[] = [
    { name: "deploy.yml", from: "timeout-minutes: 10", to: "timeout-minuts: 10", error: /Unexpected value 'timeout-/ },
    { name: "deploy.yml", from: "needs: [stacks]", to: "needs: [stack]", error: /depends on unknown job 'stack'/ },
    { name: "preview.yml", from: "!failure()", to: "!failed()", error: /Unrecognized function: 'failed'/ },
    {
      name: "preview.yml",
      from: "needs.stacks.outputs.cli",
      to: "neds.stacks.outputs.cli",
      error: /named-value: 'neds'/,
    },
    { name: "pulumi/action.yml", from: "{ inputs.account }", to: "{ input.account }", error: /named-value: 'input'/ },
  ];
  for (const { name, from, to, error } of mistakes) {
    it(`would be refused by it with ${to} in ${name}`, async () => {
      const file = [...workflowFiles, ...actionFiles].find((each) => each.name.endsWith(`/${name}`));
      const text = file?.text.replace(from, to) ?? "";
      expect(text).not.to.equal(file?.text);
      expect((await errorsOf({ name: file?.name ?? "", text })).join("\n")).to.match(error);
    });
  }

  const stepRules: readonly { title: string; rule: (step: Step) => string[]; bad: Partial<Step>; found: string }[] = [
    { title: "uses actions of a version", rule: rules.unpinned, bad: { uses: "a/b@main" }, found: "a/b@main" },
    {
      title: "keeps expressions, and with them strangers' words, out of its commands",
      rule: rules.interpolated,
      bad: { run: `echo ${expression("github.event.pull_request.title")}` },
      found: `echo ${expression("github.event.pull_request.title")}`,
    },
    { title: "runs scripts that are there", rule: rules.missing, bad: { run: "npm run xy" }, found: "npm script xy" },
    {
      title: "runs files that are there",
      rule: rules.missing,
      bad: { run: "node scripts/xy.ts" },
      found: "scripts/xy.ts",
    },
    {
      title: "leaves no token in the checkout",
      rule: rules.keptTokens,
      bad: { uses: "actions/checkout@v5" },
      found: "actions/checkout@v5",
    },
  ];
  for (const { title, rule, bad, found } of stepRules) {
    it(title, () => {
      expect(allSteps().flatMap(({ file, step }) => rule(step).map((what) => `${file}: ${what}`))).to.deep.equal([]);
      expect(rule({ with: {}, env: {}, ...bad })).to.deep.equal([found]);
    });
  }

  it("has no key of AWS that lasts", () => {
    expect([...workflowFiles, ...actionFiles].flatMap(rules.lastingKeys)).to.deep.equal([]);
    const text = `aws-access-key-id: ${expression("secrets.AWS_SECRET_ACCESS_KEY")}`;
    expect(rules.lastingKeys({ name: "", text })).to.deep.equal(["aws-access-key-id", "AWS_SECRET_ACCESS_KEY"]);
  });

  it("starts by no event that gives strangers' code the repository's secrets", () => {
    expect(workflowFiles.map(readWorkflow).flatMap(rules.riskyEvents)).to.deep.equal([]);
    const bad = { ...workflowCalled("preview"), on: { pull_request_target: null } };
    expect(rules.riskyEvents(bad)).to.deep.equal(["pull_request_target"]);
  });

  it("says what its token may do, and when each job ends", () => {
    const workflows = workflowFiles.map(readWorkflow);
    expect(workflows.flatMap(rules.unboundTokens)).to.deep.equal([]);
    expect(workflows.flatMap(rules.endless)).to.deep.equal([]);
    const bad = { ...workflowCalled("test"), permissions: undefined, jobs: { a: { needs: [], steps: [] } } };
    expect([rules.unboundTokens(bad), rules.endless(bad)]).to.deep.equal([["a"], ["a"]]);
  });
});
