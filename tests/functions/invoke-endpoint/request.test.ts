import { InvokeEndpointInput$ } from "@aws-sdk/client-sagemaker-runtime";
import { expect } from "chai";
import * as fc from "fast-check";
import { readRequest, sageMakerBodyLimit } from "../../../functions/invoke-endpoint/request";

/** The fields of a call, without those that aren't set, and the body as text. */
function callOf(event: unknown, defaultEndpoint: string | undefined = "iris"): Readonly<Record<string, unknown>> {
  const read = readRequest(event, defaultEndpoint);
  const set = Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
  return "Body" in read ? { ...set, Body: Buffer.from(read.Body).toString("utf8") } : set;
}

function badRequest(message: string): object {
  return { statusCode: 400, code: "BadRequest", message };
}

const json = "application/json";
const known =
  "endpointName, body, isBase64Encoded, contentType, accept, customAttributes, targetModel, targetVariant, targetContainerHostname, inferenceComponentName, inferenceId, enableExplanations, sessionId, prefixAwareId";
const nameMessage =
  "must be a SageMaker name: 1 to 63 letters, digits and hyphens, starting and ending with a letter or digit";
const sessionMessage = "must be NEW_SESSION or the id of an open session, up to 256 letters, digits and hyphens";

const bodies: readonly (readonly [string, object, object])[] = [
  ["an object as JSON text", { body: { a: [1, "ä"] } }, { Body: '{"a":[1,"ä"]}', ContentType: json }],
  ["null as JSON text", { body: null }, { Body: "null", ContentType: json }],
  ["false as JSON text", { body: false }, { Body: "false", ContentType: json }],
  ["zero as JSON text", { body: 0 }, { Body: "0", ContentType: json }],
  ["a JSON text as it is", { body: ' {"a": 1.0} ' }, { Body: ' {"a": 1.0} ', ContentType: json }],
  [
    "a value of a type that promises JSON",
    { body: [1], contentType: "application/ld+json; charset=utf-8" },
    { Body: "[1]", ContentType: "application/ld+json; charset=utf-8" },
  ],
  [
    "text of another type",
    { body: "5.1,3.5\n", contentType: "text/csv" },
    { Body: "5.1,3.5\n", ContentType: "text/csv" },
  ],
  ["an empty text", { body: "", contentType: "text/csv" }, { Body: "", ContentType: "text/csv" }],
  [
    "base64 as the bytes that it stands for",
    { body: "aGk=", isBase64Encoded: true },
    { Body: "hi", ContentType: "application/octet-stream" },
  ],
  [
    "base64 of a type of its own",
    { body: "aGkh", isBase64Encoded: true, contentType: "image/png" },
    { Body: "hi!", ContentType: "image/png" },
  ],
];

/** Far more levels of nesting than can be written as JSON again. */
const nested: unknown = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));

