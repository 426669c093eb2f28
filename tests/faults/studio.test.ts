import { expect } from "chai";
import type { Fault } from "../../local/aws/core/server";
import { expectRefusal, noLob, notSetUp, type Refusal, unknownUser } from "../flows/support/refusals";
import { jsonAnswer, jsonFault, stsFault } from "./support/aws-faults";
import { suiteWithFaults } from "./support/faulty-estate";
import { expectOwnStudio } from "./support/own-studio";
import { operations } from "./support/seen-calls";
import { late, notJudged, throttled, unavailable, unreachable } from "./support/studio-refusals";

/** What a function calls from a cold start until it comes to an operation. */
const keys = "keys";
const user = `${keys} GetItem`;
const lob = `${user} GetItem`;
const session = `${lob} AssumeRole`;
const domain = `${session} ListDomains`;
const url = `${domain} CreatePresignedDomainUrl`;

/**
 * A fault that meets every call of an operation that is made for the first person: what it is, the operation, and whose row it reads where it is GetItem,
 * the answer, and the calls that are made from a cold start, retries included.
 */
type FaultCase = readonly [
  what: string,
  on: "keys" | "GetItem user" | "GetItem lob" | "AssumeRole" | "ListDomains" | "CreatePresignedDomainUrl",
  fault: Fault,
  answer: Refusal,
  calls: string,
];

const throughput = "ProvisionedThroughputExceededException";

const cases: readonly FaultCase[] = [
  ["Cognito's keys can't be reached", "keys", "broken", notJudged, "keys keys"],
  ["Cognito's keys don't come", "keys", "silent", notJudged, "keys keys"],
  ["Cognito answers 503 for its keys", "keys", jsonFault(503, "ServiceUnavailable"), notJudged, "keys keys"],
  [
    "DynamoDB throttles the user's row",
    "GetItem user",
    jsonFault(400, throughput),
    throttled,
    `${user} GetItem GetItem`,
  ],
  ["DynamoDB throttles the LOB's row", "GetItem lob", jsonFault(400, throughput), throttled, `${lob} GetItem GetItem`],
  ["DynamoDB is down", "GetItem user", jsonFault(500, "InternalServerError"), unavailable, `${user} GetItem GetItem`],
  ["DynamoDB doesn't answer", "GetItem user", "silent", late, `${user} GetItem GetItem`],
  ["the user's row is missing", "GetItem user", jsonAnswer(200, {}), unknownUser, user],
  ["the LOB's row is missing", "GetItem lob", jsonAnswer(200, {}), noLob, lob],
  ["STS throttles", "AssumeRole", stsFault(400, "Throttling"), throttled, `${session} AssumeRole AssumeRole`],
  ["STS is down", "AssumeRole", stsFault(503, "ServiceUnavailable"), unavailable, `${session} AssumeRole AssumeRole`],
  ["STS breaks its connections", "AssumeRole", "broken", unreachable, `${session} AssumeRole AssumeRole`],
  ["STS doesn't answer", "AssumeRole", "silent", late, `${session} AssumeRole AssumeRole`],
  ["STS refuses", "AssumeRole", stsFault(403, "AccessDenied"), notSetUp, session],
  [
    "SageMaker throttles the list of domains",
    "ListDomains",
    jsonFault(400, "ThrottlingException"),
    throttled,
    `${domain} ListDomains ListDomains`,
  ],
  [
    "SageMaker throttles the URL",
    "CreatePresignedDomainUrl",
    jsonFault(429, "TooManyRequestsException"),
    throttled,
    `${url} CreatePresignedDomainUrl CreatePresignedDomainUrl`,
  ],
  [
    "SageMaker is down",
    "CreatePresignedDomainUrl",
    jsonFault(503, "ServiceUnavailable"),
    unavailable,
    `${url} CreatePresignedDomainUrl CreatePresignedDomainUrl`,
  ],
  [
    "SageMaker doesn't answer",
    "CreatePresignedDomainUrl",
    "silent",
    late,
    `${url} CreatePresignedDomainUrl CreatePresignedDomainUrl`,
  ],
  [
    "SageMaker takes no session for good",
    "CreatePresignedDomainUrl",
    jsonFault(403, "ExpiredTokenException"),
    notSetUp,
    `${url} AssumeRole CreatePresignedDomainUrl`,
  ],
];

describe("Studio's way in, when AWS fails one person", () => {
  const faulty = suiteWithFaults();

  for (const [what, on, fault, answer, calls] of cases) {
    it(`answers ${answer[0]} ${answer[1]} when ${what}, and everybody else as ever`, async () => {
      const { stage, calls: seen, members, restart, visit } = faulty();
      const [first, second] = members;
      const caller = on === "keys" ? "studio-authorizer" : "studio-presigned-url";
      await restart(fault === "silent" ? caller : undefined);
      const [operation, row] = on.split(" ");
      const subjects = { user: first.user, lob: first.lob.config.lob };
      const about = row === "lob" ? subjects.lob : subjects.user;
      seen.take();

      const { refused, refusedCalls, other } = await seen.during(
        (call) => (call.operation === operation && (call.about === about || operation === "keys") ? fault : undefined),
        async () => ({
          refused: await visit(first),
          refusedCalls: seen.take(),
          other: operation === "keys" ? undefined : await visit(second),
        }),
      );

      expectRefusal(stage, refused, answer);
      expect(operations(refusedCalls)).to.equal(calls);
      // The same instance serves the other person under the fault, and the first one once it is over.
      if (other !== undefined) {
        expectOwnStudio(second, other, seen.take());
      }
      expectOwnStudio(first, await visit(first), seen.take());
      expectOwnStudio(second, await visit(second), seen.take());
    });
  }
});
