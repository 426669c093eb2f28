import * as path from "node:path";
import { expect } from "chai";
import { readDocuments } from "../../../../local/verify/organization/documents";
import { withFolder } from "../../support/project";

const deny = { Effect: "Deny", Action: "s3:*", Resource: "*" };
const policy = (...statements: readonly object[]) => ({ Version: "2012-10-17", Statement: statements });

/** Reads one document as a service control policy; what is said of it, without the folder. */
function saidOf(content: unknown, option: "scp" | "boundary" = "scp"): string[] {
  return withFolder({ "p.json": JSON.stringify(content) }, (folder) => {
    const file = path.join(folder, "p.json");
    try {
      readDocuments(option === "scp" ? { scp: [file] } : { boundary: file });
      return [];
    } catch (error) {
      return String(error instanceof Error ? error.message : error)
        .split("\n")
        .map((line) => line.replace(file, "p.json"));
    }
  });
}

/** A policy of so many characters, without white space. */
function ofLength(characters: number) {
  const empty = policy({ ...deny, Resource: "" });
  return policy({ ...deny, Resource: "*".repeat(characters - JSON.stringify(empty).length) });
}

const wrong = 'is "p.json", whose';

const cases: readonly { what: string; content: unknown; says: readonly string[] }[] = [
  { what: "a denial", content: policy(deny), says: [] },
  { what: "one statement without a list", content: { Version: "2012-10-17", Statement: deny }, says: [] },
  {
    what: "what AWS takes since September 2025: an allowance by NotAction with a resource and a condition",
    content: policy({
      Effect: "Allow",
      NotAction: "iam:*Role",
      NotResource: "arn:aws:s3:::x",
      Condition: { "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": ["a*"] } },
    }),
    says: [],
  },
  { what: "10,240 characters", content: ofLength(10_240), says: [] },
  {
    what: "10,241 characters",
    content: ofLength(10_241),
    says: [
      '--scp is "p.json", which has 10,241 characters without white space: AWS takes 10,240, so shorten or split it',
    ],
  },
  {
    what: "a list",
    content: [deny],
    says: ['--scp is "p.json", which is not a service control policy: that is an object with Version and Statement'],
  },
  {
    what: "principals, and much else that is wrong",
    content: policy(
      { ...deny, NotPrincipal: { AWS: "*" } },
      { ...deny, Effect: "deny", Condition: { StringEqual: { "aws:RequestedRegion": "eu-west-1" } } },
      { Effect: "Deny", Action: "s3:*", NotAction: "s3:GetObject", Resource: "*" },
      { Sid: "no spaces", Effect: "Deny", Action: [], Resource: "*" },
      { ...deny, Actions: "s3:*" },
    ),
    says: [
      `--scp ${wrong} Statement[0].NotPrincipal isn't an element of a service control policy: it applies to every user and role of its accounts; take it out, or give another file if this is a resource control policy`,
      `--scp ${wrong} Statement[1].Effect is "deny": write Allow or Deny`,
      `--scp ${wrong} Statement[1].Condition.StringEqual is no operator of conditions: give one of IAM's, such as StringEquals or ArnNotLike`,
      `--scp ${wrong} Statement[2] needs either Action or NotAction`,
      `--scp ${wrong} Statement[3].Sid is "no spaces": it has letters and digits only`,
      `--scp ${wrong} Statement[3].Action is []: give actions such as s3:GetObject, or *`,
      `--scp ${wrong} Statement[4].Actions isn't known: a statement has Sid, Effect, Action or NotAction, Resource or NotResource, and Condition`,
    ],
  },
  {
    what: "no resource",
    content: policy({ Effect: "Deny", Action: "s3:*" }),
    says: [`--scp ${wrong} Statement[0] needs either Resource or NotResource`],
  },
  {
    what: "one Sid twice",
    content: policy({ ...deny, Sid: "One" }, { ...deny, Sid: "One" }),
    says: [`--scp ${wrong} Statement has one Sid twice: give each statement its own`],
  },
  {
    what: "no statement, and a version that isn't",
    content: { Version: "2025-09-19", Statement: [] },
    says: [
      `--scp ${wrong} Version is "2025-09-19": write 2012-10-17`,
      `--scp ${wrong} Statement is empty: give at least one statement`,
    ],
  },
];

describe("Reading an organization's documents", () => {
  for (const { what, content, says } of cases) {
    it(`${says.length === 0 ? "takes" : "refuses"} ${what}`, () => {
      expect(saidOf(content)).to.deep.equal(says);
    });
  }

  it("refuses a boundary of more than 6,144 characters, and one with a principal", () => {
    expect(saidOf(ofLength(6144), "boundary")).to.deep.equal([]);
    expect(saidOf(ofLength(6145), "boundary")).to.deep.equal([
      '--boundary is "p.json", which has 6,145 characters without white space: AWS takes 6,144, so shorten or split it',
    ]);
    expect(saidOf(policy({ ...deny, Principal: "*" }), "boundary")).to.deep.equal([
      `--boundary ${wrong} Statement[0].Principal isn't an element of a permissions boundary: it applies to the roles that have it; take it out`,
    ]);
  });

  it("adds what every level has attached, but to a level whose files allow something", () => {
    const files = { "deny.json": policy(deny), "allow.json": policy({ ...deny, Effect: "Allow" }) };
    const texts = Object.fromEntries(Object.entries(files).map(([name, content]) => [name, JSON.stringify(content)]));
    withFolder(texts, (folder) => {
      const [denying, allowing] = [path.join(folder, "deny.json"), path.join(folder, "allow.json")];
      const { levels = [] } = readDocuments({ scp: [denying, `${denying},${allowing}`] }) ?? {};
      const names = levels.map((level) => level.map(({ name }) => name.replace(`${folder}/`, "")));
      expect(names).to.deep.equal([
        ["service control policy deny.json", "FullAWSAccess"],
        ["service control policy deny.json", "service control policy allow.json"],
      ]);
    });
  });

  it("refuses the name of a deploying role that isn't one, or that nothing limits", () => {
    expect(() => readDocuments({ deployRole: "a role" })).to.throw(
      '--deploy-role is "a role": give the name of a role, after its path if it has one\n--deploy-role is given without --scp: give the service control policies that limit the role',
    );
  });

  it("is nothing where none are given", () => {
    expect(readDocuments({})).to.equal(undefined);
  });
});
