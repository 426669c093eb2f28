import { expect } from "chai";
import { refusalOf } from "../support/files";
import { OffboardBench } from "./support/bench";

/** What a run asks for that takes Bob out, in its order. */
const allCalls = [
  "AdminUserGlobalSignOut bob",
  "AdminDeleteUser bob",
  "DeleteApp d-bbbbbbbbbbbb bob",
  "DeleteSpace d-bbbbbbbbbbbb bob",
  "DeleteItem bob",
];

describe("npm run offboard -- --user NAME", () => {
  let bench: OffboardBench;
  beforeEach(async () => {
    bench = await OffboardBench.start();
    const owner = { ownerUserProfileName: "own" };
    bench.bench.give("lob-b", "space", "bob", owner);
    bench.bench.give("lob-b", "app", "bob");
    bench.bench.give("lob-b", "profile", "rob");
    bench.bench.give("lob-b", "space", "rob", { ownerUserProfileName: "rob" });
    bench.bench.give("lob-b", "app", "rob");
    // Another LOB's profile of the same name.
    bench.bench.give("child", "space", "ann", owner);
  });
  afterEach(() => bench.close());

  /** Names of the spaces and apps of a LOB. */
  const made = (stack: string) =>
    JSON.stringify(bench.bench.everythingOf(stack)).match(/urn:studio:[^"]*(?:space|app)\/[^"]*/g) ?? [];

  function expectGone(files: Readonly<Record<string, string>>): void {
    expect([...bench.users.rows.keys()]).to.deep.equal(["ann", "rob"]);
    expect([...bench.users.accounts.keys()]).to.deep.equal(["ann", "new"]);
    expect(made("lob-b").filter((urn) => urn.includes("bob"))).to.deep.equal([]);
    expect(made("lob-b")).to.have.length(2);
    expect(made("child")).to.have.length(1);
    expect(bench.texts).to.deep.equal(files);
  }

  it("prints what goes, asks, takes out sign-ins, account, apps, spaces and row of one person, and prints what is left", async () => {
    const before = bench.texts;
    await bench.run(undefined, { user: "bob" });

    expect(bench.calls).to.deep.equal(allCalls);
    expectGone(before);
    expect(bench.bench.questions).to.deep.equal(["Type bob to delete all of this: "]);
    expect(bench.said).to.deep.equal([
      "User bob of LOB lob-b, profile own, behind stack shared, to be taken out in this order:",
      "  sign-ins, then the account in the user pool",
      "  1 app: JupyterLab default in space bob",
      "  1 space: bob",
      "  row in the Users table",
      "  sign-ins ended, account deleted",
      "  1 app: JupyterLab default in space bob: deleted",
      "  1 space: bob: deleted",
      "  row deleted",
      'Take own out of userProfiles of Pulumi.lob-b.yaml, and npx pulumi up --stack lob-b: until then an open Studio session continues, for 43200 seconds at most, and a URL made before opens one for 60; to end it at once, see "Taking access away" in docs/operations.md.',
      "Files of profile own stay, in its home directory and in the LOB's bucket.",
      "Take bob out of the file that npm run populate reads, or its next run creates the user again.",
    ]);
  });

  for (const [index, call] of allCalls.entries()) {
    it(`goes on after it was killed before ${call}`, async () => {
      const before = bench.texts;
      bench.before = () => {
        if (bench.calls.length === index) {
          throw new Error("killed");
        }
      };
      expect(await bench.run(undefined, { user: "bob", yes: true }).catch((error: unknown) => error)).to.be.an("error");
      bench.before = () => {};
      await bench.run(undefined, { user: "bob", yes: true });
      expectGone(before);
    });
  }

  it("takes the name in any letter case, as the pool does, and changes nothing in a dry run", async () => {
    await bench.run(undefined, { user: "BOB", dryRun: true });
    expect(bench.said[0]).to.equal(
      "User bob of LOB lob-b, profile own, behind stack shared, to be taken out in this order:",
    );
    expect(bench.said.at(-1)).to.equal("Nothing was deleted: this was a dry run.");
    expect([bench.calls, bench.bench.questions]).to.deep.equal([[], []]);
  });

  it("takes out who has an account and no row, or a row and no account", async () => {
    await bench.run(undefined, { user: "new", yes: true });
    expect(bench.calls).to.deep.equal(["AdminUserGlobalSignOut new", "AdminDeleteUser new"]);
    expect(bench.said.slice(0, 2)).to.deep.equal([
      "User new behind stack shared, to be taken out in this order:",
      "  sign-ins, then the account in the user pool",
    ]);
    bench.calls.length = 0;
    await bench.run(undefined, { user: "rob", yes: true });
    expect(bench.calls).to.deep.equal([
      "DeleteApp d-bbbbbbbbbbbb rob",
      "DeleteSpace d-bbbbbbbbbbbb rob",
      "DeleteItem rob",
    ]);
    // Nobody's list of profiles names this one.
    expect(bench.said.at(-2)).to.equal("Files of profile rob stay, in its home directory and in the LOB's bucket.");
  });

  it("needs no credentials for a LOB that is down, and reports where it has no stack for one", async () => {
    await bench.bench.run({ stack: ["lob-b"], yes: true });
    bench.users.rows.set("eve", ["lob-e", "eve"]);
    bench.calls.length = 0;
    await bench.run(undefined, { user: "bob", yes: true });
    expect(bench.calls).to.deep.equal(allCalls.filter((call) => !call.includes("d-bbbbbbbbbbbb")));
    await bench.run(undefined, { user: "eve", yes: true });
    expect(bench.said.at(-3)).to.equal(
      "No stack file here belongs to LOB lob-e: delete apps, spaces and profile eve there; until then an open Studio session continues, for 43200 seconds at most, and a URL made before opens one for 60.",
    );
  });

  it("refuses whom it doesn't know, and credentials of another account", async () => {
    expect(await refusalOf(() => bench.run(undefined, { user: "bobby" }))).to.equal(
      'npm run offboard: 1 mistake, nothing was changed\n  --user is "bobby": neither the user pool nor the Users table of stack shared has such a user; check the spelling, or nothing is left to do',
    );
    bench.users.account = "999999999999";
    expect(await refusalOf(() => bench.run(undefined, { user: "bob" }))).to.equal(
      "npm run offboard: 1 mistake, nothing was changed\n  account of stack shared is 111122223333, but the credentials are of account 999999999999: use credentials of 111122223333",
    );
    expect(bench.calls).to.deep.equal([]);
  });

  it("refuses a profile for a stack that isn't there", async () => {
    expect(await refusalOf(() => bench.run(undefined, { user: "bob", profile: ["dev=x"] }))).to.equal(
      'npm run offboard: 1 mistake, nothing was changed\n  --profile is "dev=x": there is no stack dev here; the stacks are shared, parent, child, lob-b',
    );
  });
});
