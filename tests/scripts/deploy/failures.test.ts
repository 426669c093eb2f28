import { expect } from "chai";
import { Bench } from "./support/bench";
import { changes, failure } from "./support/fake-engine";

const notKnown = "aws:ec2/route:Route r: creating: InvalidTransitGatewayID.NotFound: tgw-1 does not exist";
const refused = "aws:iam/role:Role role: creating: AccessDenied: not authorized to perform: iam:CreateRole";
const updateFailed = "pulumi:pulumi:Stack project-child: update failed";

describe("npm run deploy, when something is wrong", () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
  });

  it("says all that is wrong together, before anything is touched", async () => {
    bench.engine.allUp();
    bench.accounts.set("shared", "999999999999");
    bench.accounts.set("parent", undefined);
    bench.engine.extra.set("child", { updating: true });
    bench.engine.plans.set("lob-b", [failure("open-trust: role: everybody may assume it", "preview failed")]);
    expect(await bench.failure({ yes: true })).to.equal(
      [
        "npm run deploy: 4 mistakes, nothing was changed",
        "  account of stack shared is 111122223333, but the credentials are of account 999999999999: use credentials of 111122223333",
        "  account of stack parent is 222222222222, and no AWS credentials were found: set AWS_PROFILE, or name a profile for each stack with --profile <stack>=<profile> or in .aws-profiles.yaml",
        "  stack child is being updated by another run: wait until it ends, or free it with npx pulumi cancel --stack child if that run was killed",
        "  stack lob-b can't be planned: open-trust: role: everybody may assume it; its log: out/deploy/then/lob-b.log",
      ].join("\n"),
    );
    expect(bench.engine.calls).to.deep.equal([]);
  });

  it("names missing credentials once, with every account that lacks them", async () => {
    bench.accounts.set("parent", undefined);
    bench.accounts.set("child", undefined);
    bench.engine.allUp();
    expect(await bench.failure({ yes: true })).to.equal(
      [
        "npm run deploy: 1 mistake, nothing was changed",
        "  accounts of stacks parent, child are 222222222222, 333333333333, and no AWS credentials were found: set AWS_PROFILE, or name a profile for each stack with --profile <stack>=<profile> or in .aws-profiles.yaml",
      ].join("\n"),
    );
  });

  it("says what a killed run left open", async () => {
    const resource = { urn: "urn:pulumi:child::project::aws:iam/role:Role::role", type: "aws:iam/role:Role" };
    bench.engine.allUp().extra.set("child", { pending: [{ type: "creating", resource }] });
    expect(await bench.failure({ yes: true })).to.equal(
      [
        "npm run deploy: 1 mistake, nothing was changed",
        '  state of stack child doesn\'t show whether aws:iam/role:Role "role" was created, since a run was cut off: npx pulumi refresh --stack child asks you, then run this again',
      ].join("\n"),
    );
  });

  it("says who has a stack locked", async () => {
    bench.engine.allUp().extra.set("child", { lockedBy: "a run of ann@laptop, process 4711, since today" });
    expect(await bench.failure({ yes: true })).to.equal(
      [
        "npm run deploy: 1 mistake, nothing was changed",
        "  stack child is locked by a run of ann@laptop, process 4711, since today: wait until it ends, or free it with npx pulumi cancel --stack child if that run was killed",
      ].join("\n"),
    );
  });

  it("says which stack isn't up that one reads", async () => {
    expect(await bench.failure({ stack: ["lob-b"] })).to.equal(
      [
        "npm run deploy: 2 mistakes, nothing was changed",
        "  stack lob-b reads stack shared, which isn't up: bring it up first, or together with it: --stack shared lob-b",
        "  stack lob-b reads stack parent, which isn't up: bring it up first, or together with it: --stack parent lob-b",
      ].join("\n"),
    );
  });

  it("goes on with other children when one fails, and says how to go on", async () => {
    bench.engine.failures.set("child", [failure(refused, updateFailed)]);
    const options = { yes: true, profile: ["shared=hub"], replaceData: ["child", "shared"] } as const;
    expect(await bench.failure(options)).to.equal(
      [
        "1 stack failed. What is done stays",
        `  child  ${refused}; its log: out/deploy/then/child.log`,
        "To continue: npm run deploy -- --stack child --profile shared=hub --replace-data child",
      ].join("\n"),
    );
    expect(bench.engine.calls).to.deep.equal(["up shared", "up parent", "up child", "up lob-b"]);
    await bench.run({ yes: true });
    expect(bench.engine.calls.slice(4)).to.deep.equal(["up child"]);
  });

  for (const { name, before, left } of [
    { name: "shared", before: ["up shared"], left: ["parent", "child", "lob-b"] },
    { name: "parent", before: ["up shared", "up parent"], left: ["child", "lob-b"] },
  ]) {
    it(`ends when ${name} fails`, async () => {
      bench.engine.failures.set(name, [failure(refused)]);
      expect(await bench.failure({ yes: true })).to.equal(
        [
          `1 stack failed; not started: ${left.join(", ")}. What is done stays`,
          `  ${name}  ${refused}; its log: out/deploy/then/${name}.log`,
          `To continue: npm run deploy -- --stack ${[name, ...left].join(" ")}`,
        ].join("\n"),
      );
      expect(bench.engine.calls).to.deep.equal(before);
    });
  }

  it("tries again what passes by itself, and says so", async () => {
    bench.engine.allUp().plans.set("child", [changes("create role")]);
    bench.engine.failures.set("child", [failure(notKnown, updateFailed), failure(notKnown)]);
    await bench.run({ yes: true });

    expect(bench.engine.calls).to.deep.equal(["up child", "up child", "up child"]);
    expect(bench.pauses).to.deep.equal([60, 60]);
    expect(bench.said).to.include(
      "  child  tried again in 60 seconds, since AWS doesn't know the hub's transit gateway in this account yet, which can take minutes after sharing",
    );
  });

  it("gives up after five times", async () => {
    bench.engine.allUp().plans.set("child", [changes("create role")]);
    bench.engine.failures.set(
      "child",
      Array.from({ length: 10 }, () => failure(notKnown)),
    );
    expect(await bench.failure({ yes: true })).to.include(`  child  ${notKnown}; its log: `);
    expect(bench.engine.calls).to.have.length(6);
  });

  it("tries nothing else again", async () => {
    bench.engine.failures.set("shared", [failure(notKnown, refused)]);
    await bench.failure({ yes: true });
    expect(bench.engine.calls).to.deep.equal(["up shared"]);
  });

  it("lets what runs come to its end when it is ended, and begins nothing more", async () => {
    bench.engine.during = (stack) => {
      if (stack === "parent") {
        bench.stop.abort();
      }
    };
    expect(await bench.failure({ yes: true })).to.equal(
      [
        "stopped, as you asked; not started: child, lob-b. What is done stays",
        "To continue: npm run deploy -- --stack child lob-b",
      ].join("\n"),
    );
    expect(bench.engine.calls).to.deep.equal(["up shared", "up parent"]);
    expect(bench.engine.up_.has("parent")).to.equal(true);
    expect(bench.terminal.said).to.include(
      "! stopping when what is being brought up has finished; press Ctrl-C again to cancel it",
    );
  });

  it("says that it was cancelled", async () => {
    bench.engine.failures.set("shared", [failure("update canceled")]);
    bench.engine.during = () => {
      bench.stop.abort();
      bench.cancel.abort();
    };
    expect(await bench.failure({ yes: true })).to.equal(
      [
        "stopped, as you asked; 1 stack failed; not started: parent, child, lob-b. What is done stays",
        "  shared  cancelled, as you asked: update canceled; its log: out/deploy/then/shared.log",
        "To continue: npm run deploy -- --stack shared parent child lob-b",
      ].join("\n"),
    );
  });

  it("doesn't wait for another try when it is ended", async () => {
    bench.engine.failures.set("shared", [failure(notKnown)]);
    bench.engine.during = () => bench.stop.abort();
    await bench.failure({ yes: true });
    expect([bench.engine.calls, bench.pauses]).to.deep.equal([["up shared"], []]);
  });

  it("changes nothing when it is ended before the question", async () => {
    bench.stop.abort();
    expect(await bench.failure()).to.equal("stopped, as you asked; nothing was changed");
  });
});
