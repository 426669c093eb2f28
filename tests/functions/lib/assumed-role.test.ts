import { InvokeEndpointCommand, type SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { expect } from "chai";
import { assumedRole } from "../../../functions/lib/assumed-role";
import { assumeRoleAnswer, modelAnswer, session, stsError } from "../support/aws-answers";
import { runtimeAt, stsAt } from "../support/clients";
import { type Script, ScriptedServer, silence } from "../support/scripted-server";
import { moveTime, stopTime } from "../support/time";

const role = {
  roleArn: "arn:aws:iam::111111111111:role/Parent",
  externalId: "agreed-id",
  sessionName: "invoke-endpoint-lob-a",
};

/** Answers STS and SageMaker Runtime, which are told apart by their paths. */
function awsWith(sts: (number: number) => Response): Script {
  let assumed = 0;
  return ({ path }) => {
    if (path !== "/") {
      return modelAnswer("{}");
    }
    assumed += 1;
    return sts(assumed);
  };
}

describe("functions/lib/assumed-role", () => {
  let server: ScriptedServer;
  before(async () => {
    server = await ScriptedServer.start(silence);
  });
  after(() => server.close());

  let moveBack = () => {};
  const minutesLater = (minutes: number) => {
    moveBack = moveTime(minutes * 60_000);
  };
  afterEach(() => {
    moveBack();
    moveBack = () => {};
  });

  const provider = () => assumedRole(stsAt(server.url), role);
  const assumeRoleCalls = () => server.requests.filter(({ path }) => path === "/").length;
  const keysUsed = () =>
    server.requests
      .filter(({ path }) => path !== "/")
      .map(({ headers }) => /Credential=([^/]+)/.exec(headers.get("authorization") ?? "")?.[1]);
  const invoke = (client: SageMakerRuntimeClient) =>
    client.send(new InvokeEndpointCommand({ EndpointName: "iris", Body: Buffer.from("{}") }));
  const invokeAtOnce = (client: SageMakerRuntimeClient, times: number) =>
    Promise.all(Array.from({ length: times }, () => invoke(client)));

  it("asks STS for the role by its external id, for an hour, under the session's name", async () => {
    server.follow(awsWith(() => session("A", 3600)));
    await provider()();
    expect(server.requests.map(({ body }) => Object.fromEntries(new URLSearchParams(body.toString())))).to.deep.equal([
      {
        Action: "AssumeRole",
        Version: "2011-06-15",
        RoleArn: "arn:aws:iam::111111111111:role/Parent",
        RoleSessionName: "invoke-endpoint-lob-a",
        ExternalId: "agreed-id",
        DurationSeconds: "3600",
      },
    ]);
  });

  it("sends STS the source identity, and no external id by default", async () => {
    server.follow(awsWith(() => session("A", 3600)));
    const { externalId, ...withoutExternalId } = role;
    await assumedRole(stsAt(server.url), { ...withoutExternalId, sessionName: "ann", sourceIdentity: "ann" })();
    expect(server.requests.map(({ body }) => Object.fromEntries(new URLSearchParams(body.toString())))).to.deep.equal([
      {
        Action: "AssumeRole",
        Version: "2011-06-15",
        RoleArn: "arn:aws:iam::111111111111:role/Parent",
        RoleSessionName: "ann",
        SourceIdentity: "ann",
        DurationSeconds: "3600",
      },
    ]);
  });

  it("gives the credentials that STS answered, with their expiry", async () => {
    const credentials = { AccessKeyId: "ASIAA", SecretAccessKey: "s", SessionToken: "t" };
    server.follow(awsWith(() => assumeRoleAnswer({ ...credentials, Expiration: "2100-01-02T03:04:05Z" })));
    expect(await provider()()).to.deep.equal({
      accessKeyId: "ASIAA",
      secretAccessKey: "s",
      sessionToken: "t",
      expiration: new Date("2100-01-02T03:04:05Z"),
    });
  });

  for (const missing of ["AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"]) {
    it(`refuses an answer of STS without ${missing}`, async () => {
      const whole = { AccessKeyId: "A", SecretAccessKey: "s", SessionToken: "t", Expiration: "2100-01-02T03:04:05Z" };
      const partial = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== missing));
      server.follow(awsWith(() => assumeRoleAnswer(partial)));
      const thrown = await provider()().catch((error: unknown) => error);
      expect(thrown).to.be.an("error").with.property("message", "STS answered AssumeRole without credentials");
    });
  }

  it("refuses an answer of STS without any credentials", async () => {
    const empty = "<AssumeRoleResponse><AssumeRoleResult></AssumeRoleResult></AssumeRoleResponse>";
    server.follow(awsWith(() => new Response(empty, { status: 200, headers: { "content-type": "text/xml" } })));
    const thrown = await provider()().catch((error: unknown) => error);
    expect(thrown).to.be.an("error").with.property("message", "STS answered AssumeRole without credentials");
  });

  for (const { left, serve } of [
    { left: 30_001, serve: true },
    { left: 30_000, serve: false },
  ]) {
    it(`${serve ? "goes on with" : "gives up"} credentials with ${left} milliseconds left that can't be refreshed`, async () => {
      const expiration = "2100-01-02T03:04:05Z";
      const credentials = { AccessKeyId: "A", SecretAccessKey: "s", SessionToken: "t", Expiration: expiration };
      server.follow(awsWith(() => assumeRoleAnswer(credentials)));
      const give = provider();
      const given = await give();
      server.follow(awsWith(() => stsError(403, "AccessDenied", "User is not authorized")));
      moveBack = stopTime(Date.parse(expiration) - left);
      const outcome = await give().catch((error: unknown) => (error instanceof Error ? error.name : error));
      expect(outcome).to.deep.equal(serve ? given : "AccessDenied");
    });
  }

  it("assumes the role once for a hundred calls at once, and for the calls after them", async () => {
    server.follow(awsWith((number) => session(String(number), 3600)));
    const client = runtimeAt(server.url, { credentials: provider() });
    await invokeAtOnce(client, 100);
    await invoke(client);
    expect({ assumed: assumeRoleCalls(), keys: new Set(keysUsed()), invoked: keysUsed().length }).to.deep.equal({
      assumed: 1,
      keys: new Set(["ASIA1"]),
      invoked: 101,
    });
  });

  it("keeps credentials that have more than five minutes left", async () => {
    server.follow(awsWith((number) => session(String(number), 3600)));
    const client = runtimeAt(server.url, { credentials: provider() });
    await invoke(client);
    minutesLater(54);
    await invoke(client);
    expect({ assumed: assumeRoleCalls(), keys: keysUsed() }).to.deep.equal({ assumed: 1, keys: ["ASIA1", "ASIA1"] });
  });

  it("refreshes credentials with less than five minutes left, once for a hundred calls at once", async () => {
    server.follow(awsWith((number) => session(String(number), 3600)));
    const client = runtimeAt(server.url, { credentials: provider() });
    await invoke(client);
    minutesLater(56);
    await invokeAtOnce(client, 100);
    expect({ assumed: assumeRoleCalls(), keys: keysUsed() }).to.deep.equal({
      assumed: 2,
      keys: ["ASIA1", ...Array.from({ length: 100 }, () => "ASIA2")],
    });
  });

  it("goes on with credentials that are still valid while they can't be refreshed, and refreshes them as soon as it can", async () => {
    server.follow(awsWith(() => session("OLD", 3600)));
    const client = runtimeAt(server.url, { credentials: provider() });
    await invoke(client);
    minutesLater(56);
    server.follow(awsWith(() => stsError(500, "InternalFailure", "oops")));
    await invokeAtOnce(client, 10);
    expect(new Set(keysUsed())).to.deep.equal(new Set(["ASIAOLD"]));
    server.follow(awsWith(() => session("NEW", 3600)));
    await invoke(client);
    await invoke(client);
    expect({ assumed: assumeRoleCalls(), keys: keysUsed() }).to.deep.equal({
      assumed: 1,
      keys: ["ASIANEW", "ASIANEW"],
    });
  });

  it("reports what STS answered when the credentials are about to end and can't be refreshed", async () => {
    server.follow(
      awsWith((number) =>
        number === 1 ? session("1", 3600) : stsError(403, "AccessDenied", "User is not authorized"),
      ),
    );
    const client = runtimeAt(server.url, { credentials: provider() });
    await invoke(client);
    minutesLater(59.7);
    const thrown = await invoke(client).catch((error: unknown) => error);
    expect(thrown).to.be.an("error").that.includes({ name: "AccessDenied", message: "User is not authorized" });
    expect(keysUsed()).to.deep.equal(["ASIA1"]);
  });

  it("reports what STS answered when there never were credentials, and asks again at the next call", async () => {
    server.follow(
      awsWith((number) =>
        number === 1 ? stsError(403, "AccessDenied", "User is not authorized") : session(String(number), 3600),
      ),
    );
    const client = runtimeAt(server.url, { credentials: provider() });
    const thrown = await invoke(client).catch((error: unknown) => error);
    expect(thrown).to.be.an("error").that.includes({ name: "AccessDenied", message: "User is not authorized" });
    await invoke(client);
    expect(keysUsed()).to.deep.equal(["ASIA2"]);
  });
});
