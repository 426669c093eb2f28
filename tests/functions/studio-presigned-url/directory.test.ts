import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { Directory } from "../../../functions/studio-presigned-url/directory";
import { accountA, StudioAws } from "../support/studio-aws";
import { answerAndLines, coldStart, refused, visit } from "../support/studio-presigned-url";

const unknownUser = refused(
  403,
  "UnknownUser",
  "you are not registered for Studio: ask your administrators to add you",
);
const noLob = refused(
  404,
  "NoLob",
  "your line of business is not set up for Studio: ask your administrators to register it",
);
const noProfile = refused(
  404,
  "NoProfile",
  "you have no user profile in your line of business's Studio domain: ask your administrators to create it",
);

/** A row with one attribute changed, or left out. */
const rows: readonly {
  title: string;
  table: "users" | "lobs";
  row: Record<string, { S: string }>;
  log: string;
  answer: object;
}[] = [
  {
    title: "a user without a LOB",
    table: "users",
    row: { profileName: { S: "profile-a" } },
    log: "the row of user user-lob-a in users names no lob",
    answer: noLob,
  },
  {
    title: "a user without a profile's name",
    table: "users",
    row: { lob: { S: "lob-a" } },
    log: "the row of user user-lob-a in users has no profileName of lower-case letters, digits and hyphens",
    answer: noProfile,
  },
  {
    title: "a user whose profile's name is an address",
    table: "users",
    row: { lob: { S: "lob-a" }, profileName: { S: "ann@example.com" } },
    log: "the row of user user-lob-a in users has no profileName of lower-case letters, digits and hyphens",
    answer: noProfile,
  },
  {
    title: "a user whose profile's name has capitals, for which SageMaker makes no URL",
    table: "users",
    row: { lob: { S: "lob-a" }, profileName: { S: "Ann" } },
    log: "the row of user user-lob-a in users has no profileName of lower-case letters, digits and hyphens",
    answer: noProfile,
  },
  {
    title: "a user whose profile's name has 64 characters",
    table: "users",
    row: { lob: { S: "lob-a" }, profileName: { S: "x".repeat(64) } },
    log: "the row of user user-lob-a in users has no profileName of lower-case letters, digits and hyphens",
    answer: noProfile,
  },
  {
    title: "a user of a LOB that isn't registered",
    table: "users",
    row: { lob: { S: "lob-z" }, profileName: { S: "profile-a" } },
    log: "no row for lob lob-z in lobs",
    answer: noLob,
  },
  {
    title: "a LOB whose account isn't one",
    table: "lobs",
    row: { accountId: { S: "3333" }, region: { S: "eu-west-1" } },
    log: "the row of lob lob-a in lobs has no valid accountId and region",
    answer: noLob,
  },
  {
    title: "a LOB whose account has a digit more",
    table: "lobs",
    row: { accountId: { S: `${accountA}3` }, region: { S: "eu-west-1" } },
    log: "the row of lob lob-a in lobs has no valid accountId and region",
    answer: noLob,
  },
  ...["evil.example.com/#", "evil.example.com/eu-west-1", "eu-west-1.evil.example.com"].map((region) => ({
    title: `a LOB whose region is ${region}`,
    table: "lobs" as const,
    row: { accountId: { S: accountA }, region: { S: region } },
    log: "the row of lob lob-a in lobs has no valid accountId and region",
    answer: noLob,
  })),
];

describe("functions/studio-presigned-url, the directory that it reads", () => {
  let aws: StudioAws;
  beforeEach(async () => {
    aws = await StudioAws.start();
  });
  afterEach(() => aws.close());

  it("refuses a user who isn't in the directory", async () => {
    const { answer, lines } = await answerAndLines(coldStart(), visit("nobody"));
    expect(answer).to.deep.equal(unknownUser);
    expect(JSON.parse(lines.join()).errorMessage).to.equal("no row for user nobody in users");
  });

  it("takes a region whose name has a part more", async () => {
    aws.lobs.set("lob-a", { accountId: { S: accountA }, region: { S: "us-gov-west-1" } });
    await answerAndLines(coldStart(), visit("user-lob-a"));
    expect(aws.calls.at(-1)).to.deep.include({
      what: "CreatePresignedDomainUrl d-lob-a profile-a",
      region: "us-gov-west-1",
    });
  });

  it("isn't read any more when time is up", async () => {
    const directory = new Directory(new DynamoDBClient({}), { users: "users", lobs: "lobs" });
    const thrown = await directory.user("user-lob-a", AbortSignal.abort()).catch((error: unknown) => error);
    expect(thrown).to.be.an("error").with.property("name", "AbortError");
    expect(aws.calls).to.deep.equal([]);
  });

  for (const { title, table, row, log, answer } of rows) {
    it(`refuses ${title}, and logs why`, async () => {
      (table === "users" ? aws.users : aws.lobs).set(table === "users" ? "user-lob-a" : "lob-a", row);
      const result = await answerAndLines(coldStart(), visit("user-lob-a"));
      expect(result.answer).to.deep.equal(answer);
      expect(JSON.parse(result.lines.join()).errorMessage).to.equal(log);
    });
  }
});
