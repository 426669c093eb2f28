import type { InvokeEndpointWithResponseStreamCommandInput } from "@aws-sdk/client-sagemaker-runtime";
import { readRequest } from "../invoke-endpoint/request";
import type { Failure } from "../lib/error-answer";

/** An InvokeEndpointWithResponseStream call that is ready to be made. */
export interface StreamInput extends InvokeEndpointWithResponseStreamCommandInput {
  readonly EndpointName: string;
  readonly Body: Uint8Array;
}

/**
 * The call that a request asks for, or what is wrong with it: a request of `invoke-endpoint`, without the fields that
 * InvokeEndpointWithResponseStream doesn't take. Never throws, whatever the event.
 *
 * Source: SageMaker Runtime API, InvokeEndpointWithResponseStream.
 */
export function readStreamRequest(event: unknown, defaultEndpoint: string | undefined): StreamInput | Failure {
  const input = readRequest(event, defaultEndpoint);
  if ("statusCode" in input) {
    return input;
  }
  const { TargetModel, EnableExplanations, ...taken } = input;
  const unfit = [
    ...(TargetModel === undefined ? [] : ["targetModel"]),
    ...(EnableExplanations === undefined ? [] : ["enableExplanations"]),
    ...(taken.SessionId === "NEW_SESSION" ? ["sessionId NEW_SESSION"] : []),
  ];
  return unfit.length === 0
    ? taken
    : {
        statusCode: 400,
        code: "BadRequest",
        message: `SageMaker doesn't stream with ${unfit.join(" or ")}: leave it out, or call invoke-endpoint`,
      };
}
