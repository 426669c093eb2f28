import { expect } from "chai";
import { World } from "../../../../local/aws/core/world";
import { Likeness } from "../../../../local/verify/likeness/likeness";
import { isChild } from "../../../../stacks/project/roles";
import { childTexts, projectOf } from "../../support/project";

const hub = "111122223333";
const accounts = { "lob-1": "400000000001", "lob-2": "400000000002", "lob-3": "400000000003" };
const ranges = { "lob-1": "10.1.0.0/16", "lob-2": "10.2.0.0/16", "lob-3": "10.3.0.0/16" };

type Name = keyof typeof accounts;

const names: readonly Name[] = ["lob-1", "lob-2", "lob-3"];

const lobs = projectOf(
  Object.fromEntries(names.map((name) => [name, { ...childTexts, account: accounts[name] }])),
).stacks.filter(isChild);

function put(world: World, stack: string, account: string, type: string, name: string, state: unknown): void {
  const urn = `urn:pulumi:${stack}::project::${type}::${name}`;
  world.put({ urn, type, stack, account, region: "eu-west-1", id: name, state });
}

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const vpcType = "aws:ec2/vpc:Vpc";
const policyType = "aws:iam/rolePolicy:RolePolicy";

/** Three LOBs that differ in their names only, behind a hub that names all of them. */
function threeLobs(own: Partial<typeof ranges> = {}): World {
  const world = new World();
  const listed = names.map((name) => `arn:aws:iam::${accounts[name]}:root`);
  put(world, "hub", hub, policyType, "hub-policy", { policy: policy({ Principal: { AWS: listed } }) });
  for (const [index, name] of names.entries()) {
    const account = accounts[name];
    world.openAccount({ id: account });
    put(world, name, account, vpcType, `vpc-${index}0123456789abcdef`, { cidrBlock: { ...ranges, ...own }[name] });
    put(world, name, account, "aws:iam/role:Role", "reader", {
      arn: `arn:aws:iam::${account}:role/reader-${name}`,
      uniqueId: `AROA${index}AAAAAAAAAAAAAAA`,
    });
    put(world, name, account, policyType, "own", { policy: policy({ Resource: `arn:aws:s3:::files-${name}*` }) });
  }
  return world;
}

function alikeIn(world: World, more: unknown[] = []): Likeness["alike"] {
  return Likeness.of(
    world,
    lobs,
    more.map((value) => ({ group: "more", value, lob: undefined })),
  ).alike;
}

