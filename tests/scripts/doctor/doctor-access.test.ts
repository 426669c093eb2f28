import { expect } from "chai";
import { Refusal } from "../../../common/refusal";
import type { Surroundings } from "../../../scripts/doctor/command";
import { cliCredentials, clientCredentials } from "../../../scripts/support/credentials";
import { installCli } from "../../../scripts/support/pulumi-cli";
import { ProjectRefusal } from "../../../stacks/project/project-refusal";
import { refusalOf } from "../support/files";
import { Operators, operatorArn } from "../support/operators";
import { DoctorBench, variant, wellProject } from "./doctor-bench";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

describe("scripts/doctor on tools, credentials and state", () => {
  let bench: DoctorBench;
  beforeEach(async () => {
    bench = await DoctorBench.start();
  });
  afterEach(() => bench.close());

  const outputsOf = (stack: string) => bench.states.get(stack)?.outputs ?? {};

  it("reports which tools are missing or of another version", async () => {
    bench.cli = "3.200.0";
    bench.node = "v18.20.1";
    expect(await bench.complaints()).to.deep.equal([
      "problem  Node.js: version\n           is v18.20.1, and package.json requires ^20.19.0 || >=22.12.0: install one of those",
      "problem  Pulumi CLI: version\n           is 3.200.0, and package.json pins 3.255.0: run npm ci, and use it as npx pulumi",
    ]);
  });

  it("looks at credentials and the organization where there is no CLI", async () => {
    bench.cli = undefined;
    const { ok, said } = await bench.run({ stack: ["lob-b", "shared"] });
    const no = "there is no Pulumi CLI";
    expect(said).to.deep.equal([
      "ok       Node.js: version",
      `problem  Pulumi CLI: version\n           isn't installed: ${installCli()}`,
      "ok       Pulumi.yaml and Pulumi.<stack>.yaml: config",
      "ok       stack shared: credentials",
      `skipped  stack shared: state, ${no}`,
      "ok       stack shared: sign-in",
      "ok       stack shared: zones and endpoint services",
      "ok       stack lob-b: credentials",
      `skipped  stack lob-b: state, ${no}`,
      "ok       stack lob-b: zones and endpoint services",
      "ok       stack lob-b: zones beside the hub's",
      `skipped  account 111122223333 in eu-west-1: quotas, ${no}, and what the stacks have already would count twice`,
      `skipped  account 444444444444 in eu-west-1: quotas, ${no}, and what the stacks have already would count twice`,
      "skipped  stack shared: sharing with the organization, only the management account can tell before the hub is shared: there, aws organizations list-aws-service-access-for-organization must list ram.amazonaws.com",
      ...[
        ...["central endpoints", "inbound resolver addresses", "transit gateway"],
        ...["networks of other accounts", "return routes"],
      ].map((name) => `skipped  stack shared: ${name}, ${no}`),
      ...["share of the hub", "Studio domain", "attachment to the transit gateway", "routes", "resolver rules"].map(
        (name) => `skipped  stack lob-b: ${name}, ${no}`,
      ),
      "24 checks: 8 ok, 1 with problems, 0 with warnings, 15 skipped.",
    ]);
    expect(ok).to.equal(false);
  });

  it("warns of a LOB in the hub's list that has no stack file", async () => {
    const readProject = () => ({ ...wellProject, stacks: wellProject.stacks.filter(({ name }) => name !== "lob-b") });
    const { said } = await bench.run({ stack: ["parent"] }, { readProject });
    expect(said[2]).to.equal(
      "warning  Pulumi.yaml and Pulumi.<stack>.yaml: config\n           lobs of Pulumi.shared.yaml names lob-b, which has no stack file here: write it, npm run onboard -- lob-b --account 444444444444, or take lob-b out, npm run offboard -- lob-b",
    );
  });

  it("reports what is wrong in the project's files, and looks no further", async () => {
    const readProject = () => {
      throw new ProjectRefusal([{ file: "Pulumi.child.yaml", line: 3, property: "account", reason: "is not set: …" }]);
    };
    const { ok, said } = await bench.run({}, { readProject });
    expect(said.slice(2)).to.deep.equal([
      "problem  Pulumi.yaml and Pulumi.<stack>.yaml: config\n           1 mistake in the project's files, nothing was changed\n             Pulumi.child.yaml:3: account is not set: …",
      "3 checks: 2 ok, 1 with problems, 0 with warnings, 0 skipped.",
    ]);
    expect(ok).to.equal(false);
  });

  it("names credentials of another account, and what it therefore couldn't check", async () => {
    bench.accounts.set("lob-b", "333333333333");
    const why = "no credentials of account 444444444444";
    expect(await bench.complaints()).to.deep.equal([
      "problem  stack lob-b: credentials\n           its account is 444444444444, but the credentials are of account 333333333333: use credentials of 444444444444",
      `skipped  stack lob-b: zones and endpoint services, ${why}`,
      `skipped  stack lob-b: zones beside the hub's, ${why}`,
      `skipped  account 444444444444 in eu-west-1: quotas, ${why}`,
      ...["share of the hub", "Studio domain", "attachment to the transit gateway", "routes", "resolver rules"].map(
        (name) => `skipped  stack lob-b: ${name}, ${why}`,
      ),
    ]);
  });

  it("checks only the LOB's side without credentials for the hub", async () => {
    bench.accounts.set("shared", undefined);
    const half = "the LOB's side is right, and the hub's wasn't checked: no credentials of account 111122223333";
    expect(await bench.complaints({ stack: ["lob-b"] })).to.deep.equal([
      "skipped  stack lob-b: zones beside the hub's, no credentials of account 111122223333",
      `skipped  stack lob-b: share of the hub, ${half}`,
      `skipped  stack lob-b: attachment to the transit gateway, ${half}`,
      `skipped  stack lob-b: routes, ${half}`,
    ]);
    const [credentials] = await bench.complaints({ stack: ["shared"], profile: ["shared=hub-admin"] });
    expect(credentials).to.equal(
      "problem  stack shared: credentials\n           its account is 111122223333, and profile hub-admin has no valid AWS credentials: sign in with it, or name another",
    );
  });

  it("names once what stacks have in common", async () => {
    bench.accounts.set("parent", undefined);
    bench.accounts.set("child", undefined);
    const problems = (await bench.complaints()).filter((line) => line.startsWith("problem"));
    expect(problems).to.deep.equal([
      "problem  stack parent: credentials\n           its account is 222222222222, and no AWS credentials were found: set AWS_PROFILE, or name a profile for each stack with --profile <stack>=<profile> or in .aws-profiles.yaml",
      "problem  stack child: credentials\n           the same as for stack parent",
    ]);
  });

  it("gives each stack's clients its profile", async () => {
    const asked: string[] = [];
    await bench.run(
      { profile: ["everywhere", "lob-b=b"] },
      {
        clients: ({ name, config }, profile) => {
          asked.push(`${name} ${profile}`);
          return bench.clientsOf(config.account, config.region);
        },
      },
    );
    expect(asked).to.have.members(["shared everywhere", "parent everywhere", "child everywhere", "lob-b b"]);
  });

  it("finds stacks that don't exist, aren't up, or lack outputs", async () => {
    bench.states.delete("lob-b");
    bench.state("child", { outputs: {} });
    const { endpoints: _, ...others } = outputsOf("parent");
    bench.state("parent", { outputs: others });
    const complaints = await bench.complaints();
    expect(complaints.filter((line) => line.startsWith("problem"))).to.deep.equal([
      "problem  stack parent: state\n           its outputs lack endpoints: it was brought up by another version; bring it up again, npx pulumi up --stack parent",
      "problem  stack child: state\n           it was created and isn't up: bring it up, npx pulumi up --stack child",
      "problem  stack lob-b: state\n           it doesn't exist: create it and bring it up, npx pulumi stack init lob-b && npx pulumi up --stack lob-b",
    ]);
    expect(complaints).to.include("skipped  stack lob-b: routes, stack lob-b isn't up");
    expect(complaints).to.include("skipped  stack child: routes, stack child isn't up");
  });

  it("finds outputs that are of another form", async () => {
    bench.state("shared", { outputs: { ...outputsOf("shared"), transitGatewayId: "tgw-?" } });
    const complaints = await bench.complaints({ stack: ["shared"] });
    expect(complaints[0]).to.match(
      /^problem {2}stack shared: state\n {11}its output transitGatewayId is "tgw-\?": .*; if nobody edited it, bring it up again, npx pulumi up --stack shared$/,
    );
    expect(complaints[2]).to.equal(
      "skipped  stack shared: central endpoints, the outputs of stack shared aren't complete",
    );
  });

  it("uses a session of the role in a stack's file, and reports one that can't be assumed", async () => {
    const operators = await Operators.signIn(bench.estate.aws);
    await operators.letIn("222222222222", "Deploy");
    const project = variant(wellProject, { parent: { deployRole: "Deploy" }, "lob-b": { deployRole: "Deploy" } });
    const handed: [string, string | undefined][] = [];
    const around: Partial<Surroundings> = {
      readProject: () => project,
      atHand: operators.atHand,
      clients: ({ config }, source) => bench.clientsWith(config.region, clientCredentials(source)),
      engine: {
        version: async () => "3.255.0",
        stack: async (name, source) => {
          handed.push([name, (await cliCredentials(source)).AWS_ACCESS_KEY_ID]);
          return bench.states.get(name);
        },
      },
    };
    const { said } = await bench.run({ stack: ["parent", "lob-b"] }, around);
    expect(said.slice(3, 7)).to.deep.equal([
      "ok       stack parent: credentials",
      "ok       stack parent: state",
      `problem  stack lob-b: credentials\n           its account is 444444444444, and ${operatorArn} may not assume its deployRole arn:aws:iam::444444444444:role/Deploy: check that the role exists, that its trust policy lets this caller in, and that the caller's own policies allow sts:AssumeRole on it; or name a profile of that account with --profile`,
      "skipped  stack lob-b: state, no credentials of account 444444444444",
    ]);
    // The CLI reads the parent's state as that session as well.
    const sessions = handed
      .filter(([name]) => name === "parent")
      .map(([, key = ""]) => bench.estate.aws.sessions.find(key));
    expect(sessions.map((session) => session?.role.account)).to.deep.equal(["222222222222"]);
  });

  it("finds an update that is running, and operations whose end nobody saw", async () => {
    bench.state("shared", { isUpdating: true });
    const urn =
      "urn:pulumi:lob-b::sagemaker-multi-account::sagemaker-multi-account:lob:LobDomain$aws:sagemaker/domain:Domain::lob-domain";
    bench.state("lob-b", { pendingOperations: [{ type: "creating", urn }] });
    expect(await bench.complaints()).to.deep.equal([
      "problem  stack shared: state\n           an update of it is running: wait until it ends, or if it was killed, npx pulumi cancel --stack shared",
      'problem  stack lob-b: state\n           creating aws:sagemaker/domain:Domain "lob-domain" was started, and its result wasn\'t recorded: let Pulumi check it, npx pulumi refresh --stack lob-b',
    ]);
  });

  it("reports what the CLI couldn't read", async () => {
    const stack = async (name: string) => {
      throw new Refusal(`stack ${name}`, [
        { property: "its state", reason: "can't be read by the Pulumi CLI: no backend" },
      ]);
    };
    const { said } = await bench.run({ stack: ["parent"] }, { engine: { version: async () => "3.255.0", stack } });
    expect(said.slice(3)).to.deep.equal([
      "ok       stack parent: credentials",
      "problem  stack parent: state\n           its state can't be read by the Pulumi CLI: no backend",
      "skipped  stack parent: hosted models, Pulumi can't read the state of stack parent",
      "6 checks: 4 ok, 1 with problems, 0 with warnings, 1 skipped.",
    ]);
  });

  it("reports what AWS refused to show", async () => {
    const hub = bench.world
      .ofStack("administrators")
      .find(({ account, type }) => account === "444444444444" && type.includes("rolePolicy"));
    bench.world.remove(hub?.urn ?? "");
    const complaints = await bench.complaints({ stack: ["lob-b"] });
    expect(complaints.at(-1)).to.equal(
      "problem  stack lob-b: resolver rules\n           can't be checked, since AWS answered AccessDeniedException: User: arn:aws:sts::444444444444:assumed-role/Administrator/operator is not authorized to perform: sagemaker:DescribeDomain on resource: arn:aws:sagemaker:eu-west-1:444444444444:domain/" +
        `${bench.output("lob-b", "domainId")} because no identity-based policy allows the sagemaker:DescribeDomain action: use credentials that may read this`,
    );
  });

  it("refuses options that name no stack, and looks at nothing", async () => {
    expect(await refusalOf(() => bench.run({ stack: ["lob-z"] }))).to.equal(
      'npm run doctor: 1 mistake, nothing was changed\n  --stack is "lob-z": there is no such stack here; the stacks are shared, parent, child, lob-b',
    );
    expect(await refusalOf(() => bench.run({ profile: ["lob-z=x"] }))).to.equal(
      'npm run doctor: 1 mistake, nothing was changed\n  --profile is "lob-z=x": there is no stack lob-z here; the stacks are shared, parent, child, lob-b',
    );
    expect(bench.done).to.deep.equal([]);
  });

  it("prints one JSON document for programs", async () => {
    bench.states.delete("parent");
    const { ok, said } = await bench.run({ stack: ["parent"], json: true });
    expect(said).to.have.length(1);
    expect(JSON.parse(said.join())).to.deep.equal({
      ok,
      checks: [
        { subject: "Node.js", check: "version", outcome: "ok", details: [] },
        { subject: "Pulumi CLI", check: "version", outcome: "ok", details: [] },
        { subject: "Pulumi.yaml and Pulumi.<stack>.yaml", check: "config", outcome: "ok", details: [] },
        { subject: "stack parent", check: "credentials", outcome: "ok", details: [] },
        {
          subject: "stack parent",
          check: "state",
          outcome: "problem",
          details: [
            "it doesn't exist: create it and bring it up, npx pulumi stack init parent && npx pulumi up --stack parent",
          ],
        },
        {
          ...{ subject: "stack parent", check: "hosted models", outcome: "skipped" },
          details: ["stack parent isn't up"],
        },
      ],
    });
    expect(ok).to.equal(false);
  });
});
