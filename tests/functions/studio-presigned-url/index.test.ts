import { expect } from "chai";
import { silence } from "../support/scripted-server";
import { StudioAws } from "../support/studio-aws";
import { answerOf, coldStart, refused, visit } from "../support/studio-presigned-url";
import { hurryTimers } from "../support/time";

const notSet = (name: string) =>
  `environment variable ${name} is not set: deploy the function with the stack that defines it`;

const cases: readonly { name: string; value: string | undefined; message: string }[] = [
  ...["USERS_TABLE", "LOBS_TABLE", "ROLE_NAME", "EXPIRES_IN_SECONDS", "SESSION_SECONDS"].map((name) => ({
    name,
    value: undefined,
    message: notSet(name),
  })),
  {
    name: "EXPIRES_IN_SECONDS",
    value: "301",
    message: 'environment variable EXPIRES_IN_SECONDS is "301": set a whole number from 5 to 300',
  },
  {
    name: "SESSION_SECONDS",
    value: "soon",
    message: 'environment variable SESSION_SECONDS is "soon": set a whole number from 1800 to 43200',
  },
];

describe("functions/studio-presigned-url, as Lambda runs it", () => {
  let aws: StudioAws | undefined;
  afterEach(() => aws?.close());

  for (const { name, value, message } of cases) {
    it(`doesn't start when ${name} is ${value ?? "not set"}`, async () => {
      aws = await StudioAws.start({ [name]: value });
      expect(coldStart).to.throw(message);
    });
  }

  for (const call of ["GetItem", "AssumeRole", "ListDomains"]) {
    it(`gives up before its own time is up when ${call} isn't answered`, async () => {
      aws = await StudioAws.start();
      aws.interfere = (what) => (what.startsWith(call) ? silence() : undefined);
      const slowAgain = hurryTimers();
      try {
        expect(await answerOf(coldStart(), visit("user-lob-a"))).to.deep.equal(
          refused(504, "Timeout", "Studio did not answer in time: try again in a minute"),
        );
      } finally {
        slowAgain();
      }
      expect(aws.called().filter((what) => what.startsWith(call))).to.have.length(3);
    });
  }

  it("reads the tables, the role and the lifetimes from its environment", async () => {
    aws = await StudioAws.start({ USERS_TABLE: "users-2", EXPIRES_IN_SECONDS: "5", SESSION_SECONDS: "1800" });
    aws.lobs.set("user-lob-a", { lob: { S: "lob-a" }, profileName: { S: "profile-a" } });
    await answerOf(coldStart(), visit("user-lob-a"));
    expect(aws.calls[0]?.input).to.deep.include({ TableName: "users-2" });
    expect(aws.calls.at(-1)?.input).to.deep.include({
      ExpiresInSeconds: 5,
      SessionExpirationDurationInSeconds: 1800,
    });
  });
});