const notBase64 = "body must be base64 when isBase64Encoded is true";
const refused: readonly (readonly [string, unknown, string])[] = [
  ["null", null, "the request must be a JSON object"],
  ["a string", "{}", "the request must be a JSON object"],
  ["a number", 1, "the request must be a JSON object"],
  ["nothing", undefined, "the request must be a JSON object"],
  ["no body", {}, "body is not set: send a JSON value, a string, or base64 with isBase64Encoded"],
  ["a list without a body", [], "body is not set: send a JSON value, a string, or base64 with isBase64Encoded"],
  [
    "a body that is nested too deeply",
    { body: nested },
    "body can't be written as JSON: send it flatter, or as a string with the JSON text",
  ],
  ["an unknown field", { body: 1, endpoint: "iris" }, `endpoint is not known: the fields are ${known}`],
  [
    "an unknown field of megabytes, whose name would make the answer more than Lambda returns",
    { body: 1, ["x".repeat(6_000_000)]: 1 },
    `${"x".repeat(60)} is not known: the fields are ${known}`,
  ],
  [
    "a field that every object inherits",
    { body: 1, constructor: 1 },
    `constructor is not known: the fields are ${known}`,
  ],
  [
    "a field that sets a prototype",
    JSON.parse('{"body":1,"__proto__":{"body":2}}'),
    `__proto__ is not known: the fields are ${known}`,
  ],
  ["a name with an underscore", { body: 1, endpointName: "my_iris" }, `endpointName ${nameMessage}`],
  ["a name of 64 characters", { body: 1, endpointName: "x".repeat(64) }, `endpointName ${nameMessage}`],
  ["a name of many hyphens", { body: 1, endpointName: `a${"-".repeat(100)}b` }, `endpointName ${nameMessage}`],
  ["a name that ends with a hyphen", { body: 1, targetVariant: "a-" }, `targetVariant ${nameMessage}`],
  ["an empty name", { body: 1, inferenceComponentName: "" }, `inferenceComponentName ${nameMessage}`],
  ["a path for a host name", { body: 1, targetContainerHostname: "a/b" }, `targetContainerHostname ${nameMessage}`],
  [
    "a header with a line break",
    { body: 1, accept: "a\r\nx: y" },
    "accept must be 1 to 1024 printable ASCII characters",
  ],
  ["an empty header", { body: 1, contentType: "" }, "contentType must be 1 to 1024 printable ASCII characters"],
  [
    "a header too long",
    { body: 1, contentType: "x".repeat(1025) },
    "contentType must be 1 to 1024 printable ASCII characters",
  ],
  ...[
    "..",
    "../other/a.tar.gz",
    "/../a.tar.gz",
    "b/../../a.tar.gz",
    "b/..",
    "b\\..\\a.tar.gz",
    "s3://bucket/a.tar.gz",
    "file:/etc/passwd",
    "x".repeat(1025),
    "ä.tar.gz",
    "a.tar.gz\n",
    "",
  ].map((targetModel): readonly [string, unknown, string] => [
    `the model ${JSON.stringify(targetModel).slice(0, 40)}`,
    { body: 1, targetModel },
    "targetModel must be a path below the endpoint's models: 1 to 1024 printable ASCII characters, without .. and without a scheme such as s3:",
  ]),
  [
    "a header that is no text",
    { body: 1, customAttributes: 1 },
    "customAttributes must be 1 to 1024 printable ASCII characters",
  ],
  [
    "an id too long",
    { body: 1, inferenceId: "x".repeat(65) },
    "inferenceId must be 1 to 64 printable ASCII characters",
  ],
  [
    "a prefix's id too long",
    { body: 1, prefixAwareId: "x".repeat(65) },
    "prefixAwareId must be 1 to 64 printable ASCII characters",
  ],
  [
    "explanations in umlauts",
    { body: 1, enableExplanations: "ä" },
    "enableExplanations must be 1 to 64 printable ASCII characters",
  ],
  ["a session with a space", { body: 1, sessionId: "a b" }, `sessionId ${sessionMessage}`],
  ["a session too long", { body: 1, sessionId: "a".repeat(257) }, `sessionId ${sessionMessage}`],
  ["a session of megabytes", { body: 1, sessionId: "a-".repeat(2_500_000) }, `sessionId ${sessionMessage}`],
  [
    "a header that is wrong in two ways, once",
    { body: 1, accept: "ä".repeat(1025) },
    "accept must be 1 to 1024 printable ASCII characters",
  ],
  ["a flag in words", { body: "aGk=", isBase64Encoded: "true" }, "isBase64Encoded must be true or false"],
  [
    "two mistakes at once",
    { body: 1, endpointName: "_", accept: "" },
    `endpointName ${nameMessage}; accept must be 1 to 1024 printable ASCII characters`,
  ],
  ["base64 that is no text", { body: { a: 1 }, isBase64Encoded: true }, notBase64],
  ["an empty list for base64", { body: [], isBase64Encoded: true }, notBase64],
  ["base64 that is a number", { body: 1234, isBase64Encoded: true }, notBase64],
  ["base64 with a foreign character", { body: "aGk*", isBase64Encoded: true }, notBase64],
  ["base64 of another alphabet", { body: "_-==", isBase64Encoded: true }, notBase64],
  ["base64 without padding", { body: "aGk", isBase64Encoded: true }, notBase64],
  ["base64 with a line break", { body: "aGk=\n", isBase64Encoded: true }, notBase64],
  [
    "a text that isn't the JSON it promises",
    { body: "5.1,3.5" },
    "body is not JSON, which content type application/json requires: send a JSON value or another contentType",
  ],
  [
    "a value where the type wants text",
    { body: [5.1], contentType: "text/csv; header=absent" },
    "body must be a string for content type text/csv: send the text itself, or base64 with isBase64Encoded",
  ],
];

