import { FetchError } from "aws-jwt-verify/error";
import { expect } from "chai";
import { KeyFetcher } from "../../../functions/studio-authorizer/keys";
import { ScriptedServer, silence } from "../support/scripted-server";

describe("functions/studio-authorizer/keys", () => {
  let server: ScriptedServer;
  before(async () => {
    server = await ScriptedServer.start(silence);
  });
  after(() => server.close());

  const address = () => `${server.url}/pool/.well-known/jwks.json`;
  const failure = (fetcher: KeyFetcher, from = address()) => fetcher.fetch(from).catch((error: unknown) => error);

  it("gives what the address answers", async () => {
    server.follow(() => new Response("keys"));
    expect(Buffer.from(await new KeyFetcher().fetch(address())).toString()).to.equal("keys");
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([
      "GET /pool/.well-known/jwks.json",
    ]);
  });

  it("tries once more when a connection breaks", async () => {
    server.follow((request, number) => {
      if (number > 1) {
        return new Response("keys");
      }
      request.disconnect();
      return silence();
    });
    expect(Buffer.from(await new KeyFetcher().fetch(address())).toString()).to.equal("keys");
  });

  it("gives up after two failures, and reports which", async () => {
    server.follow(() => new Response("", { status: 503 }));
    const error = await failure(new KeyFetcher());
    expect(error).to.be.instanceOf(FetchError).with.property("message", `Failed to fetch ${address()}: status 503`);
    expect(server.requests.length).to.equal(2);
  });

  it("gives up on an address that doesn't answer in time, after two tries", async () => {
    server.follow(silence);
    const error = await failure(new KeyFetcher(50));
    expect(error)
      .to.be.instanceOf(FetchError)
      .with.property("message", `Failed to fetch ${address()}: The operation was aborted due to timeout`);
    expect(server.requests.length).to.equal(2);
  });

  it("follows no redirect, which could lead to keys of somebody else", async () => {
    server.follow(() => new Response("", { status: 302, headers: { location: `${server.url}/elsewhere` } }));
    expect(await failure(new KeyFetcher())).to.be.instanceOf(FetchError);
    expect(server.requests.map(({ path }) => path)).not.to.include("/elsewhere");
  });

  it("reports why a connection can't be made", async () => {
    const gone = await ScriptedServer.start(silence);
    await gone.close();
    expect(await failure(new KeyFetcher(), `${gone.url}/jwks.json`))
      .to.be.instanceOf(FetchError)
      .with.property(
        "message",
        `Failed to fetch ${gone.url}/jwks.json: connect ECONNREFUSED ${new URL(gone.url).host}`,
      );
  });
});
