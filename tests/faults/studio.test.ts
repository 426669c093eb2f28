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

/** A fault that meets every call of an operation that is made for the first person. */
interface FaultCase {
  readonly what: string;
  /** Operation, and whose row it reads where it is GetItem. */
  readonly on: "keys" | "GetItem user" | "GetItem lob" | "AssumeRole" | "ListDomains" | "CreatePresignedDomainUrl";
  readonly fault: Fault;
  readonly answer: Refusal;
  /** The calls that are made from a cold start, retries included. */
  readonly calls: string;
}

const throughput = "ProvisionedThroughputExceededException";

const cases: readonly FaultCase[] = [
  { what: "Cognito's keys can't be reached", on: "keys", fault: "broken", answer: notJudged, calls: "keys keys" },
  { what: "Cognito's keys don't come", on: "keys", fault: "silent", answer: notJudged, calls: "keys keys" },
  {
    what: "Cognito answers 503 for its keys",
    on: "keys",
    fault: jsonFault(503, "ServiceUnavailable"),
    answer: notJudged,
    calls: "keys keys",
  },
  {
    what: "DynamoDB throttles the user's row",
    on: "GetItem user",
    fault: jsonFault(400, throughput),
    answer: throttled,
    calls: `${user} GetItem GetItem`,
  },
  {
    what: "DynamoDB throttles the LOB's row",
    on: "GetItem lob",
    fault: jsonFault(400, throughput),
    answer: throttled,
    calls: `${lob} GetItem GetItem`,
  },
  {
    what: "DynamoDB is down",
    on: "GetItem user",
    fault: jsonFault(500, "InternalServerError"),
    answer: unavailable,
    calls: `${user} GetItem GetItem`,
  },
  {
    what: "DynamoDB doesn't answer",
    on: "GetItem user",
    fault: "silent",
    answer: late,
    calls: `${user} GetItem GetItem`,
  },
  {
    what: "the user's row is missing",
    on: "GetItem user",
    fault: jsonAnswer(200, {}),
    answer: unknownUser,
    calls: user,
  },
  { what: "the LOB's row is missing", on: "GetItem lob", fault: jsonAnswer(200, {}), answer: noLob, calls: lob },
  {
    what: "STS throttles",
    on: "AssumeRole",
    fault: stsFault(400, "Throttling"),
    answer: throttled,
    calls: `${session} AssumeRole AssumeRole`,
  },
  {
    what: "STS is down",
    on: "AssumeRole",
    fault: stsFault(503, "ServiceUnavailable"),
    answer: unavailable,
    calls: `${session} AssumeRole AssumeRole`,
  },
  {
    what: "STS breaks its connections",
    on: "AssumeRole",
    fault: "broken",
    answer: unreachable,
    calls: `${session} AssumeRole AssumeRole`,
  },
  {
    what: "STS doesn't answer",
    on: "AssumeRole",
    fault: "silent",
    answer: late,
    calls: `${session} AssumeRole AssumeRole`,
  },
  {
    what: "STS refuses",
    on: "AssumeRole",
    fault: stsFault(403, "AccessDenied"),
    answer: notSetUp,
    calls: session,
  },
  {
    what: "SageMaker throttles the list of domains",
    on: "ListDomains",
    fault: jsonFault(400, "ThrottlingException"),
    answer: throttled,
    calls: `${domain} ListDomains ListDomains`,
  },
  {
    what: "SageMaker throttles the URL",
    on: "CreatePresignedDomainUrl",
    fault: jsonFault(429, "TooManyRequestsException"),
    answer: throttled,
    calls: `${url} CreatePresignedDomainUrl CreatePresignedDomainUrl`,
  },
  {
    what: "SageMaker is down",
    on: "CreatePresignedDomainUrl",
    fault: jsonFault(503, "ServiceUnavailable"),
    answer: unavailable,
    calls: `${url} CreatePresignedDomainUrl CreatePresignedDomainUrl`,
  },
  {
    what: "SageMaker doesn't answer",
    on: "CreatePresignedDomainUrl",
    fault: "silent",
    answer: late,
    calls: `${url} CreatePresignedDomainUrl CreatePresignedDomainUrl`,
  },
  {
    what: "SageMaker takes no session for good",
    on: "CreatePresignedDomainUrl",
    fault: jsonFault(403, "ExpiredTokenException"),
    answer: notSetUp,
    calls: `${url} AssumeRole CreatePresignedDomainUrl`,
  },
];

describe("Studio's way in, when AWS fails one person", () => {
  const faulty = suiteWithFaults();

  for (const { what, on, fault, answer, calls } of cases) {
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
