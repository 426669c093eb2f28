import { expect } from "chai";
import * as fc from "fast-check";
import { withoutCase } from "../../../scripts/populate/check-rows";
import { type Assignment, type Directory, type Plan, plan } from "../../../scripts/populate/plan";
import type { UsersFile } from "../../../scripts/populate/row";
import { type FileRow, usersFile } from "../support/files";

type Rows = Readonly<Record<string, readonly [lob: string, profile: string]>>;

/** Tables and pool; users have accounts by the names of their rows unless told. */
function directory(rows: Rows, accounts: readonly string[] = Object.keys(rows), lobs = ["lob-a", "lob-b"]): Directory {
  const assignments = Object.entries(rows).map(([user, [lob, profile]]) => [user, { lob, profile }] as const);
  return { lobs, assignments: new Map(assignments), accounts: new Set(accounts) };
}

const nobody = directory({});

function planOf(file: UsersFile, now: Directory, { prune = false, given = [] as readonly string[] } = {}): Plan {
  const planned = plan(file, now, { prune, hasPassword: (user) => given.includes(user) });
  if ("mistakes" in planned) {
    throw new Error(planned.mistakes.map(({ property, reason }) => `${property} ${reason}`).join("\n"));
  }
  return planned.value;
}

function mistakesOf(file: UsersFile, now: Directory, prune = false): readonly string[] {
  const planned = plan(file, now, { prune, hasPassword: () => false });
  return "mistakes" in planned ? planned.mistakes.map(({ property, reason }) => `${property} ${reason}`) : [];
}

/** What a plan leaves behind. */
function after(now: Directory, { steps }: Plan): Directory {
  const assignments = new Map(now.assignments);
  const accounts = new Set(now.accounts);
  for (const step of steps) {
    if (step.kind === "remove") {
      assignments.delete(step.user);
      accounts.delete(step.user);
    } else {
      assignments.set(step.user, step.to);
      accounts.add(step.user);
    }
  }
  return { ...now, assignments, accounts };
}

