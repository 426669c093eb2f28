import { expect } from "chai";
import { errorAnswer } from "../../../functions/lib/error-answer";

describe("functions/lib/error-answer", () => {
  it("answers a failure as JSON with code, message and request id", () => {
    expect(errorAnswer({ statusCode: 404, code: "EndpointNotFound", message: 'no "iris"' }, "request-1")).to.deep.equal(
      {
        statusCode: 404,
        headers: { "content-type": "application/json" },
        body: '{"error":{"code":"EndpointNotFound","message":"no \\"iris\\"","requestId":"request-1"}}',
      },
    );
  });

  it("puts a failure's details beside its code", () => {
    const failure = { statusCode: 424, code: "ModelError", message: "no", details: { originalStatusCode: 500 } };
    expect(errorAnswer(failure, "request-1").body).to.equal(
      '{"error":{"code":"ModelError","message":"no","originalStatusCode":500,"requestId":"request-1"}}',
    );
  });

  it("cuts a model's message of megabytes, which Lambda couldn't return", () => {
    const failure = { statusCode: 424, code: "ModelError", message: "x".repeat(7_000_000) };
    expect(errorAnswer(failure, "request-1").body).to.equal(
      `{"error":{"code":"ModelError","message":"${"x".repeat(8192)}","requestId":"request-1"}}`,
    );
  });

  it("lets no detail stand in for the request id", () => {
    const failure = { statusCode: 424, code: "ModelError", message: "no", details: { requestId: "another" } };
    expect(errorAnswer(failure, "request-1").body).to.equal(
      '{"error":{"code":"ModelError","message":"no","requestId":"request-1"}}',
    );
  });
});