describe("LOBs are alike", () => {
  it("where they differ in names, accounts, ranges and ids only", () => {
    expect(alikeIn(threeLobs())).to.deep.equal([["lob-1", "lob-2", "lob-3"]]);
  });

  const differences: readonly { readonly what: string; readonly change: (world: World) => void }[] = [
    {
      what: "one has a resource more",
      change: (world) => put(world, "by-hand", accounts["lob-1"], policyType, "more", { policy: policy() }),
    },
    {
      what: "one's policy has a wider resource",
      change: (world) =>
        put(world, "lob-1", accounts["lob-1"], policyType, "own", { policy: policy({ Resource: "arn:aws:s3:::*" }) }),
    },
    {
      what: "another account's policy names one only",
      change: (world) =>
        put(world, "hub", hub, policyType, "more", { policy: policy({ Principal: accounts["lob-1"] }) }),
    },
    {
      what: "another account's policy names one in another letter case",
      change: (world) => put(world, "hub", hub, policyType, "more", { policy: policy({ Principal: "LOB-1" }) }),
    },
    {
      what: "a pattern takes in one's account only",
      change: (world) =>
        put(world, "hub", hub, policyType, "more", { policy: policy({ Principal: "arn:aws:iam::*1:root" }) }),
    },
    {
      what: "a pattern takes in one's role only",
      change: (world) =>
        put(world, "hub", hub, policyType, "more", { policy: policy({ Principal: "arn:aws:iam::*:role/*b-1" }) }),
    },
    {
      what: "one's own pattern takes in a bucket of the hub",
      change: (world) => put(world, "hub", hub, "bucket", "more", { arn: "arn:aws:s3:::files-lob-12" }),
    },
    {
      what: "a range takes in one's range only",
      change: (world) => put(world, "hub", hub, "rule", "more", { cidrIpv4: "10.0.0.0/15" }),
    },
    {
      what: "one is in an organization",
      change: (world) => world.openAccount({ id: accounts["lob-1"], organization: { id: "o-1", path: "o-1/r/" } }),
    },
    {
      what: "a list with an order names one before the others",
      change: (world) => put(world, "hub", hub, "list", "more", { first: accounts["lob-1"] }),
    },
  ];
  for (const { what, change } of differences) {
    it(`and one of them isn't where ${what}`, () => {
      const world = threeLobs();
      change(world);

      expect(alikeIn(world)).to.deep.equal([["lob-2", "lob-3"]]);
    });
  }

  it("and one of them isn't where something that is asked about is its own", () => {
    expect(alikeIn(threeLobs(), [{ name: "act on reader of lob-1" }])).to.deep.equal([["lob-2", "lob-3"]]);
  });

  it("and one of them isn't where its range has public addresses", () => {
    expect(alikeIn(threeLobs({ "lob-1": "203.0.0.0/16" }))).to.deep.equal([["lob-2", "lob-3"]]);
  });

  it("and two of them aren't where their ranges overlap", () => {
    expect(alikeIn(threeLobs({ "lob-1": "10.4.0.0/16", "lob-2": "10.4.0.0/16" }))).to.deep.equal([]);
  });

  it("and none is where a policy's variable stands beside a wildcard, which a longer name can slip through", () => {
    const world = threeLobs();
    put(world, "hub", hub, policyType, "more", { policy: policy({ Resource: `files/$${"{aws:SourceIdentity}"}*` }) });

    expect(alikeIn(world)).to.deep.equal([]);
  });

  it("and none is where a policy compares numbers, which may be accounts", () => {
    const world = threeLobs();
    const condition = { NumericLessThan: { "aws:PrincipalAccount": "400000000002" } };
    put(world, "hub", hub, policyType, "more", { policy: policy({ Condition: condition }) });

    expect(alikeIn(world)).to.deep.equal([]);
  });

  it("in lists of policies whatever their order, and in other lists by their order", () => {
    const world = threeLobs();
    const reversed = [...names].reverse().map((name) => accounts[name]);
    put(world, "hub", hub, policyType, "more", { policy: policy({ Principal: { AWS: reversed } }) });
    expect(alikeIn(world)).to.deep.equal([["lob-1", "lob-2", "lob-3"]]);

    put(world, "hub", hub, "list", "more", { ordered: reversed });
    expect(alikeIn(world)).to.deep.equal([]);
  });
});

describe("One question stands for all that differ in like LOBs only", () => {
  const likeness = Likeness.of(threeLobs(), lobs, []);

  it("asked of the first, and of the first two or three where it is about several", () => {
    const asked = (...words: readonly string[]) => likeness.isAsked(...words);

    expect([asked("role of lob-1"), asked("role of lob-2")]).to.deep.equal([true, false]);
    expect([asked("of lob-1", "of lob-1"), asked("of lob-1", "of lob-2")]).to.deep.equal([true, true]);
    expect([asked("of lob-1", "of lob-3"), asked("of lob-2", "of lob-1")]).to.deep.equal([false, false]);
    expect(asked("of lob-1", "of lob-2", "from lob-3")).to.equal(true);
    expect(asked("of hub", "of hub")).to.equal(true);
  });

  it("and counts as many as there are", () => {
    const counts = [["hub"], ["lob-1"], ["lob-1", "lob-1"], ["lob-1", "lob-2"], ["lob-1", "lob-2", "lob-3"]];

    expect(counts.map((words) => likeness.count(...words))).to.deep.equal([1, 3, 3, 6, 6]);
    expect(counts.map((words) => likeness.fromAsked(...words).length)).to.deep.equal([1, 3, 3, 6, 6]);
  });

  it("and is found from each of them, whose names, accounts and addresses take their place", () => {
    const exchange = likeness.toAsked("of lob-3", "of lob-2");
    const text = "lob-3 of 400000000003 at 10.3.0.7/32 meets lob-2, not lob-23, and lob-1";

    expect(likeness.rename(text, exchange)).to.equal(
      "lob-1 of 400000000001 at 10.1.0.7/32 meets lob-2, not lob-23, and lob-3",
    );
  });
});
