import * as path from "node:path";
import { expect } from "chai";
import { readOwnDocuments } from "../../../../local/verify/organization/own-documents";
import { variant } from "../../../scripts/doctor/doctor-bench";
import { shippedProject, withFolder } from "../../support/project";

const roleArn = "arn:aws:iam::333333333333:role/SageMakerStudioExecution-science";
const project = variant(shippedProject, { child: { executionRoleArn: roleArn } });
const exported =
  "give what aws iam get-account-authorization-details --filter Role LocalManagedPolicy AWSManagedPolicy prints";
const trust = { Version: "2012-10-17", Statement: [] };
const role = (more: object) =>
  JSON.stringify({ RoleDetailList: [{ Arn: roleArn, AssumeRolePolicyDocument: trust, ...more }], Policies: [] });

/** What is said of a file of account details. */
function told(content: string): string[] {
  return withFolder({ "a.json": content }, (folder) => {
    try {
      readOwnDocuments([path.join(folder, "a.json")], project);
      return [];
    } catch (error) {
      return String(error instanceof Error ? error.message : error)
        .replaceAll(`${folder}/`, "")
        .split("\n");
    }
  });
}

const cases: readonly { readonly what: string; readonly content: string; readonly says: readonly string[] }[] = [
  { what: "is not JSON", content: "{", says: [`--iam is "a.json", which is not JSON: ${exported}`] },
  {
    what: "is another output of the CLI",
    content: '{"RoleDetailList":[{"RoleName":"a"}]}',
    says: [`--iam is "a.json", which isn't an account's details: ${exported}`],
  },
  {
    what: "is of another account",
    content: '{"RoleDetailList":[],"Policies":[]}',
    says: [
      '--iam is "a.json", which has no role or policy that config names: give the details of the account that executionRoleArn or executionPolicyArns name',
    ],
  },
  {
    what: "lacks an attached policy and the boundary",
    content: role({
      AttachedManagedPolicies: [{ PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
      PermissionsBoundary: { PermissionsBoundaryArn: "arn:aws:iam::333333333333:policy/Limit" },
    }),
    says: ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::333333333333:policy/Limit"].map(
      (arn) => `--iam is "a.json", which lacks policy ${arn} of ${roleArn}: ${exported}`,
    ),
  },
  {
    what: "has a policy that AWS wouldn't take",
    content: role({
      RolePolicyList: [
        {
          PolicyName: "P",
          PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: "Alow", Action: "s3:*", Resource: "*" }] },
        },
      ],
    }),
    says: [
      `--iam is "a.json", whose policy P of ${roleArn} isn't right: its Statement[0].Effect is "Alow": write Allow or Deny`,
    ],
  },
  { what: "is right", content: role({}), says: [] },
];

describe("a file of --iam", () => {
  for (const { what, content, says } of cases) {
    it(`has its message where it ${what}`, () => {
      expect(told(content)).to.deep.equal(says);
    });
  }

  it("that can't be read has its message", () => {
    expect(() => readOwnDocuments(["none.json"], project)).to.throw(
      `--iam is "none.json", which can't be read: ${exported}`,
    );
  });
});
