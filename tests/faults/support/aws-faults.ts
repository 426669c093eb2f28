import type { HttpAnswer } from "../../../local/aws/core/service";

/** An answer of DynamoDB, or SageMaker's control plane. */
export function jsonAnswer(status: number, content: object): HttpAnswer {
  return { status, headers: { "content-type": "application/x-amz-json-1.1" }, body: JSON.stringify(content) };
}

/** An error of DynamoDB, or SageMaker's control plane, in their protocol. */
export function jsonFault(status: number, code: string): HttpAnswer {
  return jsonAnswer(status, { __type: code, message: `${code} in account 111122223333` });
}

/** An error of STS, in its protocol. */
export function stsFault(status: number, code: string): HttpAnswer {
  return {
    status,
    headers: { "content-type": "text/xml" },
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${code} in account 111122223333</Message></Error></ErrorResponse>`,
  };
}

/** An error of SageMaker Runtime, in its protocol. */
export function runtimeFault(status: number, code: string, members: object = {}): HttpAnswer {
  return {
    status,
    headers: { "content-type": "application/json", "x-amzn-errortype": code },
    body: JSON.stringify({ Message: `${code} of the model`, ...members }),
  };
}
