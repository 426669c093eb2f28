import { expect } from "chai";
import * as fc from "fast-check";
import { lacking } from "../../../scripts/populate/passwords";
import { type PopulateOptions, populate } from "../../../scripts/populate/populate";
import { stepLine } from "../../../scripts/populate/report";
import type { UsersFile } from "../../../scripts/populate/row";
import { StoppedAtUser } from "../../../scripts/populate/stopped";
import { FakeAws, places } from "../support/fake-aws";
import { refusalOf, usersFile } from "../support/files";

describe("scripts/populate", () => {
  let aws: FakeAws;
  beforeEach(async () => {
    aws = await FakeAws.start();
  });
  afterEach(() => aws.close());

  const run = (file: UsersFile, options?: PopulateOptions) => populate(file, aws.clients(), places, options);
  const account = (password: string) => ({ password, permanent: true });

  async function stopOf(running: Promise<unknown>): Promise<StoppedAtUser> {
    const error = await running.catch((thrown: unknown) => thrown);
    if (error instanceof StoppedAtUser) {
      return error;
    }
    throw new Error(`not stopped: ${String(error)}`);
  }

  it("creates users with random passwords to be changed, and their rows", async () => {
    const { generated, ...outcome } = await run(usersFile(["user-lob-a", "lob-a"], ["user-lob-b", "lob-b", "b"]));
    expect(outcome).to.deep.equal({
      created: ["user-lob-a", "user-lob-b"],
      moved: [],
      changed: [],
      removed: [],
      unchanged: [],
      left: [],
    });
    expect([...aws.rows]).to.deep.equal([
      ["user-lob-a", ["lob-a", "user-lob-a"]],
      ["user-lob-b", ["lob-b", "b"]],
    ]);
    expect([...aws.accounts]).to.deep.equal(
      [...generated].map(([user, password]) => [user, { password, permanent: false }]),
    );
    expect([...generated.values()].map((password) => lacking(password, { MinimumLength: 20 }))).to.deep.equal([[], []]);
  });

  it("does nothing the second time", async () => {
    const file = usersFile(["ann", "lob-a"], ["bob", "lob-b"]);
    await run(file);
    aws.writes.length = 0;
    const outcome = await run(file, { prune: true });
    expect({ writes: aws.writes, unchanged: outcome.unchanged, generated: outcome.generated.size }).to.deep.equal({
      writes: [],
      unchanged: ["ann", "bob"],
      generated: 0,
    });
  });

  it("does nothing the second time, whatever stood there and however many pages it takes", async () => {
    const user = fc.tuple(fc.stringMatching(/^[a-z]{2,5}$/), fc.constantFrom("lob-a", "lob-b"));
    const users = fc.uniqueArray(user, { selector: ([name]) => name, maxLength: 6 });
    const rows = fc.dictionary(fc.stringMatching(/^[a-z]{2,5}$/), fc.constantFrom("lob-a", "lob-b"), { maxKeys: 6 });
    await fc.assert(
      fc.asyncProperty(users, rows, fc.integer({ min: 1, max: 4 }), async (file, before, pageSize) => {
        aws.pageSize = pageSize;
        aws.rows.clear();
        aws.accounts.clear();
        for (const [name, lob] of Object.entries(before)) {
          aws.rows.set(name, [lob, name]);
          aws.accounts.set(name, account("Known-pass-1"));
        }
        await run(usersFile(...file), { prune: true });
        expect([...aws.rows].sort()).to.deep.equal(file.map(([name, lob]) => [name, [lob, name]]).sort());
        expect([...aws.accounts.keys()].sort()).to.deep.equal(file.map(([name]) => name).sort());
        aws.writes.length = 0;
        await run(usersFile(...file), { prune: true });
        expect(aws.writes).to.deep.equal([]);
      }),
      { numRuns: 12 },
    );
  });

  it("moves a user only by the row, and keeps the password", async () => {
    aws.rows.set("ann", ["lob-a", "ann"]);
    aws.accounts.set("ann", account("Known-pass-1"));
    const lines: string[] = [];
    const { moved } = await run(usersFile(["ann", "lob-b"]), {
      onStep: (step, state) => lines.push(`${state} ${stepLine(step)}`),
    });
    expect({ moved, row: aws.rows.get("ann"), writes: aws.writes, account: aws.accounts.get("ann") }).to.deep.equal({
      moved: ["ann"],
      row: ["lob-b", "ann"],
      writes: ["PutItem ann"],
      account: account("Known-pass-1"),
    });
    const line = "  moved    ann  lob-b, profile ann (before: lob-a, profile ann)";
    expect(lines).to.deep.equal([`doing ${line}`, `done ${line}`]);
  });

  it("sets given passwords for good, for new users and for old ones, in any letter case", async () => {
    aws.rows.set("ann", ["lob-a", "ann"]);
    aws.accounts.set("ann", account("Known-pass-1"));
    const passwords = new Map([
      ["ANN", "Given-pass-1"],
      ["bob", "Given-pass-2"],
    ]);
    const { generated, changed, created } = await run(usersFile(["Ann", "lob-a", "ann"], ["bob", "lob-b"]), {
      passwords,
    });
    expect({ changed, created, generated: generated.size }).to.deep.equal({
      changed: ["ann"],
      created: ["bob"],
      generated: 0,
    });
    expect([...aws.accounts]).to.deep.equal([
      ["ann", account("Given-pass-1")],
      ["bob", account("Given-pass-2")],
    ]);
    expect(aws.writes).to.deep.equal([
      "AdminSetUserPassword ann",
      "AdminCreateUser bob",
      "PutItem bob",
      "AdminSetUserPassword bob",
    ]);
  });

  it("leaves users that the file doesn't name, and with prune takes the row before the account", async () => {
    aws.rows.set("old", ["lob-a", "old"]);
    aws.accounts.set("old", account("Known-pass-1"));
    const file = usersFile(["ann", "lob-a"]);
    expect((await run(file)).left).to.deep.equal(["old"]);
    aws.writes.length = 0;
    const { removed, left } = await run(file, { prune: true });
    expect({ removed, left, writes: aws.writes }).to.deep.equal({
      removed: ["old"],
      left: [],
      writes: ["DeleteItem old", "AdminDeleteUser old"],
    });
  });

  it("removes the account that a broken run left, and takes one that is gone by now as removed", async () => {
    aws.accounts.set("old", account("Known-pass-1"));
    aws.rows.set("gone", ["lob-a", "gone"]);
    const { removed } = await run(usersFile(["ann", "lob-a"]), { prune: true });
    expect(removed).to.deep.equal(["gone", "old"]);
    expect([...aws.accounts.keys()]).to.deep.equal(["ann"]);
  });

  it("writes the row under the name that the pool writes, which is the one in tokens", async () => {
    aws.poolName = (name) => name.toLowerCase();
    const file = usersFile(["Ann", "lob-a", "ann"]);
    expect([...(await run(file)).generated.keys()]).to.deep.equal(["ann"]);
    expect([...aws.rows]).to.deep.equal([["ann", ["lob-a", "ann"]]]);
    expect((await run(file)).unchanged).to.deep.equal(["ann"]);
  });

  it("keeps the password of a user who is there but not in the pool's list yet", async () => {
    aws.accounts.set("ann", account("Known-pass-1"));
    aws.unlisted.add("ann");
    const lines: string[] = [];
    const { created, changed, generated } = await run(usersFile(["ann", "lob-a"]), {
      onStep: (step, state) => state === "done" && lines.push(stepLine(step)),
    });
    expect({ created, changed, generated: generated.size, lines }).to.deep.equal({
      created: [],
      changed: ["ann"],
      generated: 0,
      lines: ["  changed  ann  lob-a, profile ann"],
    });
    expect(aws.accounts.get("ann")).to.deep.equal(account("Known-pass-1"));
  });

  it("writes nothing at all for a file with a bad row, prune or not", async () => {
    aws.rows.set("old", ["lob-a", "old"]);
    const file = usersFile(["ann", "lob-a"], ["bob", "lob-x"]);
    expect(await refusalOf(() => run(file, { prune: true }))).to.equal(
      'users.csv: 1 mistake, nothing was changed\n  line 3: lob is "lob-x": the LOBs are lob-a, lob-b; name one of them, or add it with npm run onboard',
    );
    expect(aws.writes).to.deep.equal([]);
  });

  it("writes nothing if the caller refuses the plan", async () => {
    const refused = new Error("no");
    const beforeWriting = () => {
      throw refused;
    };
    const error = await run(usersFile(["ann", "lob-a"]), { beforeWriting }).catch((thrown: unknown) => thrown);
    expect({ error, writes: aws.writes }).to.deep.equal({ error: refused, writes: [] });
  });

  it("names the user at whom AWS stopped it, keeps the passwords made until then, and continues the next time", async () => {
    aws.faults.set("PutItem bob", ["AccessDeniedException", "User: ops is not authorized"]);
    const file = usersFile(["ann", "lob-a"], ["bob", "lob-a"], ["carl", "lob-a"]);
    const { message, outcome } = await stopOf(run(file));
    expect(message).to.equal(
      "stopped at bob: AccessDeniedException: User: ops is not authorized; correct that, and run it again to continue",
    );
    expect({ created: outcome.created, passwords: [...outcome.generated.keys()] }).to.deep.equal({
      created: ["ann"],
      passwords: ["ann", "bob"],
    });
    aws.faults.clear();
    const { created, changed, unchanged } = await run(file);
    expect({ created, changed, unchanged }).to.deep.equal({ created: ["carl"], changed: ["bob"], unchanged: ["ann"] });
  });

  it("doesn't repeat a password that AWS put into its message", async () => {
    const passwords = new Map([["ann", "Given-pass-1"]]);
    aws.faults.set("AdminCreateUser ann", ["InvalidPasswordException", "'Given-pass-1' is too well known"]);
    expect((await stopOf(run(usersFile(["ann", "lob-a"]), { passwords }))).message).to.equal(
      "stopped at ann: InvalidPasswordException: '…' is too well known; correct that, and run it again to continue",
    );
  });

  it("ends after the user whose turn it is when it is asked to", async () => {
    const controller = new AbortController();
    const { message, outcome } = await stopOf(
      run(usersFile(["ann", "lob-a"], ["bob", "lob-a"]), {
        signal: controller.signal,
        onStep: () => controller.abort(),
      }),
    );
    expect({ message, created: outcome.created, passwords: outcome.generated.size }).to.deep.equal({
      message: "stopped before bob, as you asked: run it again to continue",
      created: ["ann"],
      passwords: 1,
    });
    expect([...aws.rows.keys()]).to.deep.equal(["ann"]);
  });
});
