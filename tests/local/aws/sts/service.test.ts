import { GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { expect } from "chai";
import type { Session } from "../../../../local/aws/core/sessions";
import type { Resource } from "../../../../local/aws/core/world";
import type { Role } from "../../../../local/aws/iam/kinds";
import { LocalAws } from "../../../../local/aws/local-aws";
import { assumeRole, callerIdentity, keysOf } from "../../support/clients";
import { SetClock } from "../../support/clock";
import { failure, refusalOf } from "../../support/failure";
import {
  allow,
  childAccount,
  eachTestOnItsOwnAws,
  parentAccount,
  policyText,
  put,
  putRole,
  region,
  trusting,
} from "../../support/local-aws";
import { signedHeaders } from "../../support/signed-fetch";
import { role } from "../../support/wanted";

const targetArn = `arn:aws:iam::${parentAccount}:role/Target`;
const denied = (arn: string, caller = "Caller") => ({
  code: "AccessDenied",
  message: `User: arn:aws:sts::${childAccount}:assumed-role/${caller}/calling is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
});
const invalid = (...complaints: readonly string[]) => ({
  code: "ValidationError",
  message: `${complaints.length} validation error${complaints.length === 1 ? "" : "s"} detected: ${complaints.join("; ")}`,
});
const broken = (value: string, member: string, demand: string) =>
  `Value '${value}' at '${member}' failed to satisfy constraint: Member must ${demand}`;
const sessionNamePattern = "satisfy regular expression pattern: [\\w+=,.@-]*";

const trust = policyText(
  trusting({ AWS: `arn:aws:iam::${childAccount}:root` }, { StringEquals: { "sts:ExternalId": "blue" } }),
);
const request = { RoleArn: targetArn, RoleSessionName: "target-session", ExternalId: "blue" };

describe("Security Token Service", () => {
  const clock = new SetClock();
  const aws = eachTestOnItsOwnAws(clock);

  let session: Session;
  let target: Resource<Role>;
  beforeEach(async () => {
    clock.set(new Date());
    const caller = await putRole(aws(), childAccount, "Caller");
    await allow(aws(), caller, { Action: "sts:AssumeRole", Resource: `arn:aws:iam::${parentAccount}:role/*` });
    session = aws().sessions.open(caller, "calling", 3600);
    target = await putRole(aws(), parentAccount, "Target", trust);
  });

  it("hands out a session of a role whose trust policy and the caller's own policy allow it", async () => {
    const answer = await assumeRole(aws(), session, request);

    expect(answer.AssumedRoleUser).to.deep.equal({
      Arn: `arn:aws:sts::${parentAccount}:assumed-role/Target/target-session`,
      AssumedRoleId: `${target.state.uniqueId}:target-session`,
    });
    expect(answer.Credentials?.AccessKeyId).to.match(/^ASIA[0-9A-F]{16}$/);
    expect(answer.Credentials?.Expiration).to.deep.equal(new Date(clock.now().getTime() + 3_600_000));

    const identity = await callerIdentity(aws(), keysOf(answer));
    expect(identity.Account).to.equal(parentAccount);
    expect(identity.Arn).to.equal(`arn:aws:sts::${parentAccount}:assumed-role/Target/target-session`);
    expect(identity.UserId).to.equal(`${target.state.uniqueId}:target-session`);
  });

  const otherRole = `arn:aws:iam::${parentAccount}:role/Absent`;
  const { ExternalId: _, ...withoutExternalId } = request;
  const denials = [
    { what: "another ExternalId", given: { ...request, ExternalId: "Blue" }, answer: denied(targetArn) },
    { what: "no ExternalId", given: withoutExternalId, answer: denied(targetArn) },
    {
      what: "a role that doesn't exist, in the words for one that does",
      given: { ...request, RoleArn: otherRole },
      answer: denied(otherRole),
    },
    {
      what: "a longer session than role chaining allows",
      given: { ...request, DurationSeconds: 3601 },
      answer: {
        code: "ValidationError",
        message: "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
      },
    },
    {
      what: "a session of less than a quarter of an hour",
      given: { ...request, DurationSeconds: 899 },
      answer: {
        code: "ValidationError",
        message:
          "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
      },
    },
    {
      what: "a session's name with a space",
      given: { ...request, RoleSessionName: "my session" },
      answer: invalid(broken("my session", "roleSessionName", sessionNamePattern)),
    },
    {
      what: "a session's name of one character",
      given: { ...request, RoleSessionName: "a" },
      answer: invalid(broken("a", "roleSessionName", "have length greater than or equal to 2")),
    },
    {
      what: "a session's name of 65 characters",
      given: { ...request, RoleSessionName: "a".repeat(65) },
      answer: invalid(broken("a".repeat(65), "roleSessionName", "have length less than or equal to 64")),
    },
    {
      what: "an ExternalId of one character",
      given: { ...request, ExternalId: "b" },
      answer: invalid(broken("b", "externalId", "have length greater than or equal to 2")),
    },
    {
      what: "an ARN that isn't a role's, in the words for a role",
      given: { ...request, RoleArn: `arn:aws:iam::${parentAccount}:user/Target` },
      answer: denied(`arn:aws:iam::${parentAccount}:user/Target`),
    },
    {
      what: "an ARN of less than 20 characters",
      given: { ...request, RoleArn: "arn:aws:iam::1:role" },
      answer: invalid(broken("arn:aws:iam::1:role", "roleArn", "have length greater than or equal to 20")),
    },
    {
      what: "a session of more than half a day",
      given: { ...request, DurationSeconds: 43_201 },
      answer: invalid(broken("43201", "durationSeconds", "have value less than or equal to 43200")),
    },
    {
      what: "everything that is wrong at once",
      given: { ...request, RoleSessionName: "a ".repeat(33), ExternalId: "x y" },
      answer: invalid(
        broken("a ".repeat(33), "roleSessionName", sessionNamePattern),
        broken("a ".repeat(33), "roleSessionName", "have length less than or equal to 64"),
        broken("x y", "externalId", "satisfy regular expression pattern: [\\w+=,.@:\\/-]*"),
      ),
    },
  ];
  for (const { what, given, answer } of denials) {
    it(`refuses ${what}`, async () => {
      expect(await refusalOf(assumeRole(aws(), session, given))).to.deep.equal(answer);
    });
  }

  it("takes the longest session that role chaining allows, and the longest name", async () => {
    const longest = { ...request, DurationSeconds: 3600, RoleSessionName: "a".repeat(64) };

    const answer = await assumeRole(aws(), session, longest);

    expect(answer.Credentials?.Expiration).to.deep.equal(new Date(clock.now().getTime() + 3_600_000));
  });

  it("refuses a caller whose own policy names another role", async () => {
    const caller = await putRole(aws(), childAccount, "Stranger");
    await allow(aws(), caller, { Action: "sts:AssumeRole", Resource: `${targetArn}2` });

    expect(await refusalOf(assumeRole(aws(), aws().sessions.open(caller, "calling", 3600), request))).to.deep.equal(
      denied(targetArn, "Stranger"),
    );
  });

  it("refuses a caller whose account the trust policy doesn't name", async () => {
    const own = policyText(trusting({ AWS: `arn:aws:iam::${parentAccount}:root` }));
    await put(aws(), role("Target", { assumeRolePolicy: own }));

    expect(await refusalOf(assumeRole(aws(), session, request))).to.deep.equal(denied(targetArn));
  });

  it("refuses a call without the members that it needs, and with a number that is none", async () => {
    const body = new URLSearchParams({ Action: "AssumeRole", Version: "2011-06-15", DurationSeconds: "an hour" });
    const signed = { url: `${aws().url}/`, service: "sts", body: body.toString(), date: clock.now(), keys: session };

    const answer = await fetch(signed.url, { method: "POST", headers: signedHeaders(signed), body: signed.body });

    expect(answer.status).to.equal(400);
    expect((await answer.text()).replaceAll("&apos;", "'")).to.include(
      [
        "<Code>ValidationError</Code><Message>3 validation errors detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
        "Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null",
        "Value 'an hour' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900</Message>",
      ].join("; "),
    );
  });

  it("refuses a call that nobody signed in its own protocol", async () => {
    const answer = await fetch(aws().url, {
      method: "POST",
      body: new URLSearchParams({ Action: "GetCallerIdentity", Version: "2011-06-15" }),
    });

    expect([answer.status, answer.headers.get("content-type")]).to.deep.equal([403, "text/xml"]);
    expect(await answer.text()).to.include(
      "<Code>MissingAuthenticationToken</Code><Message>Request is missing Authentication Token</Message>",
    );
  });

  it("refuses a session that has ended, and not a second before", async () => {
    const keys = keysOf(await assumeRole(aws(), session, request));

    clock.move(3599);
    expect((await callerIdentity(aws(), keys)).Account).to.equal(parentAccount);
    clock.move(1);
    expect(await refusalOf(callerIdentity(aws(), keys))).to.deep.equal({
      code: "ExpiredToken",
      message: "The security token included in the request is expired",
    });
  });

  it("ends all sessions of a role that is revoked, and no other's", async () => {
    const keys = keysOf(await assumeRole(aws(), session, request));

    aws().sessions.revoke(targetArn);

    expect((await refusalOf(callerIdentity(aws(), keys))).code).to.equal("ExpiredToken");
    expect((await callerIdentity(aws(), session)).Account).to.equal(childAccount);
  });

  it("gives a session none of the rights of a new role of the same name", async () => {
    aws().world.remove(session.role.urn);
    const anew = await putRole(aws(), childAccount, "Caller");

    expect(await refusalOf(assumeRole(aws(), session, request))).to.deep.equal(denied(targetArn));
    const fresh = aws().sessions.open(anew, "calling", 3600);
    expect((await assumeRole(aws(), fresh, request)).AssumedRoleUser?.Arn).to.include("assumed-role/Target");
  });
});

describe("An operation that the local AWS doesn't know", () => {
  it("fails the call, and the run when it ends, since such a run proves nothing", async () => {
    const aws = await LocalAws.start();
    aws.world.openAccount({ id: childAccount });
    const { accessKeyId, secretAccessKey, sessionToken } = aws.sessions.open(
      await putRole(aws, childAccount, "Caller"),
      "calling",
      3600,
    );
    const client = new STSClient({
      endpoint: aws.url,
      region,
      credentials: { accessKeyId, secretAccessKey, sessionToken },
      maxAttempts: 1,
    });

    await failure(client.send(new GetSessionTokenCommand({})));
    client.destroy();

    expect((await failure(aws.close())).message).to.equal(
      "the local AWS doesn't know the STS operation GetSessionToken",
    );
  });
});
