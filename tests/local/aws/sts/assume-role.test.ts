import { expect } from "chai";
import type { Session } from "../../../../local/aws/core/sessions";
import { assumeRole, keysOf } from "../../support/clients";
import { refusalOf } from "../../support/failure";
import {
  allow,
  childAccount,
  eachTestOnItsOwnAws,
  parentAccount,
  policyText,
  putRole,
  trusting,
} from "../../support/local-aws";

const targetArn = `arn:aws:iam::${parentAccount}:role/Target`;
const invalid = (...complaints: readonly string[]) => ({
  code: "ValidationError",
  message: `${complaints.length} validation error${complaints.length === 1 ? "" : "s"} detected: ${complaints.join("; ")}`,
});
const broken = (value: string, member: string, demand: string) =>
  `Value '${value}' at '${member}' failed to satisfy constraint: Member must ${demand}`;

const tagTrust = policyText({
  ...trusting({ AWS: `arn:aws:iam::${childAccount}:root` }, { StringEquals: { "aws:RequestTag/team": "blue" } }),
  Action: ["sts:AssumeRole", "sts:TagSession"],
});
const Tags = [{ Key: "team", Value: "blue" }];

describe("AssumeRole with a policy or tags", () => {
  const aws = eachTestOnItsOwnAws();
  const next = `arn:aws:iam::${parentAccount}:role/Next`;
  const tagging = { Sid: "Tag", Effect: "Allow", Action: ["sts:AssumeRole", "sts:TagSession"], Resource: targetArn };

  /** A caller that may do this, and a role to assume that may assume a further one. */
  async function bench(own: object, targetTrust: string, nextTrust: object = {}, onto = next): Promise<Session> {
    const caller = await putRole(aws(), childAccount, "Caller");
    await allow(aws(), caller, own);
    const target = await putRole(aws(), parentAccount, "Target", targetTrust);
    await allow(aws(), target, { Action: "sts:AssumeRole", Resource: onto });
    await putRole(
      aws(),
      parentAccount,
      "Next",
      policyText(trusting({ AWS: `arn:aws:iam::${parentAccount}:root` }, nextTrust)),
    );
    return aws().sessions.open(caller, "calling", 3600);
  }

  const plain = { Action: "sts:AssumeRole", Resource: targetArn };
  const plainTrust = policyText(trusting({ AWS: `arn:aws:iam::${childAccount}:root` }));
  const named = { RoleArn: targetArn, RoleSessionName: "restricted" };
  const onward = (keys: Parameters<typeof assumeRole>[1]) =>
    assumeRole(aws(), keys, { RoleArn: next, RoleSessionName: "onward" });
  const refused = (action: string, arn: string, caller: string) => ({
    code: "AccessDenied",
    message: `User: arn:aws:sts::${caller} is not authorized to perform: ${action} on resource: ${arn}`,
  });

  for (const { what, statement, onto, why } of [
    {
      what: "lets pass what the role and the session's policy allow",
      statement: { Effect: "Allow" },
      why: undefined,
    },
    {
      what: "refuses what the role may and the session's policy doesn't name",
      statement: { Effect: "Allow", Action: "s3:*" },
      why: "the session's policy: statement Session doesn't name the action",
    },
    {
      what: "gives no right that the role doesn't have",
      statement: { Effect: "Allow" },
      onto: `${next}2`,
      why: "the policies of Target: Policy, statement Given doesn't name the resource",
    },
    {
      what: "refuses what the session's policy denies",
      statement: { Effect: "Deny" },
      why: "the session's policy: statement Session denies it",
    },
  ]) {
    it(what, async () => {
      const caller = await bench(plain, plainTrust, {}, onto);
      const Policy = policyText({ Sid: "Session", Action: "sts:AssumeRole", Resource: "*", ...statement });

      const keys = keysOf(await assumeRole(aws(), caller, { ...named, Policy }));

      if (why === undefined) {
        expect((await onward(keys)).AssumedRoleUser?.Arn).to.include("assumed-role/Next");
      } else {
        expect(await refusalOf(onward(keys))).to.deep.equal(
          refused("sts:AssumeRole", next, `${parentAccount}:assumed-role/Target/restricted`),
        );
        expect(
          aws()
            .world.trail.since(0)
            .at(-1)
            ?.decidedBy.replace(/Policy\d+/, "Policy"),
        ).to.equal(why);
      }
    });
  }

  it("makes tags the session's principal tags", async () => {
    const caller = await bench(tagging, tagTrust, { StringEquals: { "aws:PrincipalTag/team": "blue" } });

    const keys = keysOf(await assumeRole(aws(), caller, { ...named, Tags }));

    expect((await onward(keys)).AssumedRoleUser?.Arn).to.include("assumed-role/Next");
    expect((await refusalOf(assumeRole(aws(), caller, named))).code).to.equal("AccessDenied");
  });

  for (const { side, own, trusted } of [
    { side: "the caller's own policy", own: plain, trusted: tagTrust },
    { side: "the trust policy", own: tagging, trusted: tagTrust.replace(',"sts:TagSession"', "") },
  ]) {
    it(`is refused with tags where ${side} doesn't allow sts:TagSession`, async () => {
      const caller = await bench(own, trusted);

      expect(await refusalOf(assumeRole(aws(), caller, { ...named, Tags }))).to.deep.equal(
        refused("sts:TagSession", targetArn, `${childAccount}:assumed-role/Caller/calling`),
      );
    });
  }

  for (const { what, given, answer } of [
    {
      what: "a policy that is no JSON",
      given: { Policy: "{" },
      answer: {
        code: "MalformedPolicyDocumentException",
        message: "This policy contains invalid Json or a statement that is not valid",
      },
    },
    {
      what: "a policy with a principal",
      given: { Policy: plainTrust },
      answer: { code: "MalformedPolicyDocumentException", message: "Policy document should not specify a principal." },
    },
    {
      what: "a policy of more than 2,048 characters",
      given: { Policy: "p".repeat(2049) },
      answer: invalid(broken("p".repeat(2049), "policy", "have length less than or equal to 2048")),
    },
    {
      what: "tags of another form",
      given: { Tags: [{ Key: "te*m", Value: "v".repeat(257) }] },
      answer: invalid(
        broken("te*m", "tags.1.member.key", "satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"),
        broken("v".repeat(257), "tags.1.member.value", "have length less than or equal to 256"),
      ),
    },
  ]) {
    it(`refuses ${what}`, async () => {
      const caller = await bench(plain, plainTrust);

      expect(await refusalOf(assumeRole(aws(), caller, { ...named, ...given }))).to.deep.equal(answer);
    });
  }

  const provided = [{ ProviderArn: "arn:aws:iam::aws:contextProvider/IdentityCenter", ContextAssertion: "abcd" }];
  for (const { given, members } of [
    { given: { PolicyArns: [{ arn: `arn:aws:iam::${parentAccount}:policy/Some` }] }, members: "PolicyArns" },
    { given: { Tags, TransitiveTagKeys: ["team"] }, members: "TransitiveTagKeys" },
    {
      given: { SerialNumber: "arn:aws:iam::123456789012:mfa/ann", TokenCode: "123456" },
      members: "SerialNumber, TokenCode",
    },
    { given: { ProvidedContexts: provided }, members: "ProvidedContexts" },
    {
      given: { Tags: [...Tags, { Key: "Team", Value: "red" }] },
      members: "Tags that are more than 50 or have one key twice",
    },
  ]) {
    it(`is refused by name with ${members}, which isn't judged`, async () => {
      aws().onMistake = () => {};
      const caller = await bench(plain, plainTrust);

      expect(await refusalOf(assumeRole(aws(), caller, { ...named, ...given }))).to.deep.equal({
        code: "NotImplemented",
        message: `the local AWS doesn't understand a call of STS AssumeRole: ${members}`,
      });
    });
  }

  it("takes empty lists for none", async () => {
    const caller = await bench(plain, plainTrust);

    const answer = await assumeRole(aws(), caller, { ...named, Tags: [], PolicyArns: [] });

    expect(answer.AssumedRoleUser?.Arn).to.include("assumed-role/Target");
  });
});