describe("scripts/populate/plan", () => {
  const a = (profile: string): Assignment => ({ lob: "lob-a", profile });

  it("creates users that the pool doesn't know, with the user's name as default profile", () => {
    expect(
      planOf(usersFile(["ann", "lob-a"], ["bob@x.org", "lob-b", "bob"]), nobody, { given: ["ann"] }),
    ).to.deep.equal({
      steps: [
        { kind: "create", user: "ann", from: undefined, to: a("ann"), password: "given" },
        {
          kind: "create",
          user: "bob@x.org",
          from: undefined,
          to: { lob: "lob-b", profile: "bob" },
          password: "generated",
        },
      ],
      unchanged: [],
      left: [],
    });
  });

  it("moves, changes and keeps users, and gives a password to those that one is given for", () => {
    const now = directory({
      moved: ["lob-b", "moved"],
      profiled: ["lob-a", "old"],
      same: ["lob-a", "same"],
      key: ["lob-a", "key"],
    });
    const accounts = new Set([...now.accounts, "rowless"]);
    const file = usersFile(...["moved", "profiled", "same", "key", "rowless"].map((user) => [user, "lob-a"] as const));
    const kept = "kept" as const;
    expect(planOf(file, { ...now, accounts }, { given: ["key"] })).to.deep.equal({
      steps: [
        { kind: "move", user: "moved", from: { lob: "lob-b", profile: "moved" }, to: a("moved"), password: kept },
        { kind: "change", user: "profiled", from: a("old"), to: a("profiled"), password: kept },
        { kind: "change", user: "key", from: a("key"), to: a("key"), password: "given" },
        { kind: "change", user: "rowless", from: undefined, to: a("rowless"), password: kept },
      ],
      unchanged: ["same"],
      left: [],
    });
  });

  it("takes users by the name that the pool writes, whatever the file's letter case", () => {
    expect(planOf(usersFile(["Ann", "lob-b", "ann"]), directory({ ann: ["lob-a", "ann"] })).steps).to.deep.equal([
      { kind: "move", user: "ann", from: a("ann"), to: { lob: "lob-b", profile: "ann" }, password: "kept" },
    ]);
  });

  it("leaves users that the file doesn't name, and removes them first when asked to prune", () => {
    const now = directory({ old: ["lob-a", "old"], row: ["lob-b", "row"] }, ["old", "account"]);
    const file = usersFile(["ann", "lob-a"]);
    expect(planOf(file, now).left).to.deep.equal(["account", "old", "row"]);
    expect(planOf(file, now).steps.map(({ kind }) => kind)).to.deep.equal(["create"]);
    expect(planOf(file, now, { prune: true })).to.deep.equal({
      steps: [
        { kind: "remove", user: "account", hasRow: false, hasAccount: true },
        { kind: "remove", user: "old", hasRow: true, hasAccount: true },
        { kind: "remove", user: "row", hasRow: true, hasAccount: false },
        { kind: "create", user: "ann", from: undefined, to: a("ann"), password: "generated" },
      ],
      unchanged: [],
      left: [],
    });
  });

  it("reports every mistake of every line together, in the file's order", () => {
    const longest = `g${"-".repeat(61)}g`;
    const file: UsersFile = {
      ...usersFile(
        ["a", "lob-a", "one"],
        ["ann", "lob-x"],
        ["ann@x.org", "lob-a"],
        ["ben", "lob-a", "b_n"],
        ["carl doe", undefined, "carl"],
        [undefined, "lob-a", "-"],
        ["Ann", "lob-b", "ann"],
        ["dora", "lob-b"],
        ["erik", "lob-b", "dora"],
        ["dora", "lob-b"],
        ["f".repeat(64), "lob-b"],
        ["gina", "lob-b", longest],
        ["hugo", "lob-b", `${longest}g`],
        ["Ida", "lob-b"],
        ["joe", "lob-b", "Joe"],
        ["..", "lob-b", "kim"],
      ),
      mistakes: [{ line: 5, column: undefined, reason: "is no row" }],
    };
    const userRule =
      "a user's name has 2 to 64 letters, digits and _+=,.@-, which sessions allow, and isn't .., which paths don't";
    const profileRule =
      "a profile's name has 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit";
    const lobRule = "the LOBs are lob-a, lob-b; name one of them, or add it with npm run onboard";
    expect(mistakesOf(file, nobody)).to.deep.equal([
      `line 2: user is "a": ${userRule}`,
      `line 3: lob is "lob-x": ${lobRule}`,
      `line 4: profile is not set, and the user's name "ann@x.org" can't be a profile's: ${profileRule}`,
      "line 5 is no row",
      `line 5: profile is "b_n": ${profileRule}`,
      `line 6: user is "carl doe": ${userRule}`,
      `line 6: lob is not set: ${lobRule}`,
      `line 7: user is not set: ${userRule}`,
      `line 7: profile is "-": ${profileRule}`,
      'line 8: user is "Ann": line 3 has "ann", and the user pool ignores letter case; remove one of the two',
      'line 10: profile is "dora": line 9 gives this profile of lob-b to dora, and a profile belongs to one user; give another',
      'line 11: user is "dora": line 9 has this user already; remove one of the two',
      `line 12: profile is not set, and the user's name "${"f".repeat(64)}" can't be a profile's: ${profileRule}`,
      `line 14: profile is "g${"-".repeat(58)}… (66 characters): ${profileRule}`,
      `line 15: profile is not set, and the user's name "Ida" can't be a profile's: ${profileRule}`,
      `line 16: profile is "Joe": ${profileRule}`,
      `line 17: user is "..": ${userRule}`,
    ]);
  });

  it("reports that there are no LOBs where the table is empty", () => {
    expect(mistakesOf(usersFile(["ann", "lob-a"]), directory({}, [], []))).to.deep.equal([
      'line 2: lob is "lob-a": there are no LOBs yet; add one with npm run onboard, and bring the shared stack up',
    ]);
  });

  it("refuses the profile of a user who keeps it, and gives it away when they are removed", () => {
    const now = directory({ old: ["lob-a", "ann"] });
    const file = usersFile(["ann", "lob-a"], ["bob", "lob-b", "ann"]);
    expect(mistakesOf(file, now)).to.deep.equal([
      'line 2: profile is "ann": old, whom the file doesn\'t name, has this profile of lob-a; remove them with --prune, or give another',
    ]);
    expect(mistakesOf(file, now, true)).to.deep.equal([]);
  });

  const lob = fc.constantFrom("lob-a", "lob-b", "lob-c");
  const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{1,5}$/);
  const users = fc
    .uniqueArray(fc.tuple(name, lob), { selector: ([user]) => withoutCase(user), maxLength: 8 })
    .map((rows) => rows.map(([user, its]) => [user, its, user.toLowerCase()] as const));
  const now = fc
    .tuple(fc.dictionary(name, fc.tuple(lob, name), { maxKeys: 8 }), fc.uniqueArray(name, { selector: withoutCase }))
    .map(([rows, accounts]) => directory(rows, accounts, ["lob-a", "lob-b", "lob-c"]));

  it("plans nothing after a plan was carried out, and with prune keeps only what the file names", () => {
    fc.assert(
      fc.property(users, now, (rows, before) => {
        const file = usersFile(...rows);
        const done = after(before, planOf(file, before, { prune: true }));
        expect(planOf(file, done, { prune: true }).steps).to.deep.equal([]);
        expect([...done.accounts].map(withoutCase).sort()).to.deep.equal(
          rows.map(([user]) => withoutCase(user)).sort(),
        );
        expect([...done.assignments.keys()].sort()).to.deep.equal([...done.accounts].sort());
      }),
    );
  });

  it("touches without prune nobody whom the file doesn't name", () => {
    fc.assert(
      fc.property(users, now, (rows, before) => {
        const planned = plan(usersFile(...rows), before, { prune: false, hasPassword: () => false });
        const named = new Set(rows.map(([user]) => withoutCase(user)));
        const touched = "value" in planned ? planned.value.steps.map(({ user }) => withoutCase(user)) : [];
        expect(touched.filter((user) => !named.has(user))).to.deep.equal([]);
      }),
    );
  });

  it("plans nothing at all with any bad row, wherever it stands", () => {
    const bad = fc.constantFrom<FileRow>(
      ["x", "lob-a", "x"],
      ["ann smith", "lob-a", "ann"],
      ["ann*", "lob-a", "ann"],
      ["zoe-1", "lob-z"],
      ["zoe-1", "lob-a", "-zoe"],
      ["zoe-1", "lob-a", "zoe_1"],
      ["zoe-1"],
      [],
    );
    fc.assert(
      fc.property(users, now, bad, fc.nat(), (rows, before, row, position) => {
        const all: FileRow[] = [...rows];
        all.splice(position % (rows.length + 1), 0, row);
        expect(plan(usersFile(...all), before, { prune: true, hasPassword: () => false })).to.have.all.keys("mistakes");
      }),
    );
  });
});
