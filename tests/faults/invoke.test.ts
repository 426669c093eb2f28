import { expect } from "chai";
import type { Fault } from "../../local/aws/core/server";
import type { ObservedCall } from "../../local/estate/estate";
import { samplePayloads } from "../../local/scenarios/payload";
import { runtimeFault, stsFault } from "./support/aws-faults";
import { suiteWithFaults } from "./support/faulty-estate";
import { operations } from "./support/seen-calls";

/** What the caller of the function gets: status, word, sentence, and further facts. */
type Refusal = readonly [status: number, code: string, message: string, details?: object];

const throttled: Refusal = [
  429,
  "Throttled",
  "AWS throttled the call, also after retries: call less often, or raise the quota",
];
const unreachable: Refusal = [
  503,
  "Unreachable",
  "AWS could not be reached (ECONNRESET): try again; in a VPC, check endpoints, routes and security groups",
];
const lateSts: Refusal = [504, "Timeout", "AWS STS did not answer in time, so the model was not called: try again"];
const late: Refusal = [
  504,
  "Timeout",
  "the endpoint did not answer in time: SageMaker gives a model 60 seconds; send less per request, or use an asynchronous endpoint",
];
const answered = (status: number, name: string): Refusal => [
  503,
  "ServiceUnavailable",
  `AWS answered ${status} ${name}: try again`,
];

/**
 * A fault that meets every call of an operation that is made for the first LOB: what it is, the operation,
 * the answer, and the calls that are made from a cold start, retries included.
 */
type FaultCase = readonly [
  what: string,
  on: "AssumeRole" | "InvokeEndpoint",
  fault: Fault,
  answer: Refusal,
  calls: string,
];

const role = "AssumeRole";
const model = `${role} InvokeEndpoint`;
const modelFailure = runtimeFault(424, "ModelError", { OriginalStatusCode: 500, OriginalMessage: "out of memory" });

const cases: readonly FaultCase[] = [
  ["STS throttles", role, stsFault(400, "Throttling"), throttled, `${role} ${role} ${role}`],
  [
    "STS is down",
    role,
    stsFault(503, "ServiceUnavailable"),
    answered(503, "ServiceUnavailable"),
    `${role} ${role} ${role}`,
  ],
  ["STS breaks its connections", role, "broken", unreachable, role],
  ["STS doesn't answer", role, "silent", lateSts, role],
  [
    "STS takes no session for good",
    role,
    stsFault(403, "ExpiredToken"),
    [502, "CallRejected", "AWS rejected the function's call with 403 ExpiredToken; its log names the request"],
    `${role} ${role}`,
  ],
  [
    "the model fails",
    "InvokeEndpoint",
    modelFailure,
    [424, "ModelError", "ModelError of the model", { originalStatusCode: 500 }],
    model,
  ],
  [
    "the model isn't ready",
    "InvokeEndpoint",
    runtimeFault(429, "ModelNotReadyException"),
    [429, "ModelNotReady", "ModelNotReadyException of the model"],
    `${model} InvokeEndpoint InvokeEndpoint`,
  ],
  [
    "SageMaker throttles",
    "InvokeEndpoint",
    runtimeFault(400, "ThrottlingException"),
    throttled,
    `${model} InvokeEndpoint InvokeEndpoint`,
  ],
  [
    "SageMaker is down",
    "InvokeEndpoint",
    runtimeFault(503, "ServiceUnavailable"),
    answered(503, "ServiceUnavailable"),
    `${model} InvokeEndpoint InvokeEndpoint`,
  ],
  [
    "SageMaker fails inside",
    "InvokeEndpoint",
    runtimeFault(530, "InternalDependencyException"),
    answered(530, "InternalDependencyException"),
    model,
  ],
  ["SageMaker breaks its connections", "InvokeEndpoint", "broken", unreachable, model],
  ["the model doesn't answer", "InvokeEndpoint", "silent", late, model],
];

describe("invoke-endpoint, when AWS fails one line of business", () => {
  const faulty = suiteWithFaults();

  before(async () => {
    const { stage, members } = faulty();
    const children = JSON.stringify(members.map(({ lob }) => lob.config.account));
    await stage.estate.change("parent", { children });
  });

  /** Calls the function of one of the two LOBs; the two send different flowers. */
  function invoke(index: 0 | 1): Promise<ObservedCall> {
    const { stage, members } = faulty();
    return stage.estate.invoke(members[index].lob, samplePayloads[index]);
  }

  /** Expects the LOB's own flower, by calls of only the LOB's own function. */
  function expectOwnAnswer(index: 0 | 1, { payload }: ObservedCall, calls: string) {
    const made = faulty().calls.take();
    const species = index === 0 ? "virginica" : "setosa";
    expect(payload).to.deep.include({
      statusCode: 200,
      body: JSON.stringify({ species, probability: probabilities[index] }),
    });
    expect(operations(made)).to.equal(calls);
    const name = `invoke-endpoint-${faulty().members[index].lob.name}`;
    expect([...new Set(made.flatMap(({ signer, about }) => [signer, about]))]).to.deep.equal([name]);
  }

  const probabilities = [0.99, 0.98];

  for (const [what, on, fault, answer, calls] of cases) {
    const [statusCode, code, message, details] = answer;
    it(`answers ${statusCode} ${code} when ${what}, and the other LOB as ever`, async () => {
      const { calls: seen, members, restart } = faulty();
      const name = `invoke-endpoint-${members[0].lob.name}`;
      await restart(fault === "silent" ? name : undefined);
      seen.take();

      await seen.during(
        ({ operation, about }) => (operation === on && about === name ? fault : undefined),
        async () => {
          const { payload } = await invoke(0);
          expect(operations(seen.take())).to.equal(calls);
          const { statusCode: status, body } = { statusCode: 0, body: "{}", ...Object(payload) };
          const { error } = JSON.parse(body);
          expect({ status, error: { ...error, requestId: "" } }).to.deep.equal({
            status: statusCode,
            error: { code, message, ...details, requestId: "" },
          });
          expectOwnAnswer(1, await invoke(1), model);
        },
      );

      expectOwnAnswer(0, await invoke(0), on === role ? model : "InvokeEndpoint");
      expectOwnAnswer(1, await invoke(1), "InvokeEndpoint");
    });
  }
});
