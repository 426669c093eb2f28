import { mkdirSync } from "node:fs";
import * as path from "node:path";
import { STSClient } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { identify } from "../../../local/aws/core/sigv4";
import { LocalAws } from "../../../local/aws/local-aws";
import { operatorOf } from "../../../local/estate/operator";
import { type HttpServer, listen } from "../../../local/support/http-server";
import { readLock } from "../../../scripts/support/state-locks";
import { Folder } from "./files";

const stack = { project: "project", stack: "child" };
const lock = JSON.stringify({ pid: 4711, username: "ann", hostname: "laptop", timestamp: "2026-11-23T00:09:13Z" });
const holder = "a run of ann@laptop, process 4711, since 2026-11-23T00:09:13Z";
const at = ".pulumi/locks/organization/project/child";

const unasked = () => {
  throw new Error("nobody needs credentials here");
};

describe("who holds a stack's lock", () => {
  it("is told by a backend that is a folder", async () => {
    const folder = new Folder();
    try {
      const backend = `file://${folder.path}`;
      expect(await readLock(backend, stack, unasked)).to.equal(undefined);
      mkdirSync(path.join(folder.path, at), { recursive: true });
      folder.write(`${at}/5b0c.json`, lock);
      expect(await readLock(backend, stack, unasked)).to.equal(holder);
      expect(await readLock(backend, { ...stack, stack: "lob-b" }, unasked)).to.equal(undefined);
    } finally {
      folder.remove();
    }
  });

  it("isn't asked of a service", async () => {
    expect(await readLock("https://app.pulumi.com/ann", stack, unasked)).to.equal(undefined);
  });

  describe("in a bucket", () => {
    const place = { account: "333333333333", region: "eu-west-1" };
    const objects = new Map<string, string>();
    const asked: string[] = [];
    let aws: LocalAws;
    let s3: HttpServer;
    let sts: STSClient;
    before(async () => {
      aws = await LocalAws.start();
      aws.world.openAccount({ id: place.account });
      const { credentials } = await operatorOf(aws, place);
      sts = new STSClient({ region: place.region, credentials });
      s3 = await listen(async ({ url: given, method, headers }) => {
        const url = new URL(given);
        const signed = { method, url, headers: Object.fromEntries(headers), body: new Uint8Array() };
        const { session } = await identify(signed, aws.sessions, aws.world);
        asked.push(`${session.role.account} ${url.pathname}`);
        const prefix = url.searchParams.get("prefix");
        const keys = [...objects.keys()].filter((key) => prefix !== null && key.startsWith(prefix));
        return prefix === null
          ? new Response(objects.get(url.pathname.slice(1)))
          : new Response(`<ListBucketResult>${keys.map((key) => `<Key>${key}</Key>`)}</ListBucketResult>`);
      });
    });
    after(async () => {
      sts.destroy();
      await s3.close();
      await aws.close();
    });

    it("is told by its file, below the prefix of the backend's URL", async () => {
      const profiles: (string | undefined)[] = [];
      const ask = () =>
        readLock(
          "s3://states/team?region=eu-west-1&profile=states",
          stack,
          (...given) => {
            profiles.push(...given);
            return sts.config;
          },
          () => s3.url,
        );
      expect(await ask()).to.equal(undefined);
      objects.set(`team/${at}/5b0c.json`, lock);
      expect(await ask()).to.equal(holder);
      expect(profiles.slice(0, 2)).to.deep.equal(["states", "eu-west-1"]);
      expect(asked.at(-1)).to.equal(`333333333333 /team/${at}/5b0c.json`);
    });
  });
});
