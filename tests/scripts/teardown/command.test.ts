import { expect } from "chai";
import { homeFileSystem, studioDomain } from "../../../local/aws/sagemaker/kinds";
import { Stopped } from "../../../scripts/support/stopped";
import { refusalOf } from "../support/files";
import { Bench, project } from "./support/bench";
import { allCalls, giveWork } from "./support/work";

describe("npm run teardown", () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await Bench.start();
  });
  afterEach(() => bench.close());

  it("deletes what is in domains, those, what SageMaker leaves of them, then the rest, children first", async () => {
    giveWork(bench);
    await bench.run();

    expect(bench.calls).to.deep.equal(allCalls);
    // The domains themselves would have kept their home directories.
    expect(bench.aws.world.all(homeFileSystem)).to.deep.equal([]);
    for (const { name } of project.stacks) {
      expect(bench.everythingOf(name)).to.deep.equal([]);
    }
    expect(bench.questions).to.deep.equal(["Type project to delete all of this: "]);
    expect(bench.said).to.deep.equal([
      "Project project, to be deleted in this order:",
      "  lob-b   444444444444  4 resources, with the home directories of its users",
      "                        1 app: JupyterLab default in space bob",
      "                        1 space: bob",
      "                        1 user profile: own",
      "  child   333333333333  4 resources, with the home directories of its users",
      "                        2 apps: JupyterLab default in space ann, JupyterLab default in space team",
      "                        2 spaces: ann, team",
      "                        2 user profiles: own, carol",
      "  parent  222222222222  1 resource",
      "  shared  111122223333  1 resource, with its user pool and its tables",
      "  lob-b  1 space: bob: deleted",
      "  lob-b  1 user profile: own: deleted",
      "  lob-b  Studio domain d-bbbbbbbbbbbb deleted, with its home directories",
      "  lob-b  2 security groups of the home directories deleted",
      "  lob-b  down, 4 resources in 0 s",
      "  child  2 apps: JupyterLab default in space ann, JupyterLab default in space team: deleted",
      "  child  2 spaces: ann, team: deleted",
      "  child  2 user profiles: own, carol: deleted",
      "  child  Studio domain d-aaaaaaaaaaaa deleted, with its home directories",
      "  child  2 security groups of the home directories deleted",
      "  child  down, 4 resources in 0 s",
      "  parent  down, 1 resource in 0 s",
      "  shared  down, 1 resource in 0 s",
      "Down: lob-b, child, parent, shared.",
    ]);
  });

  it("prints what it would delete in a dry run, asks nobody, and deletes nothing", async () => {
    giveWork(bench);
    const before = project.stacks.map(({ name }) => bench.everythingOf(name).length);
    await bench.run({ dryRun: true });

    expect(bench.calls).to.deep.equal([]);
    expect(project.stacks.map(({ name }) => bench.everythingOf(name).length)).to.deep.equal(before);
    expect(bench.questions).to.deep.equal([]);
    expect(bench.said.slice(-2)).to.deep.equal([
      "  shared  111122223333  1 resource, with its user pool and its tables",
      "Nothing was deleted: this was a dry run.",
    ]);
  });

  it("asks nobody with --yes", async () => {
    await bench.run({ yes: true }, { answer: undefined });

    expect(bench.questions).to.deep.equal([]);
    expect(bench.calls.at(-1)).to.equal("destroy shared");
  });

  for (const { what, answer, says } of [
    { what: "yes instead of the project's name", answer: "yes", says: "that isn't project, so nothing was deleted" },
    {
      what: "nothing, since nobody is there",
      answer: undefined,
      says: "there is no terminal to ask on, so nothing was deleted: run this in a terminal, or with --yes",
    },
  ]) {
    it(`deletes nothing when the answer is ${what}`, async () => {
      const failure = await bench.run({}, { answer }).catch((error: unknown) => error);

      expect(failure).to.be.an("error").with.property("message", says);
      expect(bench.calls).to.deep.equal([]);
    });
  }

  it("takes down only one LOB, touches nothing of another, and prints where it is still named", async () => {
    giveWork(bench);
    const others = ["shared", "parent", "lob-b"].map((name) => bench.everythingOf(name));
    await bench.run({ stack: ["child"] });

    expect(bench.calls).to.deep.equal(allCalls.slice(8, -2));
    expect(bench.everythingOf("child")).to.deep.equal([]);
    expect(["shared", "parent", "lob-b"].map((name) => bench.everythingOf(name))).to.deep.equal(others);
    expect(bench.said.slice(-3)).to.deep.equal([
      "Down: child.",
      "lobs of Pulumi.shared.yaml still names lob-a: remove it there, and npx pulumi up --stack shared.",
      "children of Pulumi.parent.yaml still names 333333333333: remove it there, and npx pulumi up --stack parent.",
    ]);
  });

  it("waits for what is made before it deletes it, and for what is deleted until it is gone", async () => {
    bench.give("child", "space", "new", { status: "Pending" });
    await bench.run({ stack: ["child"] });

    expect(bench.calls[0]).to.equal("DeleteSpace d-aaaaaaaaaaaa new");
    // Two looks for the space, one each for its profile and the domain.
    expect(bench.pauses).to.equal(6);
  });

  it("doesn't touch apps that failed, or are listed although they are gone", async () => {
    bench.give("lob-b", "app", "bob", { status: "Deleted" });
    await bench.run({ stack: ["lob-b"], dryRun: true });

    expect(bench.said).to.deep.equal([
      "Project project, to be deleted in this order:",
      "  lob-b  444444444444  4 resources, with the home directories of its users",
      "                       1 user profile: own",
      "Nothing was deleted: this was a dry run.",
    ]);
  });

  it("waits until nothing uses the groups of the home directories any more", async () => {
    bench.ec2.uses.set("sg-inbound-d-aaaaaaaaaaaa", 2);
    await bench.run({ stack: ["child"] });

    expect(bench.calls.filter((call) => call === "DeleteSecurityGroup sg-inbound-d-aaaaaaaaaaaa")).to.have.length(3);
    expect(bench.everythingOf("child")).to.deep.equal([]);
  });

  it("gives up after half an hour, and prints what is left", async () => {
    bench.ec2.uses.set("sg-inbound-d-aaaaaaaaaaaa", 1000);
    const failure = await bench.run({ stack: ["child"] }).catch((error: unknown) => error);

    expect(failure).to.be.instanceOf(Stopped);
    expect(failure).to.have.property(
      "message",
      "1 stack failed. What is done stays\n  child  after 30 minutes network interfaces still use security-group-for-inbound-nfs-d-aaaaaaaaaaaa\nTo continue: npm run teardown -- --stack child",
    );
    expect(bench.pauses).to.equal(183);
  });

  it("skips what is down already", async () => {
    await bench.run({ stack: ["child"] });
    bench.calls.length = 0;
    bench.said.length = 0;
    await bench.run();

    expect(bench.said.slice(0, 3)).to.deep.equal([
      "Project project, to be deleted in this order:",
      "  lob-b   444444444444  4 resources, with the home directories of its users",
      "                        1 user profile: own",
    ]);
    expect(bench.said[3]).to.equal("  child   333333333333  is down already");
    expect(bench.calls.filter((call) => call.startsWith("destroy"))).to.deep.equal([
      "destroy lob-b after a refresh",
      "destroy parent",
      "destroy shared",
    ]);
    bench.said.length = 0;
    await bench.run();
    expect(bench.said.at(-1)).to.equal(
      "Nothing is left to delete, according to the backend that npx pulumi whoami --verbose names.",
    );
  });

  const isDomain = ({ type }: { readonly type: string }) => type === "aws:sagemaker/domain:Domain";

  it("finds a domain by its name that a run made which was cut off, so that the state doesn't know it", async () => {
    const [found] = bench.aws.world.ofStack("child").filter(isDomain);
    bench.engine.unknown.add(found?.urn ?? "");
    await bench.run({ stack: ["child"] });

    expect(bench.calls).to.include("DeleteDomain d-aaaaaaaaaaaa Delete");
    expect(bench.everythingOf("child")).to.deep.equal([]);
  });

  it("doesn't touch domains that are in another VPC, or of another name, with the groups of their home directories", async () => {
    bench.putDomain("child", "d-cccccccccccc", "lob-a", "vpc-another");
    bench.putDomain("child", "d-dddddddddddd", "by-hand");
    bench.ec2.giveNfsGroups("vpc-child", "d-dddddddddddd");
    for (const { urn } of bench.aws.world.ofStack("child").filter(isDomain).slice(1)) {
      bench.engine.unknown.add(urn);
    }
    await bench.run({ stack: ["child"] });

    expect(bench.calls.filter((call) => call.startsWith("DeleteDomain"))).to.deep.equal([
      "DeleteDomain d-aaaaaaaaaaaa Delete",
    ]);
    expect([...bench.ec2.groups.keys()].filter((id) => id.endsWith("d-dddddddddddd"))).to.have.length(2);
  });

  it("goes on where the domain is being deleted already", async () => {
    for (const found of bench.aws.world.list(studioDomain, "333333333333")) {
      bench.aws.world.put({ ...found, state: { ...found.state, status: "Deleting" } });
    }
    await bench.run({ stack: ["child"] });

    expect(bench.calls).not.to.include("DeleteDomain d-aaaaaaaaaaaa Delete");
    expect(bench.everythingOf("child")).to.deep.equal([]);
  });

  it("keeps a table of what runs, with what is deleted besides the engine's work", async () => {
    const shown: string[] = [];
    bench.during = (text) => void (text.startsWith("taking down") && shown.push(text));
    await bench.run({ stack: ["lob-b"] });

    const row = (what: string) => `taking down\n  lob-b  ${what}  0 s`;
    expect([...new Set(shown)]).to.deep.equal(
      [
        "destroying  0 of 4",
        "deleting apps: 0 of 0",
        "deleting spaces: 0 of 0",
        "deleting user profiles: 0 of 1",
        "deleting user profiles: 1 of 1",
        "deleting Studio domains: 0 of 1",
        "deleting Studio domains: 1 of 1",
        "deleting the security groups of the home directories",
        "destroying  1 of 4",
        "destroying  2 of 4",
      ].map(row),
    );
  });

  it("prints for programs a document for each thing that happens", async () => {
    await bench.run({ stack: ["lob-b"], json: true });

    const documents: { readonly event: string }[] = bench.said.map((line) => JSON.parse(line));
    const kept = documents.filter(({ event }) => !["doing", "done", "progress"].includes(event));
    expect(kept).to.deep.equal([
      {
        event: "planned",
        stacks: [
          {
            stack: "lob-b",
            account: "444444444444",
            resources: 4,
            losses: ["the home directories of its users"],
            studio: { apps: [], spaces: [], "user profiles": ["own"] },
          },
        ],
      },
      { event: "destroying", stack: "lob-b", planned: 4 },
      { event: "down", stack: "lob-b", seconds: 0 },
      {
        event: "left",
        why: "lobs of Pulumi.shared.yaml still names lob-b: remove it there, and npx pulumi up --stack shared.",
      },
    ]);
    expect(documents).to.deep.include({
      event: "done",
      stack: "lob-b",
      what: "Studio domain d-bbbbbbbbbbbb deleted, with its home directories",
    });
  });

  it("refuses stacks that aren't there", async () => {
    expect(await refusalOf(() => bench.run({ stack: ["child", "dev", "test"] }))).to.equal(
      [
        "npm run teardown: 2 mistakes, nothing was changed",
        '  --stack is "dev": there is no such stack here; the stacks are shared, parent, child, lob-b',
        '  --stack is "test": there is no such stack here; the stacks are shared, parent, child, lob-b',
      ].join("\n"),
    );
  });
});
