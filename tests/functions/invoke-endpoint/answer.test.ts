import { expect } from "chai";
import * as fc from "fast-check";
import { answerOf, lambdaAnswerLimit } from "../../../functions/invoke-endpoint/answer";

type Output = Parameters<typeof answerOf>[0];

/** What the SDK makes of a model's answer. */
function output(body: string | Uint8Array, members: Omit<Partial<Output>, "Body"> = {}): Output {
  const bytes: Output["Body"] = Object.assign(Uint8Array.from(Buffer.from(body)), {
    transformToString: () => Buffer.from(body).toString("utf8"),
  });
  return { $metadata: {}, ContentType: "application/json", ...members, Body: bytes };
}

function json(body: string): object {
  return { statusCode: 200, headers: { "content-type": "application/json" }, body };
}

function notJson(contentType: string): object {
  return {
    statusCode: 502,
    code: "ModelResponseNotJson",
    message: `the model answered with content type ${contentType}, but its body is not JSON: correct the model's content type or body`,
  };
}

function tooLarge(bytes: number, encoded: number): object {
  return {
    statusCode: 502,
    code: "ModelResponseTooLarge",
    message: `the model answered with ${bytes} bytes, which take ${encoded} in this function's answer, and Lambda returns 6291556: have the model answer with less, or use an asynchronous endpoint`,
  };
}

describe("functions/invoke-endpoint/answer", () => {
  it("answers JSON with its text, digits and spaces included", () => {
    const text = '{ "score" : 1.10, "id": 12345678901234567890, "name": "Größe \\u00e4 \u{1F33C}" }\n';
    expect(answerOf(output(text))).to.deep.equal(json(text));
  });

  it("takes JSON after a byte order mark for what it is: none", () => {
    expect(answerOf(output('\uFEFF{"a":1}'))).to.deep.equal(notJson("application/json"));
  });

  it("answers any JSON unchanged", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(answerOf(output(text))).to.deep.equal(json(text));
      }),
    );
  });

  it("answers any bytes of another type as base64 that gives the same bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const answer = answerOf(output(bytes, { ContentType: "image/png" }));
        expect(answer).to.deep.equal({
          statusCode: 200,
          headers: { "content-type": "image/png" },
          body: Buffer.from(bytes).toString("base64"),
          isBase64Encoded: true,
        });
        expect("body" in answer && [...Buffer.from(answer.body, "base64")]).to.deep.equal([...bytes]);
      }),
    );
  });

  it("takes an answer without content type for bytes", () => {
    expect(answerOf(output("{}", { ContentType: undefined }))).to.deep.equal({
      statusCode: 200,
      headers: { "content-type": "application/octet-stream" },
      body: "e30=",
      isBase64Encoded: true,
    });
  });

  it("answers with the headers that SageMaker sets, and with no others", () => {
    const members = {
      ContentType: "application/ld+json; charset=utf-8",
      InvokedProductionVariant: "AllTraffic",
      CustomAttributes: "trace=1",
      NewSessionId: "session-1; Expires=2100-01-01T00:00:00Z",
      ClosedSessionId: "session-0",
    };
    expect(answerOf(output("[]", members))).to.deep.equal({
      statusCode: 200,
      headers: {
        "content-type": "application/ld+json; charset=utf-8",
        "x-amzn-invoked-production-variant": "AllTraffic",
        "x-amzn-sagemaker-custom-attributes": "trace=1",
        "x-amzn-sagemaker-new-session-id": "session-1; Expires=2100-01-01T00:00:00Z",
        "x-amzn-sagemaker-closed-session-id": "session-0",
      },
      body: "[]",
    });
  });

  for (const [title, body] of [
    ["text that isn't JSON", "Internal Server Error"],
    ["no bytes at all", ""],
    ["bytes that aren't UTF-8", Uint8Array.from([0x22, 0xff, 0x22])],
    ["JSON that breaks off", '{"species":'],
  ] as const) {
    it(`refuses ${title} where the model promises JSON`, () => {
      expect(answerOf(output(body))).to.deep.equal(notJson("application/json"));
    });
  }

  it("names the type that the model promised, without its parameters", () => {
    expect(answerOf(output("x", { ContentType: "Application/LD+JSON; charset=utf-8" }))).to.deep.equal(
      notJson("application/ld+json"),
    );
  });

  it("passes 4 MB of bytes", () => {
    const answer = answerOf(output(new Uint8Array(4_000_000), { ContentType: "image/png" }));
    expect(answer.statusCode).to.equal(200);
    expect("body" in answer && Buffer.from(answer.body, "base64").length).to.equal(4_000_000);
  });

  it("refuses 5 MB of bytes, with what they take and what Lambda returns", () => {
    expect(answerOf(output(new Uint8Array(5_000_000), { ContentType: "image/png" }))).to.deep.equal(
      tooLarge(5_000_000, 6_666_758),
    );
  });

  it("passes JSON up to the last byte that Lambda returns, and refuses one byte more", () => {
    const around = JSON.stringify(json('""')).length;
    const longest = `"${"x".repeat(lambdaAnswerLimit - around)}"`;
    expect(answerOf(output(longest))).to.deep.equal(json(longest));
    expect(answerOf(output(`${longest} `))).to.deep.equal(tooLarge(longest.length + 1, 6_291_557));
  });

  it("counts a quotation mark in JSON as the two bytes that it takes in the answer", () => {
    const text = JSON.stringify(Array.from({ length: 1_100_000 }, () => "x"));
    const encoded = Buffer.byteLength(JSON.stringify(json(text)));
    expect(text.length).to.be.below(lambdaAnswerLimit);
    expect(answerOf(output(text))).to.deep.equal(tooLarge(text.length, encoded));
  });

  it("counts a character as the bytes that it takes in UTF-8", () => {
    const text = `"${"ä".repeat(3_200_000)}"`;
    expect(answerOf(output(text))).to.deep.equal(tooLarge(6_400_002, 6_400_078));
  });
});
