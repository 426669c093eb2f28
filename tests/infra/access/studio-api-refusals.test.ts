import { expect } from "chai";
import { gatewayResponses } from "../../../infra/access/studio-api-refusals";

describe("what the access API answers by itself", () => {
  it("is one code and one sentence for each kind of refusal, names nobody, and is never cached", () => {
    const forbidden = ["Forbidden", "This call is not allowed: ask for your own path, from inside the network."];
    const answers = {
      ACCESS_DENIED: forbidden,
      MISSING_AUTHENTICATION_TOKEN: forbidden,
      UNAUTHORIZED: [
        "Unauthorized",
        "Sign in again, and send the access token as Authorization: Bearer <access token>.",
      ],
      THROTTLED: ["Throttled", "There are too many calls at the moment: try again in a few seconds."],
      INTEGRATION_TIMEOUT: ["TimedOut", "The answer took too long: try again."],
      DEFAULT_4XX: ["BadRequest", "The request is not valid: correct it."],
      DEFAULT_5XX: [
        "InternalError",
        "The request failed: try again; if it fails again, give the administrators the request id.",
      ],
    };
    expect(gatewayResponses).to.deep.equal(
      Object.entries(answers).map(([responseType, [code, message]]) => ({
        responseType,
        responseTemplates: {
          "application/json": `{"error":{"code":"${code}","message":"${message}","requestId":"$context.requestId"}}`,
        },
        responseParameters: { "gatewayresponse.header.Cache-Control": "'no-store'" },
      })),
    );
  });
});
