import { expect } from "chai";
import fc from "fast-check";
import { readRequest } from "../../../functions/studio-presigned-url/request";
import { visit } from "../support/studio-presigned-url";

const landingUri =
  "landingUri must be studio::<path> or app:<JupyterLab, JupyterServer, CodeEditor, RStudioServerPro or Canvas>:<path>, up to 1023 characters, with a relative path in a URL's characters that doesn't start with a dot and has no @, no .., and no encoded dot, slash or backslash";
const space =
  "space must be a space name: 1 to 63 letters, digits and hyphens, starting and ending with a letter or digit";

function badRequest(message: string): object {
  return { statusCode: 400, code: "BadRequest", message };
}

const good: readonly Record<string, string>[] = [
  { landingUri: "studio::" },
  { landingUri: "studio::a/relative/path" },
  { landingUri: "app:JupyterLab:lab/tree/My%20notebook.ipynb?reset=1&x=y" },
  { landingUri: "app:JupyterLab:lab/tree/ann%40example.com/50%25.v1.ipynb" },
  { landingUri: "app:JupyterServer:" },
  { landingUri: "app:CodeEditor:folder" },
  { landingUri: "app:RStudioServerPro:" },
  { landingUri: "app:Canvas:x" },
  { landingUri: `studio::${"x".repeat(1015)}` },
  { space: "a" },
  { space: "my-space-2" },
  { space: "x".repeat(63) },
  { landingUri: "studio::", space: "my-space" },
];

const bad: readonly { query: Record<string, string>; message: string }[] = [
  { query: { landingUri: "" }, message: landingUri },
  { query: { landingUri: "https://example.com" }, message: landingUri },
  { query: { landingUri: "studio:/path" }, message: landingUri },
  { query: { landingUri: "xstudio::path" }, message: landingUri },
  { query: { landingUri: "studio::/absolute" }, message: landingUri },
  { query: { landingUri: "studio:://example.com" }, message: landingUri },
  { query: { landingUri: "studio::https://example.com" }, message: landingUri },
  { query: { landingUri: "app:jupyterlab:x" }, message: landingUri },
  { query: { landingUri: "app:JupyterLab" }, message: landingUri },
  { query: { landingUri: "studio::a b" }, message: landingUri },
  { query: { landingUri: "studio::a\nb" }, message: landingUri },
  { query: { landingUri: "studio::<script>" }, message: landingUri },
  { query: { landingUri: `studio::${"x".repeat(1016)}` }, message: landingUri },
  ...[
    "@example.com",
    "a/b@example.com",
    ".example.com",
    "./a",
    "..",
    "a/../../b",
    "a?x=../b",
    "%2Fexample.com",
    "a%2fb",
    "%5cexample.com",
    "a%5Cb",
    "%2e%2E/a",
    ".%2e/a",
    "a%252fb",
    "a%25255cb",
  ].map((path) => ({ query: { landingUri: `studio::${path}` }, message: landingUri })),
  { query: { landingUri: "app:JupyterLab:@example.com" }, message: landingUri },
  { query: { space: "" }, message: space },
  { query: { space: "my_space" }, message: space },
  { query: { space: "-a" }, message: space },
  { query: { space: "a-" }, message: space },
  { query: { space: "x".repeat(64) }, message: space },
  { query: { landing: "studio::" }, message: "landing is not known: the parameters are landingUri and space" },
  {
    query: { ["x".repeat(100)]: "1" },
    message: `${"x".repeat(60)} is not known: the parameters are landingUri and space`,
  },
  ...["__proto__", "constructor", "prototype"].map((name) => ({
    query: Object.fromEntries([[name, "x"]]),
    message: `${name} is not known: the parameters are landingUri and space`,
  })),
  { query: { space: "", landingUri: "x" }, message: `${landingUri}; ${space}` },
];

describe("functions/studio-presigned-url/request", () => {
  for (const query of good) {
    it(`takes ${JSON.stringify(query).slice(0, 70)}`, () => {
      expect(readRequest(visit("user-lob-a", { query }))).to.deep.equal({
        userId: "user-lob-a",
        ...query,
        wantsJson: false,
      });
    });
  }

  for (const { query, message } of bad) {
    it(`refuses ${JSON.stringify(query).slice(0, 70)} and names what is allowed`, () => {
      expect(readRequest(visit("user-lob-a", { query }))).to.deep.equal(badRequest(message));
    });
  }

  it("refuses what isn't an event of API Gateway", () => {
    for (const event of [
      undefined,
      null,
      "event",
      { requestContext: "x" },
      { queryStringParameters: 7 },
      { queryStringParameters: [] },
    ]) {
      expect(readRequest(event)).to.deep.equal(badRequest("the event is not from API Gateway"));
    }
  });

  it("reads the Accept header in any letter case", () => {
    for (const name of ["Accept", "accept", "ACCEPT"]) {
      expect(readRequest(visit("user-lob-a", { headers: { [name]: "application/json" } }))).to.deep.equal({
        userId: "user-lob-a",
        wantsJson: true,
      });
    }
  });

  it("reads two Accept headers as one list", () => {
    const headers = { Accept: "text/html", accept: "application/json" };
    expect(readRequest(visit("user-lob-a", { headers }))).to.deep.equal({ userId: "user-lob-a", wantsJson: true });
  });

  it("never throws, whatever the event", () => {
    fc.assert(fc.property(fc.anything(), (event) => void readRequest(event)));
  });

  it("never takes a user from anywhere but the authorizer, whatever else the event holds", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), fc.string(), (rest, path) => {
        const event = { ...rest, ...visit("user-lob-a", { path }) };
        expect(readRequest(event)).to.deep.equal({ userId: "user-lob-a", wantsJson: false });
      }),
    );
  });
});
