import { expect } from "chai";
import fc from "fast-check";
import { context } from "../support/lambda";
import { linesOf } from "../support/log-lines";
import { accountA, accountB, StudioAws, urlOf } from "../support/studio-aws";
import { answerOf, coldStart, redirectTo, visit } from "../support/studio-presigned-url";
import { moveTime } from "../support/time";

const toA = redirectTo(urlOf("d-lob-a", "profile-a"));
const toB = redirectTo(urlOf("d-lob-b", "profile-b"));
const roleA = `arn:aws:iam::${accountA}:role/PresignedURLGenerator`;
const roleB = `arn:aws:iam::${accountB}:role/PresignedURLGenerator`;
const minute = 60_000;

describe("functions/studio-presigned-url/handler", () => {
  let aws: StudioAws;
  let moveBack = () => {};
  beforeEach(async () => {
    aws = await StudioAws.start();
  });
  afterEach(async () => {
    moveBack();
    moveBack = () => {};
    await aws.close();
  });

  it("sends a browser to the domain of the user's own line of business", async () => {
    const handler = coldStart();
    expect(await answerOf(handler, visit("user-lob-a"))).to.deep.equal(toA);
    expect(await answerOf(handler, visit("user-lob-b"))).to.deep.equal(toB);
  });

  it("passes the URL and its seconds to a program that asks for JSON", async () => {
    const event = visit("user-lob-a", { headers: { accept: "application/json" } });
    expect(await answerOf(coldStart(), event)).to.deep.equal({
      statusCode: 200,
      headers: { "cache-control": "no-store", "content-type": "application/json" },
      body: JSON.stringify({ url: urlOf("d-lob-a", "profile-a"), expiresInSeconds: 60 }),
    });
  });

  for (const path of ["user-lob-b", "USER-LOB-B", "..%2Fuser-lob-b", ""]) {
    it(`takes the user from the authorizer, though the path is /${path}`, async () => {
      expect(await answerOf(coldStart(), visit("user-lob-a", { path }))).to.deep.equal(toA);
    });
  }

  it("asks for a URL that lasts as long as configured, and leads where the user asked to", async () => {
    const query = { landingUri: "app:JupyterLab:lab/tree/a%20b.ipynb", space: "my-space" };
    await answerOf(coldStart(), visit("user-lob-a", { query }));
    expect(aws.calls.at(-1)?.input).to.deep.equal({
      DomainId: "d-lob-a",
      UserProfileName: "profile-a",
      ExpiresInSeconds: 60,
      SessionExpirationDurationInSeconds: 43_200,
      LandingUri: "app:JupyterLab:lab/tree/a%20b.ipynb",
      SpaceName: "my-space",
    });
  });

  it("asks SageMaker for no landing page and no space unless the user did", async () => {
    await answerOf(coldStart(), visit("user-lob-a"));
    expect(aws.calls.at(-1)?.input).to.have.all.keys(
      "DomainId",
      "UserProfileName",
      "ExpiresInSeconds",
      "SessionExpirationDurationInSeconds",
    );
  });

  it("assumes the role in the LOB's account for an hour, in the user's name", async () => {
    await answerOf(coldStart(), visit("user-lob-a"));
    const [assumed] = aws.calls.filter(({ what }) => what.startsWith("AssumeRole"));
    expect(assumed?.input).to.deep.equal({
      Action: "AssumeRole",
      Version: "2011-06-15",
      RoleArn: roleA,
      RoleSessionName: "user-lob-a",
      SourceIdentity: "user-lob-a",
      DurationSeconds: "3600",
    });
  });

  it("makes five calls when cold, and warm two: one table read and the presign", async () => {
    const handler = coldStart();
    await answerOf(handler, visit("user-lob-a"));
    expect(aws.called()).to.deep.equal([
      "GetItem users user-lob-a",
      "GetItem lobs lob-a",
      `AssumeRole ${roleA} user-lob-a`,
      `ListDomains ${accountA} user-lob-a`,
      "CreatePresignedDomainUrl d-lob-a profile-a",
    ]);
    await answerOf(handler, visit("user-lob-a"));
    expect(aws.called()).to.deep.equal(["GetItem users user-lob-a", "CreatePresignedDomainUrl d-lob-a profile-a"]);
  });

  it("reads both tables consistently", async () => {
    await answerOf(coldStart(), visit("user-lob-a"));
    const reads = aws.calls.filter(({ what }) => what.startsWith("GetItem"));
    expect(reads.map(({ input }) => input.ConsistentRead)).to.deep.equal([true, true]);
  });

  it("looks the LOB's account and domain up again after five minutes, under the same session", async () => {
    const handler = coldStart();
    await answerOf(handler, visit("user-lob-a"));
    moveBack = moveTime(5 * minute - 1000);
    aws.called();
    await answerOf(handler, visit("user-lob-a"));
    expect(aws.called()).to.have.length(2);
    moveBack();
    moveBack = moveTime(5 * minute + 1000);
    await answerOf(handler, visit("user-lob-a"));
    expect(aws.called()).to.deep.equal([
      "GetItem users user-lob-a",
      "GetItem lobs lob-a",
      `ListDomains ${accountA} user-lob-a`,
      "CreatePresignedDomainUrl d-lob-a profile-a",
    ]);
  });

  it("calls the LOB's region under the user's session, and the tables and STS in its own", async () => {
    aws.lobs.set("lob-a", { lob: { S: "lob-a" }, accountId: { S: accountA }, region: { S: "eu-central-1" } });
    await answerOf(coldStart(), visit("user-lob-a"));
    expect(aws.calls.map(({ what, as, region }) => `${what.split(" ")[0]} ${as} ${region}`)).to.deep.equal([
      "GetItem ASIALAMBDA eu-west-1",
      "GetItem ASIALAMBDA eu-west-1",
      "AssumeRole ASIALAMBDA eu-west-1",
      `ListDomains ASIA.${accountA}.user-lob-a.3 eu-central-1`,
      `CreatePresignedDomainUrl ASIA.${accountA}.user-lob-a.3 eu-central-1`,
    ]);
  });

  it("follows a user who moves to another LOB at the next call, under a session of that account", async () => {
    const handler = coldStart();
    await answerOf(handler, visit("user-lob-a"));
    aws.users.set("user-lob-a", { lob: { S: "lob-b" }, profileName: { S: "profile-b" } });
    aws.called();
    expect(await answerOf(handler, visit("user-lob-a"))).to.deep.equal(toB);
    expect(aws.called()).to.deep.equal([
      "GetItem users user-lob-a",
      "GetItem lobs lob-b",
      `AssumeRole ${roleB} user-lob-a`,
      `ListDomains ${accountB} user-lob-a`,
      "CreatePresignedDomainUrl d-lob-b profile-b",
    ]);
  });

  it("refuses a user who was removed at the next call, without calling for them", async () => {
    const handler = coldStart();
    await answerOf(handler, visit("user-lob-a"));
    aws.users.delete("user-lob-a");
    aws.called();
    expect((await answerOf(handler, visit("user-lob-a")))?.statusCode).to.equal(403);
    expect(aws.called()).to.deep.equal(["GetItem users user-lob-a"]);
  });

  it("never makes a call for one user under the session of another, also for users at once", async () => {
    const names = ["ann", "bob", "cy.d@example.com"];
    for (const name of names) {
      const profile = `profile-${name.slice(0, 2)}`;
      for (const lob of ["lob-a", "lob-b"]) {
        aws.profiles.add(`d-${lob}/${profile}`);
      }
      aws.users.set(name, { lob: { S: "lob-a" }, profileName: { S: profile } });
    }
    const handler = coldStart();
    const moves = fc.record({ name: fc.constantFrom(...names), lob: fc.constantFrom("lob-a", "lob-b") });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(moves, { minLength: 1, maxLength: 6 }), { maxLength: 4 }), async (rounds) => {
        for (const round of rounds) {
          for (const { name, lob } of round) {
            aws.users.set(name, { lob: { S: lob }, profileName: { S: `profile-${name.slice(0, 2)}` } });
          }
          await linesOf(() => Promise.all(round.map(({ name }) => handler(visit(name), context()))));
        }
        for (const { what, as } of aws.calls.splice(0)) {
          const [action, domain, profile] = what.split(" ");
          if (action === "CreatePresignedDomainUrl") {
            const [, account, user] = /^ASIA\.(\d+)\.(.+)\.\d+$/.exec(as) ?? [];
            expect(`profile-${user?.slice(0, 2)}`).to.equal(profile);
            expect(account).to.equal(domain === "d-lob-a" ? accountA : accountB);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
