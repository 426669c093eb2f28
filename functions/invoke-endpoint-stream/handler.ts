import type { Logger } from "@aws-lambda-powertools/logger";
import {
  InvokeEndpointWithResponseStreamCommand,
  type InvokeEndpointWithResponseStreamCommandOutput as Output,
  type SageMakerRuntimeClient,
} from "@aws-sdk/client-sagemaker-runtime";
import type { Context } from "aws-lambda";
import { errorAnswer, type Failure } from "../lib/error-answer";
import type { RoleClient } from "../lib/role-client";
import { BrokenAnswer, breakOf, nameOf, streamFacts, streamFailureOf, tooLarge } from "./failure";
import { type Patience, partsOf, patiently } from "./parts";
import { readStreamRequest, type StreamInput } from "./request";
import { type ResponseStream, Sending } from "./response";

/** What the handler works with. */
export interface Dependencies {
  /** The endpoint for requests that name none. */
  readonly defaultEndpoint: string | undefined;
  /** The runtime's client under the parent's role. */
  readonly runtime: RoleClient<Pick<SageMakerRuntimeClient, "send">>;
  readonly logger: Logger;
  /** Milliseconds that a model may send nothing. */
  readonly idle: number;
  /** Most bytes of an answer. */
  readonly limit: number;
}

/** Milliseconds reserved of Lambda's time, so that a time-out is told and logged instead of cut off. */
const answeringTime = 1000;

/** A model's answer of which the first part is here. */
interface Opened {
  readonly output: Output;
  readonly first: IteratorResult<Uint8Array, void>;
  readonly rest: AsyncGenerator<Uint8Array, void>;
}

type Outcome = Opened | { readonly failure: Failure; readonly facts?: object };

/** Calls the endpoint and waits for the first part: until then, a failure is an answer with a status of its own. */
async function open(
  { runtime }: Dependencies,
  input: StreamInput,
  patience: Patience,
  abortSignal: AbortSignal,
): Promise<Outcome> {
  let output: Output;
  try {
    const command = new InvokeEndpointWithResponseStreamCommand(input);
    output = await patiently(
      runtime.call((client) => client.send(command, { abortSignal })),
      patience,
    );
  } catch (error) {
    return { failure: streamFailureOf(error), facts: streamFacts(error) };
  }
  const rest = partsOf(output, patience);
  try {
    return { output, first: await rest.next(), rest };
  } catch (error) {
    return { failure: breakOf(error), facts: nameOf(error) };
  }
}

function headersOf(output: Output): Record<string, string> {
  const headers: Record<string, string | undefined> = {
    "content-type": output.ContentType ?? "application/octet-stream",
    "x-amzn-invoked-production-variant": output.InvokedProductionVariant,
    "x-amzn-sagemaker-custom-attributes": output.CustomAttributes,
  };
  return Object.fromEntries(
    Object.entries(headers).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** Sends the parts on, each as soon as it is here and the caller has room for it. */
async function relay({ output, first, rest }: Opened, sending: Sending, limit: number): Promise<void> {
  await sending.begin({ statusCode: 200, headers: headersOf(output) });
  for (let part = first; part.done !== true; part = await rest.next()) {
    if (sending.bytes + part.value.length > limit) {
      throw tooLarge(limit);
    }
    await sending.send(part.value);
  }
  sending.end();
}

/**
 * Makes the handler of `invoke-endpoint-stream`: reads a request as `invoke-endpoint` does, calls the endpoint, and
 * sends status and headers, then the model's bytes as they come. A failure before the first byte is an answer as of
 * `invoke-endpoint`; one after it ends the answer with an error of the invocation, which is not among its bytes.
 * Nothing of a stream, no credential and no token is ever logged.
 *
 * @throws BrokenAnswer to the runtime, when an answer that has begun can't be completed.
 */
export function createStreamHandler(
  dependencies: Dependencies,
): (event: unknown, stream: ResponseStream, context: Context) => Promise<void> {
  const { defaultEndpoint, idle, limit, logger } = dependencies;
  return async (event, stream, context) => {
    logger.addContext(context);
    const started = performance.now();
    const elapsed = () => Math.round(performance.now() - started);
    const deadline = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - answeringTime));
    const call = new AbortController();
    const sending = new Sending(stream, deadline);
    const input = readStreamRequest(event, defaultEndpoint);
    const asked = "EndpointName" in input ? { endpointName: input.EndpointName, bodyBytes: input.Body.length } : {};
    const tell = (what: string, { statusCode, code }: Failure, facts: object) => {
      const level = statusCode >= 500 ? "error" : "warn";
      logger[level](what, { ...asked, durationMilliseconds: elapsed(), statusCode, code, ...facts });
    };

    const outcome: Outcome =
      "statusCode" in input ? { failure: input } : await open(dependencies, input, { idle, deadline }, call.signal);
    if ("failure" in outcome) {
      call.abort();
      tell("refused", outcome.failure, outcome.facts ?? {});
      await sending.whole(errorAnswer(outcome.failure, context.awsRequestId));
      return;
    }
    const firstByteMilliseconds = elapsed();
    try {
      await relay(outcome, sending, limit);
    } catch (error) {
      call.abort();
      const failure = breakOf(error);
      tell("broken off", failure, { answerBytes: sending.bytes, firstByteMilliseconds, ...nameOf(error) });
      throw new BrokenAnswer(failure);
    }
    logger.info("streamed", {
      ...asked,
      durationMilliseconds: elapsed(),
      statusCode: 200,
      answerBytes: sending.bytes,
      firstByteMilliseconds,
      attempts: outcome.output.$metadata.attempts ?? 1,
    });
  };
}
