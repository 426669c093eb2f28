import { expect } from "chai";
import { failure } from "../local/support/failure";
import { inferenceIds, studioIds } from "../local/support/scenario-ids";
import { type Changes, linesOf, start, verdicts, verify } from "./support/typed-start";

const key = (name: string) => `  sagemaker-multi-account:${name}`;

/** The parent's list without any of the project's accounts. */
const untrusting: Changes = {
  "Pulumi.parent.yaml": (text) => text.replace('"333333333333"', '"123123123123"'),
};

const withoutParent = (text: string) => text.replace(/.*parentStack.*\n/, "");

/** The hub and its LOB without models. */
const withoutModels: Changes = { "Pulumi.parent.yaml": undefined, "Pulumi.child.yaml": withoutParent };

/** The parent without the hub. */
const withoutHub: Changes = { "Pulumi.parent.yaml": (text) => text.replace(/.*sharedStack.*\n/, "") };

const stackFile = (...lines: readonly string[]) => ["config:", ...lines.map(key), ""].join("\n");

/** A second environment of a hub and a LOB, in accounts and CIDR blocks of its own. */
const dev: Changes = {
  "Pulumi.dev-shared.yaml": stackFile(
    ...["role: shared", 'account: "121212121212"', "vpcCidr: 10.8.0.0/16", "lobSupernet: 10.128.0.0/11"],
    'corporateCidrs: ["192.168.20.0/24"]',
    'lobs: [{name: lob-a, account: "343434343434"}]',
  ),
  "Pulumi.dev-child.yaml": stackFile(
    ...["role: child", 'account: "343434343434"', "lob: lob-a", "vpcCidr: 10.130.0.0/16"],
    ...["userProfiles: [user-dev]", "sharedStack: dev-shared"],
  ),
};

const withoutOrganization = (text: string) => text.replace(/.*organizationArn.*\n/, "");

const ok = (...ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, "ok"]));
const unplayable = (...ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, "--"]));

const addChild =
  'not playable, because stack parent trusts no child here: add "333333333333" of child (lob-a) or "444444444444" of lob-b to children in Pulumi.parent.yaml';
const addProfile = "not playable, because lob-b has no user profile: add a name to userProfiles in Pulumi.lob-b.yaml";

