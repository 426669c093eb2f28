import { expect } from "chai";
import { stsError } from "../support/aws-answers";
import { type SeenRequest, silence } from "../support/scripted-server";
import { accountA, jsonError, StudioAws, urlOf } from "../support/studio-aws";
import { answerOf, coldStart, redirectTo, refused, visit } from "../support/studio-presigned-url";

const notSignedIn = refused(
  403,
  "UnknownUser",
  "you are not signed in: call with the header Authorization: Bearer <access token>",
);
const throttled = refused(429, "Throttled", "too many people open Studio at once: try again in a minute");
const unavailable = refused(503, "ServiceUnavailable", "Studio is not available: try again in a minute");
const unreachable = refused(
  503,
  "Unreachable",
  "a service that Studio needs could not be reached: try again in a minute",
);
const rejected = refused(
  502,
  "CallRejected",
  "your access to Studio is not set up correctly: give your administrators the request id",
);
const timeout = refused(504, "Timeout", "Studio did not answer in time: try again in a minute");
const internal = refused(500, "InternalError", "Studio could not be opened: give your administrators the request id");

const denial = `User: arn:aws:sts::111122223333:assumed-role/StudioPresignedUrl-shared/f is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${accountA}:role/PresignedURLGenerator`;

/** What AWS answers to one of the calls, how often it is called then, and what the caller gets. */
const failures: ReadonlyArray<
  readonly [title: string, call: string, answers: () => Response, calls: number, answer: object]
> = [
  ["a role that may not be assumed", "AssumeRole", () => stsError(403, "AccessDenied", denial), 1, rejected],
  ["a table that may not be read", "GetItem users", () => jsonError(400, "AccessDeniedException", denial), 1, rejected],
  ["domains that may not be listed", "ListDomains", () => jsonError(400, "AccessDeniedException", denial), 1, rejected],
  ["a URL that may not be made", "CreatePresigned", () => jsonError(400, "AccessDeniedException", denial), 1, rejected],
  [
    "parameters that weren't the caller's",
    "CreatePresigned",
    () => jsonError(400, "ValidationException", "no"),
    1,
    rejected,
  ],
  ["a missing table", "GetItem lobs", () => jsonError(400, "ResourceNotFoundException", "no table"), 1, rejected],
  ["throttling by SageMaker", "CreatePresigned", () => jsonError(400, "ThrottlingException", "slow"), 3, throttled],
  [
    "throttling by DynamoDB",
    "GetItem users",
    () => jsonError(400, "ProvisionedThroughputExceededException", "slow"),
    3,
    throttled,
  ],
  ["throttling by STS", "AssumeRole", () => stsError(400, "Throttling", "slow"), 3, throttled],
  ["a failure of SageMaker", "ListDomains", () => jsonError(500, "InternalFailure", "oops"), 3, unavailable],
  ["a failure of DynamoDB", "GetItem users", () => jsonError(500, "InternalServerError", "oops"), 3, unavailable],
  ["a failure of STS", "AssumeRole", () => stsError(503, "ServiceUnavailable", "oops"), 3, unavailable],
  ["an answer of SageMaker without a URL", "CreatePresigned", () => Response.json({}), 1, internal],
];

describe("functions/studio-presigned-url, what it refuses", () => {
  let aws: StudioAws;
  beforeEach(async () => {
    aws = await StudioAws.start();
  });
  afterEach(() => aws.close());

  const strangers = [undefined, "", "*", "a/b", "u", 7, { S: "user-lob-a" }, "x".repeat(65)];
  for (const userId of strangers) {
    it(`refuses ${JSON.stringify(userId)?.slice(0, 20)} as a user without any call`, async () => {
      const event = { requestContext: { authorizer: { userId } }, pathParameters: { userId: "user-lob-a" } };
      expect(await answerOf(coldStart(), event)).to.deep.equal(notSignedIn);
      expect(aws.calls).to.deep.equal([]);
    });
  }

  it("refuses a request without an authorizer, whichever user the path names", async () => {
    const event = { path: "/user-lob-a", pathParameters: { userId: "user-lob-a" }, requestContext: {} };
    expect(await answerOf(coldStart(), event)).to.deep.equal(notSignedIn);
  });

  for (const [title, call, answers, calls, answer] of failures) {
    it(`answers ${title} after ${calls} calls, without AWS's message`, async () => {
      aws.interfere = (what) => (what.startsWith(call) ? answers() : undefined);
      expect(await answerOf(coldStart(), visit("user-lob-a"))).to.deep.equal(answer);
      expect(aws.called().filter((what) => what.startsWith(call))).to.have.length(calls);
    });
  }

  it("answers parameters that SageMaker doesn't take as the caller's mistake", async () => {
    aws.interfere = (what) => (what.startsWith("Create") ? jsonError(400, "ValidationException", "no") : undefined);
    expect(await answerOf(coldStart(), visit("user-lob-a", { query: { landingUri: "studio::x" } }))).to.deep.equal(
      refused(
        400,
        "BadRequest",
        "Studio does not take these parameters: change landingUri and space, or leave them out",
      ),
    );
  });

  it("answers a space that doesn't exist", async () => {
    aws.interfere = (what) => (what.startsWith("Create") ? jsonError(400, "ResourceNotFound", "no") : undefined);
    expect(await answerOf(coldStart(), visit("user-lob-a", { query: { space: "nowhere" } }))).to.deep.equal(
      refused(404, "NoSpace", "there is no such space, or you have no user profile: try without the parameter space"),
    );
  });

  it("answers 504 where less time is left than the answer takes", async () => {
    expect(await answerOf(coldStart(), visit("user-lob-a"), 500)).to.deep.equal(timeout);
  });

  const breakOff = (request: SeenRequest) => {
    request.disconnect();
    return silence();
  };
  for (const call of ["GetItem", "AssumeRole", "ListDomains", "CreatePresigned"]) {
    it(`goes on when a kept connection breaks at ${call}`, async () => {
      let broken = false;
      aws.interfere = (what, request) => {
        if (broken || !what.startsWith(call)) {
          return undefined;
        }
        broken = true;
        return breakOff(request);
      };
      expect(await answerOf(coldStart(), visit("user-lob-a"))).to.deep.equal(redirectTo(urlOf("d-lob-a", "profile-a")));
    });

    it(`answers 503 when ${call} breaks off each time`, async () => {
      aws.interfere = (what, request) => (what.startsWith(call) ? breakOff(request) : undefined);
      expect(await answerOf(coldStart(), visit("user-lob-a"))).to.deep.equal(unreachable);
    });

    it(`answers 504 when ${call} isn't answered in the function's time`, async () => {
      aws.interfere = (what) => (what.startsWith(call) ? silence() : undefined);
      // The function keeps a second of its time back, so that 300 milliseconds are left.
      expect(await answerOf(coldStart(), visit("user-lob-a"), 1300)).to.deep.equal(timeout);
    });
  }
});