describe("functions/invoke-endpoint/request", () => {
  for (const [title, event, call] of bodies) {
    it(`sends ${title}`, () => {
      expect(callOf(event)).to.deep.equal({ EndpointName: "iris", ...call });
    });
  }

  for (const [title, event, message] of refused) {
    it(`refuses ${title}, and names what is right`, () => {
      expect(callOf(event)).to.deep.equal(badRequest(message));
    });
  }

  it("passes every field on to InvokeEndpoint under its own name", () => {
    const event = {
      endpointName: "other",
      body: "{}",
      contentType: json,
      accept: "text/csv",
      customAttributes: "trace=1",
      targetModel: "a.tar.gz",
      targetVariant: "variant-1",
      targetContainerHostname: "container-1",
      inferenceComponentName: "component-1",
      inferenceId: "inference-1",
      enableExplanations: "`false`",
      sessionId: "NEW_SESSION",
      prefixAwareId: "chat-1",
    };
    expect(callOf(event)).to.deep.equal({
      EndpointName: "other",
      Body: "{}",
      ContentType: json,
      Accept: "text/csv",
      CustomAttributes: "trace=1",
      TargetModel: "a.tar.gz",
      TargetVariant: "variant-1",
      TargetContainerHostname: "container-1",
      InferenceComponentName: "component-1",
      InferenceId: "inference-1",
      EnableExplanations: "`false`",
      SessionId: "NEW_SESSION",
      PrefixAwareId: "chat-1",
    });
  });

  it("knows every parameter of InvokeEndpoint, by the SDK's own model", () => {
    const message = String(callOf({ body: 1, unheardOf: 1 }).message);
    const fields = message.replace(/.*the fields are /, "").split(", ");
    const parameters = InvokeEndpointInput$[4].map((name) => name.replace(/^./, (first) => first.toLowerCase()));
    expect(fields.filter((field) => field !== "isBase64Encoded")).to.have.members(parameters);
  });

  it("takes names, headers and session ids of full length", () => {
    const [name, header, sessionId] = ["x".repeat(63), "x".repeat(1024), "x".repeat(256)];
    expect(callOf({ endpointName: name, body: 1, accept: header, sessionId })).to.deep.equal({
      EndpointName: name,
      Body: "1",
      ContentType: json,
      Accept: header,
      SessionId: sessionId,
    });
  });

  for (const targetModel of [
    "/a.tar.gz",
    "lob-a/v1..2/a.tar.gz",
    "..a/b...tar.gz",
    "lob a/x:y.tar.gz",
    "x".repeat(1024),
  ]) {
    it(`takes the model ${targetModel.slice(0, 40)}`, () => {
      expect(callOf({ body: 1, targetModel })).to.include({ TargetModel: targetModel });
    });
  }

  it("asks for an endpoint where neither the request nor the parent names one", () => {
    expect(readRequest({ body: 1 }, undefined)).to.deep.equal(
      badRequest("endpointName is not set, and the parent's config names no default endpoint"),
    );
  });

  for (const [title, eventOf] of [
    ["text", (bytes: number) => ({ body: "x".repeat(bytes), contentType: "text/plain" })],
    [
      "two-byte characters",
      (bytes: number) => ({ body: "x".repeat(bytes % 2) + "ä".repeat(bytes / 2), contentType: "text/plain" }),
    ],
    ["a JSON value", (bytes: number) => ({ body: ["x".repeat(bytes - '[""]'.length)] })],
  ] as const) {
    it(`refuses ${title} of a byte more than SageMaker takes, and sends what just fits`, () => {
      expect(readRequest(eventOf(sageMakerBodyLimit + 1), "iris")).to.deep.equal({
        statusCode: 413,
        code: "BodyTooLarge",
        message:
          "body has 6291457 bytes, and SageMaker takes at most 6291456: send less, or use an asynchronous endpoint",
      });
      const fitting = readRequest(eventOf(sageMakerBodyLimit), "iris");
      expect("Body" in fitting && fitting.Body.length).to.equal(6_291_456);
    });
  }

  it("sends any JSON value as text of the same value", () => {
    fc.assert(
      fc.property(
        fc.jsonValue().filter((value) => typeof value !== "string"),
        (body) => {
          expect(callOf({ body })).to.deep.equal({
            EndpointName: "iris",
            Body: JSON.stringify(body),
            ContentType: json,
          });
        },
      ),
    );
  });

  it("sends any bytes that come as base64", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const read = readRequest({ body: Buffer.from(bytes).toString("base64"), isBase64Encoded: true }, "iris");
        expect("Body" in read && [...read.Body]).to.deep.equal([...bytes]);
      }),
    );
  });

  it("sends base64 of the size of a photograph, and refuses it for one wrong character", () => {
    const body = "A".repeat(8_000_000);
    const read = readRequest({ body, isBase64Encoded: true }, "iris");
    expect("Body" in read && read.Body.length).to.equal(6_000_000);
    for (const wrong of [`${body}*AAA`, `${body}A`, `AA==${body}`]) {
      expect(callOf({ body: wrong, isBase64Encoded: true })).to.deep.equal(badRequest(notBase64));
    }
  });

  it("distinguishes JSON from other types", () => {
    const sends = (body: string) => "Body" in readRequest({ body }, "iris");
    expect(["{}", "1", '"a"', " null "].map(sends)).to.deep.equal([true, true, true, true]);
    expect(["", "undefined", "{a:1}", "\ufeff{}"].map(sends)).to.deep.equal([false, false, false, false]);
  });
});
