import { expect } from "chai";
import { Stopped } from "../../../scripts/support/stopped";
import { places } from "../support/fake-aws";
import { refusalOf } from "../support/files";
import { nobodyAtHand } from "../support/operators";
import { groupCalls } from "../teardown/support/work";
import { OffboardBench } from "./support/bench";

/** What a run asks for that takes LOB B out, in its order. */
const allCalls = [
  "DeleteApp d-bbbbbbbbbbbb bob",
  "DeleteSpace d-bbbbbbbbbbbb bob",
  "DeleteUserProfile d-bbbbbbbbbbbb own",
  "DeleteDomain d-bbbbbbbbbbbb Delete",
  ...groupCalls("d-bbbbbbbbbbbb"),
  "destroy lob-b after a refresh",
  "AdminDeleteUser bob",
  "DeleteItem bob",
  "AdminDeleteUser rob",
  "DeleteItem rob",
];

function giveWork({ bench }: OffboardBench): void {
  bench.give("lob-b", "space", "bob");
  bench.give("lob-b", "app", "bob");
}

describe("npm run offboard -- LOB", () => {
  let bench: OffboardBench;
  beforeEach(async () => {
    bench = await OffboardBench.start();
    giveWork(bench);
  });
  afterEach(() => bench.close());

  const others = () => ["shared", "parent", "child"].map((name) => bench.bench.everythingOf(name));

  /** Sees that LOB B is out, and nothing else. */
  function expectOut(before: Readonly<Record<string, string>>, standing: unknown): void {
    expect(bench.bench.everythingOf("lob-b")).to.deep.equal([]);
    expect(others()).to.deep.equal(standing);
    expect([...bench.users.rows]).to.deep.equal([["ann", ["lob-a", "own"]]]);
    expect([...bench.users.accounts.keys()]).to.deep.equal(["ann", "new"]);
    const { "Pulumi.lob-b.yaml": _, ...kept } = before;
    expect(bench.texts).to.deep.equal({
      ...kept,
      "Pulumi.shared.yaml": before["Pulumi.shared.yaml"]?.replace(/ +- \{ name: lob-b.*\n/, ""),
      "Pulumi.parent.yaml": before["Pulumi.parent.yaml"]?.replace(', "444444444444"', ""),
    });
  }

  it("prints what goes, asks, and takes out the stack, its users, its entries and its file, and nothing else", async () => {
    const [before, standing] = [bench.texts, others()];
    await bench.run("lob-b");

    expect(bench.calls).to.deep.equal(allCalls);
    expectOut(before, standing);
    expect(bench.bench.questions).to.deep.equal(["Type lob-b to delete all of this: "]);
    expect(bench.said).to.deep.equal([
      "LOB lob-b behind stack shared, to be taken out in this order:",
      "  lob-b  444444444444  4 resources, with the home directories of its users",
      "                       1 app: JupyterLab default in space bob",
      "                       1 space: bob",
      "                       1 user profile: own",
      "  2 users: bob, rob, out of user pool and Users table of stack shared",
      "  Pulumi.shared.yaml  lobs without lob-b",
      "  Pulumi.parent.yaml  children without 444444444444",
      "  Pulumi.lob-b.yaml   the file itself",
      "  lob-b  1 app: JupyterLab default in space bob: deleted",
      "  lob-b  1 space: bob: deleted",
      "  lob-b  1 user profile: own: deleted",
      "  lob-b  Studio domain d-bbbbbbbbbbbb deleted, with its home directories",
      "  lob-b  2 security groups of the home directories deleted",
      "  lob-b  down, 4 resources in 0 s",
      "  bob  row and account deleted",
      "  rob  row deleted",
      "  changed  Pulumi.shared.yaml  lobs without lob-b",
      "  changed  Pulumi.parent.yaml  children without 444444444444",
      "  removed  Pulumi.lob-b.yaml   stack lob-b",
      "Take its users out of the file that npm run populate reads: it refuses a LOB that isn't there.",
      "The up of stack shared deletes the LOB's row and account 444444444444 in the share, and changes nothing else.",
      "Next, each with its account's credentials:",
      "  npm start",
      "  npx pulumi up --stack shared  # 111122223333",
      "  npx pulumi up --stack parent  # 222222222222",
      "  npx pulumi stack rm lob-b",
    ]);
  });

  for (const [index, call] of allCalls.entries()) {
    it(`goes on after it was killed before ${call}`, async () => {
      const [before, standing] = [bench.texts, others()];
      bench.before = () => {
        if (bench.calls.length === index) {
          throw new Error("killed");
        }
      };
      expect(await bench.run("lob-b", { yes: true }).catch((error: unknown) => error)).to.be.an("error");
      expect(bench.texts).to.deep.equal(before);
      bench.before = () => {};
      await bench.run("lob-b", { yes: true });
      expectOut(before, standing);
    });
  }

  it("goes on after it was killed between the files", async () => {
    const [before, standing] = [bench.texts, others()];
    await bench.run("lob-b", { yes: true });
    for (const kept of [["Pulumi.lob-b.yaml"], ["Pulumi.lob-b.yaml", "Pulumi.parent.yaml"]]) {
      for (const name of kept) {
        bench.write(name, before[name] ?? "");
      }
      bench.said.length = 0;
      await bench.run("lob-b");
      expectOut(before, standing);
      expect(bench.said[1]).to.equal("  lob-b  444444444444  is down already");
    }
  });

  it("prints what it would do in a dry run, with the files' changes as a patch, and changes nothing", async () => {
    const before = bench.texts;
    await bench.run("lob-b", { dryRun: true });

    expect([bench.calls, bench.bench.questions, bench.texts]).to.deep.equal([[], [], before]);
    expect(bench.said.slice(9)).to.deep.equal([
      "--- a/Pulumi.shared.yaml",
      "+++ b/Pulumi.shared.yaml",
      "@@ -7,5 +7,4 @@",
      "   # Those that asked.",
      "   lobs:",
      '     - { name: lob-a, account: "333333333333" } # the first',
      '-    - { name: lob-b, account: "444444444444" }',
      "     # Further ones below.",
      "--- a/Pulumi.parent.yaml",
      "+++ b/Pulumi.parent.yaml",
      "@@ -1,4 +1,4 @@",
      " config:",
      '   account: "222222222222"',
      '-  children: ["333333333333", "444444444444"] # both',
      '+  children: ["333333333333"] # both',
      "   endpoints: [iris]",
      "--- a/Pulumi.lob-b.yaml",
      "+++ /dev/null",
      "@@ -1,8 +0,0 @@",
      ...(before["Pulumi.lob-b.yaml"] ?? "")
        .trimEnd()
        .split("\n")
        .map((line) => `-${line}`),
      "Nothing was deleted: this was a dry run.",
    ]);
  });

  it("deletes nothing when the answer is another name", async () => {
    const failure = await bench.run("lob-b", {}, { answer: "lob-a" }).catch((error: unknown) => error);
    expect(failure).to.have.property("message", "that isn't lob-b, so nothing was deleted");
    expect(bench.calls).to.deep.equal([]);
  });

  it("names what prevents it, as npm run teardown does, and touches nothing", async () => {
    const before = bench.texts;
    bench.bench.filled.add("files-lob-b");
    expect(await refusalOf(() => bench.run("lob-b"))).to.equal(
      "npm run offboard: 1 mistake, nothing was changed\n  bucket files-lob-b of stack lob-b holds files, and S3 deletes only empty buckets: save what its users need, empty it with aws s3 rm s3://files-lob-b --recursive, and run this again",
    );
    bench.bench.filled.clear();
    bench.users.account = "999999999999";
    expect(await refusalOf(() => bench.run("lob-b"))).to.equal(
      "npm run offboard: 1 mistake, nothing was changed\n  account of stack shared is 111122223333, but the credentials are of account 999999999999: use credentials of 111122223333",
    );
    expect([bench.calls, bench.texts]).to.deep.equal([[], before]);
  });

  it("names every role that can't be assumed before it asks for a state, and passes credentials to all that asks", async () => {
    for (const name of ["Pulumi.shared.yaml", "Pulumi.lob-b.yaml"]) {
      bench.write(name, `${bench.read(name)}  deployRole: Deploy\n`);
    }
    const why = (stacks: string, accounts: string) =>
      `  accounts of stacks ${stacks} are ${accounts}, and no AWS credentials were found to assume the role of deployRole: set AWS_PROFILE, or name a profile for each stack with --profile <stack>=<profile> or in .aws-profiles.yaml`;
    expect(await refusalOf(() => bench.run("lob-b", {}, { atHand: nobodyAtHand }))).to.equal(
      ["npm run offboard: 1 mistake, nothing was changed", why("shared, lob-b", "111122223333, 444444444444")].join(
        "\n",
      ),
    );
    expect(bench.calls).to.deep.equal([]);

    const handed: unknown[] = [];
    await bench.run(
      "lob-b",
      { dryRun: true, profile: ["shared=hub", "lob-b=b"] },
      {
        atHand: nobodyAtHand,
        readStack: async (_, source) => {
          handed.push(source);
          return { account: "111122223333", region: "eu-west-1", ...places };
        },
        directory: (_, source) => {
          handed.push(source);
          return bench.users.clients();
        },
      },
    );
    expect(handed).to.deep.equal(["hub", "hub"]);
  });

  it("ends before the next user when the operator asks it to, and prints that another run continues", async () => {
    bench.before = (call) => {
      if (call === "DeleteItem bob") {
        bench.bench.stop.abort();
      }
    };
    const failure = await bench.run("lob-b", { yes: true }).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Stopped);
    expect(failure).to.have.property(
      "message",
      "stopped at user rob: as you asked; what is deleted stays deleted, run it again to continue",
    );
  });

  it("doesn't touch files that somebody changed meanwhile, and prints that another run continues", async () => {
    const before = bench.texts;
    bench.before = (call) => {
      if (call === "DeleteItem rob") {
        bench.write("Pulumi.parent.yaml", `${before["Pulumi.parent.yaml"]}# ours\n`);
      }
    };
    const failure = await bench.run("lob-b", { yes: true }).catch((error: unknown) => error);
    expect(failure).to.have.property(
      "message",
      "stopped at the files: Pulumi.parent.yaml: the file was changed by somebody else meanwhile: run this again; what is deleted stays deleted, run it again to continue",
    );
    expect(bench.read("Pulumi.shared.yaml")).to.equal(before["Pulumi.shared.yaml"]);
  });

  it("needs no credentials for a LOB that was never brought up, nor for users of a hub that isn't", async () => {
    await bench.bench.run({ stack: ["lob-b"], yes: true });
    await bench.bench.engine.destroy("shared", {
      ...{ refresh: false, log: () => {}, onProgress: () => {}, cancel: bench.bench.cancel.signal },
    });
    bench.calls.length = 0;
    bench.said.length = 0;
    bench.users.account = "999999999999";
    await bench.run("lob-b");
    expect(bench.calls).to.deep.equal([]);
    expect(bench.said.slice(0, 3)).to.deep.equal([
      "LOB lob-b behind stack shared, to be taken out in this order:",
      "  lob-b  444444444444  is down already",
      "  Pulumi.shared.yaml  lobs without lob-b",
    ]);
  });

  it("takes out a LOB that the hub lists and that has no stack file", async () => {
    const { "Pulumi.lob-b.yaml": own = "" } = bench.texts;
    const alone = await OffboardBench.start({
      "Pulumi.lob-b.yaml": own.replace('account: "444444444444"', 'account: "555555555555"\n  lob: lob-c'),
    });
    try {
      await alone.run("lob-b");
      expect(alone.said.slice(0, 5)).to.deep.equal([
        "LOB lob-b behind stack shared, to be taken out in this order:",
        "  no stack file here belongs to it: what account 444444444444 holds isn't known and stays",
        "  2 users: bob, rob, out of user pool and Users table of stack shared",
        "  Pulumi.shared.yaml  lobs without lob-b",
        "  Pulumi.parent.yaml  children without 444444444444",
      ]);
      expect(alone.read("Pulumi.shared.yaml")).not.to.include("lob-b");
      expect(alone.read("Pulumi.lob-b.yaml")).to.include("lob-c");
    } finally {
      await alone.close();
    }
  });

  it("leaves the only child of a parent in its list, and reports it", async () => {
    bench.write("Pulumi.parent.yaml", bench.read("Pulumi.parent.yaml").replace('"333333333333", ', ""));
    await bench.run("lob-b");
    expect(bench.said).to.include(
      "Stack parent still trusts account 444444444444, the only one in its children, which can't be empty: put another there, or take it down, npm run teardown -- --stack parent.",
    );
    expect(bench.read("Pulumi.parent.yaml")).to.include('["444444444444"]');
  });

  it("refuses a hub's only LOB", async () => {
    await bench.run("lob-b");
    expect(await refusalOf(() => bench.run("lob-a"))).to.equal(
      'npm run offboard: 1 mistake, nothing was changed\n  LOB is "lob-a", the only LOB of stack shared, and a hub needs one: onboard another first, or take everything down, npm run teardown',
    );
  });
});