// A run's results must be about the project's own stacks: each of these passed once, or failed because of the run itself.
describe("npm start tells the truth", () => {
  it("of a parent that trusts none of the project's children: nothing shows that a call works", async () => {
    const run = await start(untrusting, { scenario: [...inferenceIds, "invoke-through-hub"] });

    expect(run.code).to.equal(1);
    expect(verdicts(run)).to.deep.equal({
      ...unplayable(...inferenceIds, "invoke-through-hub"),
      "invoke-denied-untrusted-account": "ok",
    });
    expect(linesOf(run, "invoke-allowed")).to.deep.equal(["--    invoke-allowed", addChild]);
    expect(linesOf(run, "invoke-denied-without-permission")[1]).to.equal("not playable for the same reason");
    expect(run.lines.at(-6)).to.match(/^1 of 1 scenarios as expected, 7 not playable, in \d+\.\d s\.$/);
    expect(run.lines.at(-5)).to.equal(
      "Nothing shows that the rest works: make the changes named above, or accept it with --allow-unplayable.",
    );
  });

  it("of the same for programs, and exits 0 where that is accepted", async () => {
    const options = { scenario: ["invoke-allowed"], json: true, allowUnplayable: true } as const;
    const { code, lines } = await start(untrusting, options);

    expect(code).to.equal(0);
    const { stacks, scenarios } = JSON.parse(lines.join("\n"));
    expect({ ...scenarios[0], ms: 0 }).to.deep.equal({
      ...{ id: "invoke-allowed", environment: "shared", ok: false, outcome: "unplayable" },
      ...{ expected: "200 with the model's answer", actual: addChild, ms: 0 },
    });
    expect({ ...stacks[2], resources: 0, ms: 0 }).to.deep.equal({
      ...{ name: "child", environment: "shared", role: "child", account: "333333333333", region: "eu-west-1" },
      ...{ resources: 0, madeUp: [], ms: 0 },
      warnings: [
        "account 333333333333 is not among the children of stack parent: its calls will be refused; add it there and run npx pulumi up --stack parent",
      ],
    });
  });

  it("of a LOB without profiles: what needs two LOBs isn't played with a made-up one", async () => {
    const run = await start(
      { "Pulumi.lob-b.yaml": (text) => text.replace(/.*userProfiles:\n.*\n/, "") },
      { scenario: ["invoke-through-hub", ...studioIds] },
    );

    expect(run.code).to.equal(1);
    expect(verdicts(run)).to.deep.equal({
      ...ok("invoke-through-hub", ...studioIds),
      ...unplayable("studio-other-lob-path", "studio-both-domains", "network-lob-to-lob"),
    });
    expect(linesOf(run, "studio-both-domains")).to.deep.equal(["--    studio-both-domains", addProfile]);
    expect(run.lines.at(-6)).to.match(/^12 of 12 scenarios as expected, 3 not playable, in \d+\.\d s\.$/);
  });

  it("of LOBs without anybody, and of a hub without room for a desk", async () => {
    const nobody = (text: string) => text.replace(/.*userProfiles:\n.*\n/, "");
    const scenario = ["studio-own-path", "onboard-third-lob"];
    const empty = await start({ "Pulumi.child.yaml": nobody, "Pulumi.lob-b.yaml": undefined }, { scenario });

    expect(verdicts(empty)).to.deep.equal({ "studio-own-path": "--", "onboard-third-lob": "ok" });
    expect(empty.lines).to.include("  warning of child (lob-a): userProfiles is empty: nobody has a Studio there");
    expect(empty.lines).to.include(
      "  warning of shared: lobs of Pulumi.shared.yaml names lob-b, which has no stack file here: write it, npm run onboard -- lob-b --account 444444444444, or take lob-b out, npm run offboard -- lob-b",
    );
    expect(linesOf(empty, "studio-own-path")[1]).to.equal(
      "not playable, because child (lob-a) has no user profile: add a name to userProfiles in Pulumi.child.yaml",
    );
    expect(linesOf(empty, "onboard-third-lob")[2]).to.equal(
      "made up: lob-new in 555555555555, a LOB that this project doesn't have",
    );

    const narrow = (text: string) => text.replace("192.168.10.0/24", "192.168.10.0/28");
    const cramped = await start(
      { "Pulumi.shared.yaml": narrow },
      { quiet: true, scenario: ["invoke-allowed", "studio-own-path"] },
    );
    expect(cramped.lines.map((line) => line.replace(/\d+\.\d s/, "… s"))).to.deep.equal([
      "  ok    invoke-allowed",
      "  --    studio-own-path",
      "        not playable, because corporateCidrs of stack shared has no CIDR block of /24 or larger for the on-premises simulator, where the scenarios' users are: add one",
      "1 of 1 scenarios as expected, 1 not playable, in … s.",
      "Nothing shows that the rest works: make the changes named above, or accept it with --allow-unplayable.",
      "1 warning: run it without --quiet to read them.",
    ]);
    expect(cramped.code).to.equal(1);
  });

  it("of each flow by itself: what config doesn't have isn't listed, and a neighbour that is missing is made up", async () => {
    const run = await start(
      { ...withoutModels, "Pulumi.lob-b.yaml": undefined },
      { scenario: ["studio-own-path-json", "studio-other-lob-path", "network-lob-to-lob"] },
    );

    expect(run.code).to.equal(0);
    expect(run.lines.filter((line) => /^\w/.test(line)).slice(0, 3)).to.deep.equal([
      "Local AWS, eu-west-1, 2 accounts, nothing leaves this machine",
      "Private Studio",
      "Network",
    ]);
    const madeUp = "made up: scenario-lob in 555555555555, a LOB that this project doesn't have";
    expect(linesOf(run, "studio-own-path-json")).not.to.include(madeUp);
    expect(linesOf(run, "studio-other-lob-path")[2]).to.equal(madeUp);
    expect(linesOf(run, "network-lob-to-lob").slice(1, 3)).to.deep.equal([
      "0 of 96 connections between child (lob-a) and scenario-lob succeeded",
      madeUp,
    ]);
  });

  it("of a payload that the model refuses: no call through the hub was answered", async () => {
    const scenario = ["invoke-allowed", "invoke-through-hub"];
    const run = await start({}, { scenario, payload: '{"petals":5}', stack: ["child"] });

    expect(run.code).to.equal(1);
    // A stack that wasn't chosen has its file all the same.
    expect(run.lines.filter((line) => line.includes("warning of shared"))).to.deep.equal([]);
    const hint = "the model refused the payload: send one that it understands with --payload and --content-type";
    const endpoint = "endpoint iris of stack parent, answered by the sample model";
    const allowed = linesOf(run, "invoke-allowed");
    expect(allowed[1]).to.match(/^424 ModelError: Received client error \(400\) from primary/);
    expect([allowed[0], ...allowed.slice(2)]).to.deep.equal([
      ...["FAIL  invoke-allowed", "cold 2 AWS calls, warm 1", hint, endpoint, "expected 200 with the model's answer"],
    ]);
    const [verdict, actual, ...notes] = linesOf(run, "invoke-through-hub");
    expect([verdict, actual?.slice(0, 22), notes.shift()]).to.deep.equal([
      ...["FAIL  invoke-through-hub", "424 by sts:AssumeRole ", hint],
    ]);
    expect(notes.slice(2)).to.deep.equal([
      "check failed: the model answers",
      "expected 200 through the hub's endpoints for sts and sagemaker.runtime, 403 for the same session from outside",
    ]);
  });

  it("of accounts whose organization config doesn't name: it assumes that they are in one, and warns of it", async () => {
    const run = await start(
      {
        "Pulumi.shared.yaml": (text) => `${withoutOrganization(text)}${key('modelAccounts: ["222222222222"]')}\n`,
        "Pulumi.parent.yaml": withoutOrganization,
      },
      { scenario: ["invoke-through-hub", "studio-own-path"] },
    );

    expect(run.code).to.equal(0);
    expect(run.lines.filter((line) => line.startsWith("  warning of shared: "))).to.deep.equal([
      "  warning of shared: organizationArn is not set and sharing is organization: this run assumes that the project's accounts are in one organization; if yours are in none, set sharing: invitation",
    ]);
  });

  it("of every environment, each under its own heading", async () => {
    const run = await start(dev, { scenario: ["studio-own-path"] });

    expect(run.code).to.equal(0);
    const headings = run.lines.filter((line) => /^Local|^Environment|^Private/.test(line));
    expect(headings).to.deep.equal([
      "Local AWS, eu-west-1, 6 accounts, nothing leaves this machine",
      ...["Environment dev-shared", "Private Studio", "Environment shared", "Private Studio"],
    ]);
    expect(run.lines.filter((line) => line.includes(" opens SageMaker Studio ")).join()).to.match(
      /User: user-dev Account: 343434343434.*User: user-lob-a Account: 333333333333/,
    );
    expect(run.lines.at(-5)).to.match(/^2 of 2 scenarios of 2 environments as expected in \d+\.\d s\.$/);

    const one = await start(dev, { scenario: ["studio-no-token"], environment: "dev-shared" });
    expect(one.lines[0]).to.equal("Local AWS, eu-west-1, 2 accounts, nothing leaves this machine");
  });

  const mistakes: readonly { what: string; changes?: Changes; options: Parameters<typeof start>[1]; says: string }[] = [
    {
      what: "an environment that there isn't",
      options: { environment: "shard" },
      says: `--environment is "shard": name a hub's or a parent's stack; those here are shared, parent; did you mean shared?`,
    },
    {
      what: "a scenario of a flow that config doesn't have",
      changes: withoutHub,
      options: { stack: ["parent"], scenario: ["studio-own-path", "invoke-allowed", "studio-no-token"] },
      says: '--scenario is "studio-no-token", "studio-own-path", which needs a stack with the role shared, and there is none here: add a Pulumi.<stack>.yaml with it',
    },
    {
      what: "calls through a hub of a parent without one",
      changes: withoutHub,
      options: { scenario: ["invoke-through-hub"] },
      says: '--scenario is "invoke-through-hub", which needs a parent behind a hub, and no parent here names one: set sharedStack in its file',
    },
    {
      what: "a payload and a file for the answer where nothing is called",
      changes: { ...withoutModels, "Pulumi.lob-b.yaml": undefined },
      options: { payload: "{}", output: "answer" },
      says: [
        "--payload is given, but none of the chosen scenarios sends it: invoke-allowed needs a stack with the role parent, and there is none here: add a Pulumi.<stack>.yaml with it",
        '--output is "answer", but only invoke-allowed has an answer to write: it needs a stack with the role parent, and there is none here: add a Pulumi.<stack>.yaml with it',
      ].join("\n"),
    },
    {
      what: "one file for the answers of two environments",
      changes: dev,
      options: { output: "answer" },
      says: "--output is for one environment, and this project has dev-shared, shared: choose with --environment",
    },
  ];
  for (const { what, changes = {}, options, says } of mistakes) {
    it(`and answers ${what} with one sentence`, async () => {
      expect((await failure(start(changes, options))).message).to.equal(says);
    });
  }
});

