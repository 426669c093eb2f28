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

function text(body: string, contentType = "application/json"): object {
  return { statusCode: 200, headers: { "content-type": contentType }, body };
}

function base64(bytes: string | Uint8Array, contentType: string): object {
  return { ...text(Buffer.from(bytes).toString("base64"), contentType), isBase64Encoded: true };
}

function tooLarge(bytes: number, encoded: number): object {
  return {
    statusCode: 502,
    code: "ModelResponseTooLarge",
    message: `the model answered ${bytes} bytes, which become ${encoded} in this function's answer; Lambda allows 6291556: make the model return less, or use an asynchronous endpoint`,
  };
}

describe("functions/invoke-endpoint/answer", () => {
  for (const [title, body] of [
    [
      "digits and spaces included",
      '{ "score" : 1.10, "id": 12345678901234567890, "name": "Größe \\u00e4 \u{1F33C}" }\n',
    ],
    ["NaN and Infinity included, which servers in Python send", '{"predictions": [0.5, NaN, -Infinity]}'],
    ["a byte order mark included", '\uFEFF{"a":1}'],
    ["broken off", '{"species":'],
    ["no JSON at all", "Internal Server Error"],
    ["empty", ""],
  ] as const) {
    it(`answers what the model calls JSON as its text, unchanged: ${title}`, () => {
      expect(answerOf(output(body))).to.deep.equal(text(body));
    });
  }

  for (const contentType of ["text/csv", "Text/Plain; charset=utf-8", "application/problem+json", "text/json"]) {
    it(`answers ${contentType} as text`, () => {
      expect(answerOf(output("a,1.0\r\nä,NaN\n", { ContentType: contentType }))).to.deep.equal(
        text("a,1.0\r\nä,NaN\n", contentType),
      );
    });
  }

  for (const contentType of ["application/json", "text/csv; charset=iso-8859-1"]) {
    it(`answers ${contentType} that isn't UTF-8 as base64, which loses nothing`, () => {
      const bytes = Uint8Array.from([0x22, 0xff, 0x22]);
      expect(answerOf(output(bytes, { ContentType: contentType }))).to.deep.equal(base64(bytes, contentType));
    });
  }

  for (const contentType of ["image/png", "application/x-npy", "application/jsonlines", "texts/csv", "x-text/csv"]) {
    it(`answers ${contentType} as base64, also where it is UTF-8`, () => {
      expect(answerOf(output("[1]", { ContentType: contentType }))).to.deep.equal(base64("[1]", contentType));
    });
  }

  it("loses no byte of any answer, whatever its type", () => {
    const types = fc.constantFrom("application/json", "text/csv", "image/png");
    const bodies = fc.oneof(
      fc.uint8Array(),
      fc.string({ unit: "binary" }).map((content) => Buffer.from(content)),
    );
    fc.assert(
      fc.property(types, bodies, (ContentType, bytes) => {
        const answer = answerOf(output(bytes, { ContentType }));
        const sent = "body" in answer && Buffer.from(answer.body, answer.isBase64Encoded === true ? "base64" : "utf8");
        expect(sent && [...sent]).to.deep.equal([...bytes]);
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
    const around = JSON.stringify(text('""')).length;
    const longest = `"${"x".repeat(lambdaAnswerLimit - around)}"`;
    expect(answerOf(output(longest))).to.deep.equal(text(longest));
    expect(answerOf(output(`${longest} `))).to.deep.equal(tooLarge(longest.length + 1, 6_291_557));
  });

  it("counts a quotation mark in JSON as the two bytes that it takes in the answer", () => {
    const list = JSON.stringify(Array.from({ length: 1_100_000 }, () => "x"));
    const encoded = Buffer.byteLength(JSON.stringify(text(list)));
    expect(list.length).to.be.below(lambdaAnswerLimit);
    expect(answerOf(output(list))).to.deep.equal(tooLarge(list.length, encoded));
  });

  it("counts a character as the bytes that it takes in UTF-8", () => {
    const letters = `"${"ä".repeat(3_200_000)}"`;
    expect(answerOf(output(letters))).to.deep.equal(tooLarge(6_400_002, 6_400_078));
  });
});
