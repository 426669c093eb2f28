import { expect } from "chai";
import { callerIdentity, type Keys } from "../../support/clients";
import { SetClock } from "../../support/clock";
import { childAccount, eachTestOnItsOwnAws, putRole } from "../../support/local-aws";
import { signedHeaders, type Unsigned } from "../../support/signed-fetch";

const noon = "2026-01-01T12:00:00Z";
const wrongSignature =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
const unknownToken = "The security token included in the request is invalid.";

interface Case {
  readonly what: string;
  /** What differs from a good request when it is signed. */
  readonly sign?: Partial<Unsigned>;
  /** What a caller signs with instead of its keys. */
  readonly keys?: Partial<Keys>;
  /** What is changed after it was signed. */
  readonly send?: { readonly body?: string; readonly headers?: Readonly<Record<string, string>> };
  readonly code: string;
  readonly message: string;
}

const tooEarly = (signed: string) =>
  `Signature expired: ${signed} is now earlier than 20260101T115500Z (20260101T120000Z - 5 min.)`;
const tooLate = (signed: string) =>
  `Signature not yet current: ${signed} is still later than 20260101T120500Z (20260101T120000Z + 5 min.)`;

const cases: readonly Case[] = [
  {
    what: "a secret key that isn't the access key's",
    keys: { secretAccessKey: "not the secret" },
    code: "SignatureDoesNotMatch",
    message: wrongSignature,
  },
  {
    what: "an access key that nobody was given",
    keys: { accessKeyId: "ASIA0000000000000000" },
    code: "InvalidClientTokenId",
    message: unknownToken,
  },
  {
    what: "another session token",
    keys: { sessionToken: "not the token" },
    code: "InvalidClientTokenId",
    message: unknownToken,
  },
  {
    what: "no session token",
    send: { headers: { "x-amz-security-token": "" } },
    code: "InvalidClientTokenId",
    message: unknownToken,
  },
  {
    what: "a caller's clock that is more than five minutes behind",
    sign: { date: new Date("2026-01-01T11:54:59Z") },
    code: "SignatureDoesNotMatch",
    message: tooEarly("20260101T115459Z"),
  },
  {
    what: "a caller's clock that is more than five minutes ahead",
    sign: { date: new Date("2026-01-01T12:05:01Z") },
    code: "SignatureDoesNotMatch",
    message: tooLate("20260101T120501Z"),
  },
  {
    what: "a date that is none",
    send: { headers: { "x-amz-date": "noon" } },
    code: "SignatureDoesNotMatch",
    message: tooEarly("noon"),
  },
  {
    what: "a body that was changed on the way",
    send: { body: "Action=GetCallerIdentity&Version=2011-06-16" },
    code: "SignatureDoesNotMatch",
    message: wrongSignature,
  },
  {
    what: "a signed header that was changed on the way",
    send: { headers: { "content-type": "text/plain" } },
    code: "SignatureDoesNotMatch",
    message: wrongSignature,
  },
  {
    what: "a time that was changed on the way",
    send: { headers: { "x-amz-date": "20260101T120001Z" } },
    code: "SignatureDoesNotMatch",
    message: wrongSignature,
  },
  {
    what: "an authorization without a signature",
    send: { headers: { authorization: "AWS4-HMAC-SHA256 Credential=ASIA/20260101/eu-west-1/sts/aws4_request" } },
    code: "MissingAuthenticationToken",
    message: "Request is missing Authentication Token",
  },
];

describe("The signature of a request", () => {
  const clock = new SetClock();
  beforeEach(() => clock.set(noon));
  const aws = eachTestOnItsOwnAws(clock);

  async function answerTo({ sign, keys, send }: Pick<Case, "sign" | "keys" | "send">, path = "/", service = "sts") {
    const session = aws().sessions.open(await putRole(aws(), childAccount, "Caller"), "calling", 3600);
    const request = {
      url: `${aws().url}${path}`,
      service,
      body: "Action=GetCallerIdentity&Version=2011-06-15",
      date: clock.now(),
      ...sign,
      keys: { ...session, ...keys },
    };
    const headers = { ...signedHeaders(request), ...send?.headers };
    const answer = await fetch(request.url, { method: "POST", headers, body: send?.body ?? request.body });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  for (const date of [noon, "2026-01-01T11:55:00Z", "2026-01-01T12:05:00Z"]) {
    it(`is good when it was made at ${date}, not more than five minutes away`, async () => {
      const { status, text } = await answerTo({ sign: { date: new Date(date) } });

      expect(status).to.equal(200);
      expect(text).to.include(`<Arn>arn:aws:sts::${childAccount}:assumed-role/Caller/calling</Arn>`);
    });
  }

  for (const { what, code, message, ...request } of cases) {
    it(`is refused for ${what}`, async () => {
      const { status, text } = await answerTo(request);

      expect(status).to.equal(403);
      expect(text).to.include(`<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`);
    });
  }

  const inSageMakersWords = [
    { keys: { secretAccessKey: "not the secret" }, code: "InvalidSignatureException", message: wrongSignature },
    { keys: { sessionToken: "not the token" }, code: "UnrecognizedClientException", message: unknownToken },
  ];
  for (const { keys, code, message } of inSageMakersWords) {
    it(`is refused in SageMaker's words with ${code}`, async () => {
      const { status, headers, text } = await answerTo({ keys }, "/endpoints/iris/invocations", "sagemaker");

      expect(status).to.equal(403);
      expect(headers.get("x-amzn-errortype")).to.equal(code);
      expect(JSON.parse(text)).to.include({ message });
    });
  }

  it("is missed where there is none, in AWS's words, and the run doesn't fail", async () => {
    const answer = await fetch(aws().url, { method: "POST" });

    expect([answer.status, await answer.json()]).to.deep.equal([403, { message: "Missing Authentication Token" }]);
  });

  it("is made once more by the SDK when its clock is off, so that a caller never notices", async () => {
    clock.set(new Date(Date.now() + 3_600_000));
    const session = aws().sessions.open(await putRole(aws(), childAccount, "Caller"), "calling", 3600);

    expect((await callerIdentity(aws(), session)).Account).to.equal(childAccount);
  });
});