describe("npm run verify tells the truth", () => {
  /** The shipped hub with LOB A, beside models and a child of another organization in another region. */
  const organizations: Changes = {
    "Pulumi.shared.yaml": (text) => text.replace(/ +- name: lob-b\n.*\n/, ""),
    "Pulumi.child.yaml": (text) => text.replace(/.*parentStack.*\n/, ""),
    "Pulumi.parent.yaml": (text) => {
      const own = text.replace("o-exampleorg1", "o-exampleorg2").replace("333333333333", "444444444444");
      return `${own.replace(/.*sharedStack.*\n/, "")}${key("region: us-east-1")}\n`;
    },
    "Pulumi.lob-b.yaml": stackFile("role: child", 'account: "444444444444"', "parentStack: parent"),
  };

  it("of environments in different organizations and regions: none has to be let in by another", async () => {
    const { code, lines, files } = await verify(organizations);

    expect(code).to.equal(0);
    expect(lines.slice(0, -1)).to.deep.equal([
      "4 stacks on the local AWS, from their own resources; nothing leaves this machine",
      "  126 accesses are allowed and 13,359 are refused, as access.yaml declares.",
      "  35 of 155 kinds of connection succeed.",
      "  What one environment may do in another was asked as well.",
      "  Costs are by AWS's prices of 2026-11 in us-east-1; for yours, change local/verify/cost/prices.json.",
      "Environment shared: shared, child (lob-a)",
      "  shared and its LOBs cost 543.71 USD a month, idle; central endpoints cost less than each LOB's own from 22 LOBs on, and from 2 LOBs on where transit gateway and resolver exist anyway.",
      "Environment parent: parent, lob-b",
    ]);
    const rows = "The 126 accesses are in 68 rows: a row lists all places from which somebody may do the same.";
    expect(files.md).to.include(`<summary>Everything that is allowed (126 accesses in 68 rows)</summary>\n\n${rows}\n`);
    expect(files.html)
      .to.include(`<p>${rows}</p>`)
      .and.to.include("<p>The place internet means that credentials are enough:");
    for (const stacks of [
      "Environment shared: shared in 111122223333, child (lob-a) in 333333333333.",
      "Environment parent: parent in 222222222222, lob-b in 444444444444.",
    ]) {
      expect(files.html).to.include(`<li>${stacks}</li>`);
    }
  }).timeout(120_000);

  it("and answers an environment or a stack that there isn't with one sentence", async () => {
    expect((await failure(verify({}, { environment: "shard" }))).message).to.equal(
      `--environment is "shard": name a hub's or a parent's stack; those here are shared, parent; did you mean shared?`,
    );
    expect((await failure(verify({}, { stack: ["lob-c"] }))).message).to.equal(
      '--stack is "lob-c": there is no such stack here; the stacks are shared, parent, child, lob-b; did you mean lob-b?',
    );
  });
});
