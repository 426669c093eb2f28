import { STSClient } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { identify } from "../../../local/aws/core/sigv4";
import { LocalAws } from "../../../local/aws/local-aws";
import { operatorOf } from "../../../local/estate/operator";
import { type HttpServer, listen } from "../../../local/support/http-server";
import { holdsFiles } from "../../../scripts/teardown/bucket-files";
import { refusalOf } from "../support/files";

const place = { account: "333333333333", region: "eu-west-1" };
const list = (content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>files</Name>${content}</ListBucketResult>`;
const error = (code: string, message: string) => `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;

describe("scripts/teardown/bucket-files", () => {
  let aws: LocalAws;
  let s3: HttpServer;
  let answer: Response;
  const seen: { readonly path: string; readonly caller: unknown }[] = [];
  let sts: STSClient;

  before(async () => {
    aws = await LocalAws.start();
    aws.world.openAccount({ id: place.account });
    const { credentials } = await operatorOf(aws, place);
    sts = new STSClient({ region: place.region, credentials });
    s3 = await listen(async (request) => {
      const url = new URL(request.url);
      const signed = {
        method: request.method,
        url,
        headers: Object.fromEntries(request.headers),
        body: new Uint8Array(),
      };
      const { service, region, session } = await identify(signed, aws.sessions, aws.world);
      seen.push({ path: `${url.pathname}${url.search}`, caller: [service, region, session.role.account] });
      return answer;
    });
  });
  after(async () => {
    sts.destroy();
    await s3.close();
    await aws.close();
  });

  const ask = () => holdsFiles("files", sts.config, () => s3.url);

  it("asks S3 for one file's name, signed as S3 wants it", async () => {
    answer = new Response(list("<KeyCount>0</KeyCount>"));
    seen.length = 0;

    expect(await ask()).to.equal(false);
    expect(seen).to.deep.equal([{ path: "/?list-type=2&max-keys=1", caller: ["s3", place.region, place.account] }]);
  });

  it("tells that there is a file", async () => {
    answer = new Response(list("<KeyCount>1</KeyCount><Contents><Key>ann/notes.md</Key></Contents>"));
    expect(await ask()).to.equal(true);
  });

  it("takes a bucket that isn't there any more for empty", async () => {
    answer = new Response(error("NoSuchBucket", "The specified bucket does not exist"), { status: 404 });
    expect(await ask()).to.equal(false);
  });

  it("reports what else S3 answers", async () => {
    answer = new Response(error("AccessDenied", "Access Denied"), { status: 403 });
    expect(await refusalOf(ask)).to.equal(
      "bucket files: 1 mistake, nothing was changed\n  its files can't be listed: S3 answered AccessDenied: Access Denied",
    );
    answer = new Response("", { status: 503 });
    expect(await refusalOf(ask)).to.equal(
      "bucket files: 1 mistake, nothing was changed\n  its files can't be listed: S3 answered status 503",
    );
  });

  it("reports that S3 can't be reached", async () => {
    const closed = await listen(async () => new Response());
    const { url } = closed;
    await closed.close();
    expect(await refusalOf(() => holdsFiles("files", sts.config, () => url))).to.equal(
      `bucket files: 1 mistake, nothing was changed\n  its files can't be listed: S3 can't be reached at ${url.host}`,
    );
  });
});
