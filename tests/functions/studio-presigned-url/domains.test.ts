import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { expect } from "chai";
import { RoleClient } from "../../../functions/lib/role-client";
import { findDomain, Homes } from "../../../functions/studio-presigned-url/domains";
import { accountA, accountB, type Domain, jsonError, StudioAws, urlOf } from "../support/studio-aws";
import { answerAndLines, answerOf, coldStart, redirectTo, refused, visit } from "../support/studio-presigned-url";
import { stopTime } from "../support/time";

const toA = redirectTo(urlOf("d-lob-a", "profile-a"));
const noDomain = refused(
  404,
  "NoDomain",
  "your line of business has no Studio domain that can be used: try again later, or ask your administrators",
);
const noProfile = refused(
  404,
  "NoProfile",
  "you have no user profile in your line of business's Studio domain: ask your administrators to create it",
);

function domain(DomainName: string, DomainId = `d-${DomainName}`, Status = "InService"): Domain {
  return { DomainId, DomainName, Status };
}

describe("functions/studio-presigned-url, the domain that it finds", () => {
  let aws: StudioAws;
  beforeEach(async () => {
    aws = await StudioAws.start();
  });
  afterEach(() => aws.close());

  it("is the one that has the LOB's name, not the first and not one of a similar name", async () => {
    const others = ["lob-a-old", "old-lob-a", "LOB-A", "lob"].map((name) => domain(name));
    aws.domains.set(accountA, [...others, domain("lob-a")]);
    expect(await answerOf(coldStart(), visit("user-lob-a"))).to.deep.equal(toA);
  });

  it("is found on any page of the list", async () => {
    aws.domains.set(accountA, [...Array.from({ length: 9 }, (_, index) => domain(`other-${index}`)), domain("lob-a")]);
    aws.pageSize = 3;
    expect(await answerOf(coldStart(), visit("user-lob-a"))).to.deep.equal(toA);
    expect(aws.called().filter((what) => what.startsWith("ListDomains"))).to.have.length(4);
  });

  it("is found on a last page with an empty token", async () => {
    aws.interfere = (what) =>
      what.startsWith("ListDomains") ? Response.json({ Domains: [domain("lob-a")], NextToken: "" }) : undefined;
    expect(await answerOf(coldStart(), visit("user-lob-a"), 10_000)).to.deep.equal(toA);
  });

  it("is skipped if SageMaker gives no id", async () => {
    aws.interfere = (what) =>
      what.startsWith("ListDomains")
        ? Response.json({ Domains: [{ DomainName: "lob-a", Status: "InService" }] })
        : undefined;
    expect(await answerOf(coldStart(), visit("user-lob-a"))).to.deep.equal(noDomain);
  });

  it("isn't looked for any more when time is up", async () => {
    const client = new RoleClient(() => new SageMakerClient({}));
    const thrown = await findDomain(client, "lob-a", AbortSignal.abort()).catch((error: unknown) => error);
    expect(thrown).to.be.an("error").with.property("name", "AbortError");
    expect(aws.calls).to.deep.equal([]);
  });

  for (const status of ["InService", "Updating", "Update_Failed"]) {
    it(`is taken while it is ${status}`, async () => {
      aws.domains.set(accountA, [domain("lob-a", "d-lob-a", status)]);
      expect(await answerOf(coldStart(), visit("user-lob-a"))).to.deep.equal(toA);
    });
  }

  for (const status of ["Pending", "Failed", "Deleting", "Delete_Failed"]) {
    it(`is not used while it is ${status}, and the log has it`, async () => {
      aws.domains.set(accountA, [domain("lob-a", "d-lob-a", status)]);
      const { answer, lines } = await answerAndLines(coldStart(), visit("user-lob-a"));
      expect(answer).to.deep.equal(noDomain);
      expect(JSON.parse(lines.join()).errorMessage).to.equal(`no domain lob-a that can be used: d-lob-a is ${status}`);
    });
  }

  it("isn't found among several that can't be used, and the log names each", async () => {
    aws.domains.set(accountA, [domain("lob-a", "d-1", "Failed"), domain("lob-a", "d-2", "Deleting")]);
    const { answer, lines } = await answerAndLines(coldStart(), visit("user-lob-a"));
    expect(answer).to.deep.equal(noDomain);
    expect(JSON.parse(lines.join()).errorMessage).to.equal(
      "no domain lob-a that can be used: d-1 is Failed, d-2 is Deleting",
    );
  });

  it("is not guessed among two of the LOB's name, and the log has it", async () => {
    aws.domains.set(accountA, [domain("lob-a"), domain("lob-a", "d-second")]);
    const { answer, lines } = await answerAndLines(coldStart(), visit("user-lob-a"));
    expect(answer).to.deep.equal(noDomain);
    expect(JSON.parse(lines.join()).errorMessage).to.equal("several domains lob-a: d-lob-a, d-second");
  });

  it("is the new one beside an old one that is being deleted", async () => {
    aws.domains.set(accountA, [domain("lob-a", "d-old", "Deleting"), domain("lob-a")]);
    expect(await answerOf(coldStart(), visit("user-lob-a"))).to.deep.equal(toA);
  });

  it("is looked up once more when the remembered one has gone", async () => {
    const handler = coldStart();
    await answerOf(handler, visit("user-lob-a"));
    aws.domains.set(accountA, [domain("lob-a", "d-new")]);
    aws.profiles.add("d-new/profile-a");
    aws.called();
    expect(await answerOf(handler, visit("user-lob-a"))).to.deep.equal(redirectTo(urlOf("d-new", "profile-a")));
    expect(aws.called()).to.deep.equal([
      "GetItem users user-lob-a",
      "CreatePresignedDomainUrl d-lob-a profile-a",
      "GetItem lobs lob-a",
      `ListDomains ${accountA} user-lob-a`,
      "CreatePresignedDomainUrl d-new profile-a",
    ]);
    await answerOf(handler, visit("user-lob-a"));
    expect(aws.called()).to.deep.equal(["GetItem users user-lob-a", "CreatePresignedDomainUrl d-new profile-a"]);
  });

  it("is the one of the LOB's new account, though it has the old one's id", async () => {
    const handler = coldStart();
    await answerOf(handler, visit("user-lob-a"));
    aws.domains.set(accountA, []);
    aws.domains.set(accountB, [domain("lob-a")]);
    aws.lobs.set("lob-a", { accountId: { S: accountB }, region: { S: "eu-west-1" } });
    expect(await answerOf(handler, visit("user-lob-a"))).to.deep.equal(toA);
    expect(aws.calls.at(-1)?.as).to.match(new RegExp(`^ASIA\\.${accountB}\\.`));
  });

  it("is looked up only once if the profile is gone", async () => {
    const handler = coldStart();
    await answerOf(handler, visit("user-lob-a"));
    aws.profiles.delete("d-lob-a/profile-a");
    aws.called();
    expect(await answerOf(handler, visit("user-lob-a"))).to.deep.equal(noProfile);
    expect(aws.called()).to.deep.equal([
      "GetItem users user-lob-a",
      "CreatePresignedDomainUrl d-lob-a profile-a",
      "GetItem lobs lob-a",
      `ListDomains ${accountA} user-lob-a`,
    ]);
  });

  it("is not looked for twice when it has just been found and has no profile of the user's", async () => {
    aws.profiles.delete("d-lob-a/profile-a");
    expect(await answerOf(coldStart(), visit("user-lob-a"))).to.deep.equal(noProfile);
    expect(aws.called()).to.have.length(5);
  });

  it("is found as soon as it is there, since that it was missing isn't remembered", async () => {
    const handler = coldStart();
    aws.domains.set(accountA, []);
    expect(await answerOf(handler, visit("user-lob-a"))).to.deep.equal(noDomain);
    aws.domains.set(accountA, [domain("lob-a")]);
    expect(await answerOf(handler, visit("user-lob-a"))).to.deep.equal(toA);
  });

  it("is forgotten when AWS refuses the call, so that what operators put right is seen at once", async () => {
    const handler = coldStart();
    await answerOf(handler, visit("user-lob-a"));
    aws.interfere = (what) => (what.includes("d-lob-a") ? jsonError(400, "AccessDeniedException", "no") : undefined);
    expect((await answerOf(handler, visit("user-lob-a")))?.statusCode).to.equal(502);
    aws.called();
    aws.interfere = () => undefined;
    expect(await answerOf(handler, visit("user-lob-a"))).to.deep.equal(toA);
    expect(aws.called()).to.deep.equal([
      "GetItem users user-lob-a",
      "GetItem lobs lob-a",
      `ListDomains ${accountA} user-lob-a`,
      "CreatePresignedDomainUrl d-lob-a profile-a",
    ]);
  });

  it("is kept when AWS throttles, which asks for fewer calls", async () => {
    const handler = coldStart();
    await answerOf(handler, visit("user-lob-a"));
    aws.interfere = (what) => (what.includes("d-lob-a") ? jsonError(400, "ThrottlingException", "slow") : undefined);
    expect((await answerOf(handler, visit("user-lob-a")))?.statusCode).to.equal(429);
    aws.called();
    aws.interfere = () => undefined;
    await answerOf(handler, visit("user-lob-a"));
    expect(aws.called()).to.deep.equal(["GetItem users user-lob-a", "CreatePresignedDomainUrl d-lob-a profile-a"]);
  });

  it("is remembered for five minutes, and not a millisecond longer", () => {
    const begun = Date.parse("2100-01-02T03:04:05Z");
    const home = { accountId: accountA, region: "eu-west-1", domainId: "d-lob-a" };
    const homes = new Homes();
    const remembered = [0, 299_999, 300_000].map((milliseconds, index) => {
      const goOn = stopTime(begun + milliseconds);
      if (index === 0) {
        homes.set("lob-a", home);
      }
      const known = homes.get("lob-a");
      goOn();
      return known;
    });
    expect(remembered).to.deep.equal([home, home, undefined]);
  });
});
