import { expect } from "chai";
import * as fc from "fast-check";
import { fittingTrustPolicy, invokeTrustPolicyForms } from "../../../../infra/access/policies/invoke-trust-policy";
import { policyLength } from "../../../../infra/support/policy-document";

const externalId = "222222222222";
const invokingRoles = { "aws:PrincipalArn": "arn:aws:iam::*:role/SageMakerInvoker-*" };

function accounts(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(300_000_000_000 + index));
}

describe("the trust policy of SageMakerExternal", () => {
  it("names the children's accounts, their invoking roles, the ExternalId and the organization", () => {
    const [document] = invokeTrustPolicyForms({
      children: ["444444444444", "333333333333"],
      externalId,
      organizationId: "o-exampleorg1",
    });
    expect(document).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "InvokingRoles",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::333333333333:root", "arn:aws:iam::444444444444:root"] },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "sts:ExternalId": externalId, "aws:PrincipalOrgID": "o-exampleorg1" },
            ArnLike: invokingRoles,
          },
        },
      ],
    });
  });

  it("takes the ExternalId before this one as well, in every form, and nothing else of it", () => {
    const trust = { children: ["333333333333"], externalId: "new", organizationId: "o-exampleorg1" };
    for (const children of [trust.children, "organization"] as const) {
      const before = invokeTrustPolicyForms({ ...trust, children });
      const during = invokeTrustPolicyForms({ ...trust, children, previousExternalId: "old" });
      expect(during.map((form) => form.Statement[0]?.Condition?.StringEquals?.["sts:ExternalId"])).to.deep.equal(
        before.map(() => ["new", "old"]),
      );
      expect(JSON.parse(JSON.stringify(during).replaceAll('["new","old"]', '"new"'))).to.deep.equal(before);
    }
  });

  it("has the same meaning in its compact form, by one list of accounts", () => {
    const [, document] = invokeTrustPolicyForms({ children: ["444444444444", "333333333333"], externalId });
    expect(document).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "InvokingRoles",
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "sts:ExternalId": externalId, "aws:PrincipalAccount": ["333333333333", "444444444444"] },
            ArnLike: invokingRoles,
          },
        },
      ],
    });
  });

  it("trusts a whole organization, narrowed by paths, only for children: organization", () => {
    const forms = invokeTrustPolicyForms({
      children: "organization",
      externalId,
      organizationId: "o-exampleorg1",
      organizationPaths: ["o-exampleorg1/r-ab12/ou-ab12-11111111/*"],
    });
    expect(forms).to.deep.equal([
      {
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "InvokingRoles",
            Effect: "Allow",
            Principal: { AWS: "*" },
            Action: "sts:AssumeRole",
            Condition: {
              StringEquals: { "sts:ExternalId": externalId, "aws:PrincipalOrgID": "o-exampleorg1" },
              ArnLike: invokingRoles,
              "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-exampleorg1/r-ab12/ou-ab12-11111111/*"] },
            },
          },
        ],
      },
    ]);
  });

  it("trusts the children's Studio only where it is asked for: under a source identity, with the ExternalId", () => {
    const trust = { children: ["333333333333"], externalId, organizationId: "o-exampleorg1" };
    const principal = { AWS: ["arn:aws:iam::333333333333:root"] };
    const studio = { "aws:PrincipalArn": "arn:aws:iam::*:role/SageMakerStudioExecution-*" };
    const [named, compact] = invokeTrustPolicyForms({ ...trust, studio: true });

    expect(invokeTrustPolicyForms({ ...trust, studio: false })).to.deep.equal(invokeTrustPolicyForms(trust));
    expect(named.Statement[0]).to.deep.equal(invokeTrustPolicyForms(trust)[0].Statement[0]);
    expect(named.Statement.slice(1)).to.deep.equal([
      {
        Sid: "StudioOfNamedUser",
        Effect: "Allow",
        Principal: principal,
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "sts:ExternalId": externalId, "aws:PrincipalOrgID": "o-exampleorg1" },
          ArnLike: studio,
          Null: { "aws:SourceIdentity": "false" },
        },
      },
      {
        Sid: "StudioNamesUser",
        Effect: "Allow",
        Principal: principal,
        Action: "sts:SetSourceIdentity",
        Condition: { StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" }, ArnLike: studio },
      },
    ]);
    expect(compact?.Statement.map(({ Condition }) => Condition?.StringEquals?.["aws:PrincipalAccount"])).to.deep.equal(
      Array.from({ length: 3 }, () => ["333333333333"]),
    );
    const [bare] = invokeTrustPolicyForms({ children: ["333333333333"], externalId, studio: true });
    expect(bare.Statement[2]?.Condition).to.deep.equal({ ArnLike: studio });
    const [prefixed] = invokeTrustPolicyForms({ ...trust, studio: true, namePrefix: "acme-", rolePath: "/teams/ml/" });
    expect(prefixed.Statement.map(({ Condition }) => Condition?.ArnLike?.["aws:PrincipalArn"])).to.deep.equal(
      ["acme-SageMakerInvoker-*", ...Array.from({ length: 2 }, () => "acme-SageMakerStudioExecution-*")].map(
        (name) => `arn:aws:iam::*:role/teams/ml/${name}`,
      ),
    );
  });

  it("stays readable while it fits, and turns compact at the first account too many", () => {
    const form = (count: number) => {
      const fitting = fittingTrustPolicy({ children: accounts(count), externalId }, 2048);
      return "shortest" in fitting ? fitting : fitting.Statement[0]?.Principal;
    };
    const longestNamed = Array.from({ length: 200 }, (_, index) => index + 1).findLast(
      (count) => policyLength(invokeTrustPolicyForms({ children: accounts(count), externalId })[0]) <= 2048,
    );
    expect(longestNamed).to.equal(54);
    expect(form(54)).to.deep.equal({ AWS: accounts(54).map((id) => `arn:aws:iam::${id}:root`) });
    expect(form(55)).to.deep.equal({ AWS: "*" });
  });

  it("may be as long as its limit, and not a character longer", () => {
    const trust = { children: ["333333333333"], externalId };
    const [named, compact] = invokeTrustPolicyForms(trust).map(policyLength);
    const shorter = Math.min(named ?? 0, compact ?? 0);
    expect(fittingTrustPolicy(trust, shorter)).not.to.have.property("shortest");
    expect(fittingTrustPolicy(trust, shorter - 1)).to.deep.equal({ shortest: shorter });
  });

  it("is given up with its shortest length when no form fits", () => {
    expect(fittingTrustPolicy({ children: accounts(200), externalId }, 2048)).to.deep.equal({ shortest: 3289 });
    expect(fittingTrustPolicy({ children: accounts(200), externalId }, 4096)).not.to.have.property("shortest");
  });

  it("never has another condition than the trust it was made of, whatever the limit", () => {
    const account = fc.integer({ min: 100_000_000_000, max: 999_999_999_999 }).map(String);
    fc.assert(
      fc.property(
        fc.uniqueArray(account, { minLength: 1, maxLength: 150 }),
        fc.integer({ min: 500, max: 8192 }),
        (children, limit) => {
          const fitting = fittingTrustPolicy({ children, externalId, organizationId: "o-exampleorg1" }, limit);
          if ("shortest" in fitting) {
            expect(fitting.shortest).to.be.greaterThan(limit);
            return;
          }
          const [statement, ...others] = fitting.Statement;
          const condition = statement?.Condition?.StringEquals ?? {};
          const named = JSON.stringify(statement?.Principal).match(/\d{12}/g) ?? condition["aws:PrincipalAccount"];
          expect(policyLength(fitting)).to.be.at.most(limit);
          expect(others).to.deep.equal([]);
          expect(named).to.deep.equal([...children].sort());
          expect(condition).to.include({ "sts:ExternalId": externalId, "aws:PrincipalOrgID": "o-exampleorg1" });
          expect(statement?.Condition?.ArnLike).to.deep.equal(invokingRoles);
        },
      ),
    );
  });
});
