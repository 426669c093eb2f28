import { expect } from "chai";
import fc from "fast-check";
import { stsError } from "../support/aws-answers";
import { jsonError, StudioAws } from "../support/studio-aws";
import { answerAndLines, coldStart, visit } from "../support/studio-presigned-url";

const facts = {
  service: "studio-presigned-url",
  function_name: "invoke-endpoint-lob-a",
  function_arn: "arn:aws:lambda:eu-west-1:222222222222:function:invoke-endpoint-lob-a",
  function_memory_size: "256",
  function_request_id: "request-1",
  userId: "user-lob-a",
};

/** A log line without what differs from run to run. */
function stable(line: string): object {
  const { timestamp, cold_start, sampling_rate, durationMilliseconds, ...rest } = JSON.parse(line);
  expect([typeof timestamp, typeof durationMilliseconds]).to.deep.equal(["string", "number"]);
  return rest;
}

const secrets = [
  "secret-of",
  "secret-.",
  "token-.",
  "ASIA",
  "lambda-secret",
  "lambda-token",
  "https://",
  "bearer-4711",
  "place-4711",
];

describe("functions/studio-presigned-url, its log", () => {
  let aws: StudioAws;
  beforeEach(async () => {
    aws = await StudioAws.start();
  });
  afterEach(() => aws.close());

  const event = visit("user-lob-a", {
    headers: { Authorization: "Bearer bearer-4711" },
    query: { landingUri: "studio::place-4711" },
  });

  it("logs in one line of JSON that a URL was made, without the URL", async () => {
    const { lines } = await answerAndLines(coldStart(), event);
    expect(lines.map(stable)).to.deep.equal([{ level: "INFO", message: "presigned", ...facts, statusCode: 302 }]);
  });

  it("logs in one line of JSON who was refused what by AWS, which the answer doesn't", async () => {
    const denial = "User is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::333333333333:role/X";
    aws.interfere = (what) => (what.startsWith("AssumeRole") ? stsError(403, "AccessDenied", denial) : undefined);
    const { answer, lines } = await answerAndLines(coldStart(), event);
    expect(lines.map(stable)).to.deep.equal([
      {
        level: "ERROR",
        message: "refused",
        ...facts,
        statusCode: 502,
        code: "CallRejected",
        errorName: "AccessDenied",
        errorMessage: denial,
      },
    ]);
    expect(answer?.body).not.to.match(/arn:|\d{12}|role|sts/i);
  });

  for (const AuthorizedUrl of [undefined, ""]) {
    it(`reports that SageMaker made no URL, answering ${JSON.stringify({ AuthorizedUrl })}`, async () => {
      aws.interfere = (what) => (what.startsWith("Create") ? Response.json({ AuthorizedUrl }) : undefined);
      const { lines } = await answerAndLines(coldStart(), event);
      expect(lines.map(stable)).to.deep.equal([
        {
          level: "ERROR",
          message: "refused",
          ...facts,
          statusCode: 500,
          code: "InternalError",
          errorName: "Error",
          errorMessage: "SageMaker answered CreatePresignedDomainUrl without a URL",
        },
      ]);
    });
  }

  for (const { asked, query, missing } of [
    { asked: "the profile", query: {}, missing: "profile profile-a" },
    { asked: "a space", query: { space: "nowhere" }, missing: "profile profile-a or space nowhere" },
  ]) {
    it(`reports what SageMaker didn't find when ${asked} was asked for`, async () => {
      aws.interfere = (what) => (what.startsWith("Create") ? jsonError(400, "ResourceNotFound", "no") : undefined);
      const { lines } = await answerAndLines(coldStart(), visit("user-lob-a", { query }));
      expect(lines.map(stable)).to.deep.equal([
        {
          level: "WARN",
          message: "refused",
          ...facts,
          statusCode: 404,
          code: asked === "a space" ? "NoSpace" : "NoProfile",
          errorName: "Refused",
          errorMessage: `no ${missing} in the domain of lob lob-a`,
        },
      ]);
    });
  }

  for (const name of ["ValidationException", "ValidationError"]) {
    it(`reports that SageMaker didn't take the parameters, with its ${name}`, async () => {
      aws.interfere = (what) => (what.startsWith("Create") ? jsonError(400, name, "bad landing") : undefined);
      const { lines } = await answerAndLines(coldStart(), event);
      expect(lines.map(stable)).to.deep.equal([
        {
          level: "WARN",
          message: "refused",
          ...facts,
          statusCode: 400,
          code: "BadRequest",
          errorName: "Refused",
          errorMessage: `${name}: bad landing`,
        },
      ]);
    });
  }

  it("reports how many milliseconds a request took", async () => {
    const handler = coldStart();
    const started = performance.now();
    const { lines } = await answerAndLines(handler, event);
    const most = Math.ceil(performance.now() - started);
    expect(JSON.parse(lines.join()).durationMilliseconds).to.be.within(0, most);
  });

  it("logs that a request was bad, without its content", async () => {
    const { lines } = await answerAndLines(coldStart(), visit("user-lob-a", { query: { space: "place-4711/" } }));
    const { userId, ...others } = facts;
    expect(lines.map(stable)).to.deep.equal([
      { level: "WARN", message: "refused", ...others, statusCode: 400, code: "BadRequest" },
    ]);
  });

  it("keeps an answer that the SDK can't read out of the log, since a URL may stand in it", async () => {
    aws.interfere = (what) =>
      what.startsWith("Create")
        ? new Response('{"AuthorizedUrl":"https://secret-of-profile', { status: 200 })
        : undefined;
    const { answer, lines } = await answerAndLines(coldStart(), event);
    expect(answer?.statusCode).to.be.at.least(500);
    expect(secrets.filter((secret) => lines.join().includes(secret))).to.deep.equal([]);
  });

  it("never holds a URL, a token or a secret, whatever AWS answers", async () => {
    const outcome = fc.constantFrom(
      undefined,
      () => jsonError(400, "AccessDeniedException", "no"),
      () => jsonError(400, "ResourceNotFound", "no"),
      () => jsonError(400, "ExpiredTokenException", "no"),
      () => jsonError(500, "InternalFailure", "oops"),
      () => new Response("secret-of-profile"),
      () => Response.json({ AuthorizedUrl: 7, Domains: "secret-of-profile", Item: "secret-of-profile" }),
    );
    const headers = fc.constantFrom({ accept: "application/json" }, { Authorization: "Bearer bearer-4711" });
    const handler = coldStart();
    await fc.assert(
      fc.asyncProperty(fc.array(outcome, { maxLength: 6 }), headers, async (outcomes, sent) => {
        const left = [...outcomes];
        aws.interfere = () => left.shift()?.();
        const { answer, lines } = await answerAndLines(
          handler,
          visit("user-lob-a", { headers: sent, query: { landingUri: "studio::place-4711" } }),
        );
        expect(answer?.headers["cache-control"]).to.equal("no-store");
        expect(secrets.filter((secret) => lines.join().includes(secret))).to.deep.equal([]);
      }),
    );
  });
});
