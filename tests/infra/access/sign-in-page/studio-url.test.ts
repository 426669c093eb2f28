import { expect } from "chai";
import { Refusal } from "../../../../infra/access/sign-in-page/browser/refusal";
import { otherStudioRefusal, studioRefusals } from "../../../../infra/access/sign-in-page/texts";

interface StudioUrl {
  askForUrl(page: URL, studio: URL, accessToken: string, send: typeof fetch): Promise<string>;
}

// Its types are a browser's, which tsconfig.page.json checks; here they are Node.js's.
const { askForUrl }: StudioUrl = require("../../../../infra/access/sign-in-page/browser/studio-url");

const page = new URL("https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/studio/");
const studio = new URL("https://studio.eu-west-1.sagemaker.aws");
const token = `e30.${Buffer.from('{"username":"user-lob-a"}').toString("base64url")}.x`;

/** What the page opens, or shows, for such an answer of the access API. */
async function outcome(status: number, content: unknown, origin = studio): Promise<unknown> {
  try {
    return await askForUrl(page, origin, token, async () => Response.json(content, { status }));
  } catch (error) {
    return error instanceof Refusal ? { code: error.code, message: error.message, id: error.requestId } : error;
  }
}

const notSetUp = { code: "InternalError", message: otherStudioRefusal, id: "" };

describe("the sign-in page, what it makes of the access API's answer", () => {
  it("goes to a domain of Studio in its region", async () => {
    const url = "https://d-abcdefghijkl.studio.eu-west-1.sagemaker.aws/auth?token=x";
    expect(await outcome(200, { url })).to.equal(url);
  });

  it("goes to the local AWS's Studio where the page is the local AWS's", async () => {
    const local = "studio.eu-west-1.sagemaker.aws.on-premises.localhost:8080";
    const url = `http://d-abcdefghijkl.${local}/auth?token=x`;
    expect(await outcome(200, { url }, new URL(`http://${local}`))).to.equal(url);
  });

  for (const url of [
    "javascript:alert(1)//d-a.studio.eu-west-1.sagemaker.aws",
    "data:text/html,x",
    "http://d-a.studio.eu-west-1.sagemaker.aws/auth",
    "https://example.com/d-a.studio.eu-west-1.sagemaker.aws",
    "https://d-a.studio.eu-west-1.sagemaker.aws@example.com/",
    "https://d-a.studio.eu-west-1.sagemaker.aws.example.com/",
    "https://d-a.studio.us-east-1.sagemaker.aws/",
    "https://d-a.studio.eu-west-1.sagemaker.aws:8443/",
    "https://xstudio.eu-west-1.sagemaker.aws/",
    "https://studio.eu-west-1.sagemaker.aws/",
    "/auth?token=x",
    "",
  ]) {
    it(`doesn't follow ${JSON.stringify(url)}`, async () => {
      expect(await outcome(200, { url })).to.deep.equal(notSetUp);
    });
  }

  it("explains a refusal with its own texts", async () => {
    expect(await outcome(404, { error: { code: "NoLob", requestId: "1" } })).to.deep.equal({
      code: "NoLob",
      message: studioRefusals.NoLob,
      id: undefined,
    });
  });

  for (const code of ["constructor", "toString", "__proto__", "Whatever"]) {
    it(`reports a wrong set-up, with the request's id, for the unknown code ${code}`, async () => {
      expect(await outcome(400, { error: { code, requestId: "1" } })).to.deep.equal({
        code,
        message: otherStudioRefusal,
        id: "1",
      });
    });
  }
});
