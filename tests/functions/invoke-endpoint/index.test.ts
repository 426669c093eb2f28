import { expect } from "chai";
import { modelAnswer, runtimeError, session, stsError } from "../support/aws-answers";
import { setEnvironment } from "../support/environment";
import { context, refusal } from "../support/lambda";
import { linesOf } from "../support/log-lines";
import { type Script, ScriptedServer, silence } from "../support/scripted-server";
import { hurryTimers, moveTime } from "../support/time";
import { parentRole, TwoAccounts } from "../support/two-accounts";

type Handler = typeof import("../../../functions/invoke-endpoint/index").handler;

/** Starts the function's code again, as Lambda does for a new instance. */
function coldStart(): Handler {
  const file = require.resolve("../../../functions/invoke-endpoint/index");
  delete require.cache[file];
  const code: { handler: Handler } = require(file);
  return code.handler;
}

const answer = {
  statusCode: 200,
  headers: { "content-type": "application/json", "x-amzn-invoked-production-variant": "AllTraffic" },
  body: '{"species":"setosa"}',
};
const caller = "arn:aws:sts::222222222222:assumed-role/Child/invoke-endpoint-lob-a";
const notTrusted = refusal(
  403,
  "AccessDenied",
  `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${parentRole}`,
);
const minute = 60_000;

describe("functions/invoke-endpoint, as Lambda runs it", () => {
  const cleanUps: (() => void | Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) {
      await cleanUp();
    }
  });

  /** Two accounts on a local AWS whose clock is a number of minutes ahead, and the environment of the function. */
  async function accounts(
    minutesAhead = 0,
    environment: Record<string, string | undefined> = {},
  ): Promise<TwoAccounts> {
    const started = await TwoAccounts.start({ now: () => new Date(Date.now() + minutesAhead * minute) });
    // A profile of the developer's would be preferred to Lambda's variables.
    const restore = setEnvironment({ AWS_PROFILE: undefined, ...started.environment, ...environment });
    cleanUps.push(restore, () => started.close());
    return started;
  }

  /** An AWS that answers by script, and the environment of a function that is pointed at it. */
  async function scripted(sts: Script, runtime: Script): Promise<ScriptedServer> {
    const server = await ScriptedServer.start((request, number) =>
      (request.path === "/" ? sts : runtime)(request, number),
    );
    const restore = setEnvironment({
      AWS_PROFILE: undefined,
      AWS_ACCESS_KEY_ID: "ASIALAMBDA",
      AWS_SECRET_ACCESS_KEY: "lambda-secret",
      AWS_SESSION_TOKEN: "lambda-token",
      AWS_REGION: "eu-west-1",
      AWS_ENDPOINT_URL: server.url,
      AWS_LAMBDA_FUNCTION_NAME: "invoke-endpoint-lob-a",
      ROLE_ARN: parentRole,
      EXTERNAL_ID: "agreed-id",
      ENDPOINT_REGION: "eu-central-1",
      DEFAULT_ENDPOINT: "iris",
      POWERTOOLS_LOG_LEVEL: "SILENT",
    });
    cleanUps.push(restore, () => server.close());
    return server;
  }

  it("calls the endpoint in the parent's region, and STS in the function's own", async () => {
    const server = await scripted(
      () => session("A", 3600),
      () => modelAnswer("{}"),
    );
    await coldStart()({ body: {} }, context());
    const signedFor = server.requests.map(({ headers }) =>
      /Credential=([^/]+)\/\d{8}\/([^,]+)/.exec(headers.get("authorization") ?? "")?.slice(1),
    );
    expect(signedFor).to.deep.equal([
      ["ASIALAMBDA", "eu-west-1/sts/aws4_request"],
      ["ASIAA", "eu-central-1/sagemaker/aws4_request"],
    ]);
  });

  it("names itself in its log", async () => {
    await scripted(
      () => session("A", 3600),
      () => modelAnswer("{}"),
    );
    cleanUps.unshift(setEnvironment({ POWERTOOLS_LOG_LEVEL: undefined }));
    const lines = await linesOf(() => coldStart()({ body: {} }, context()));
    expect(lines.map((line) => JSON.parse(line).service)).to.deep.equal(["invoke-endpoint"]);
  });

  for (const { service, sts, runtime, message } of [
    {
      service: "STS",
      sts: silence,
      runtime: () => modelAnswer("{}"),
      message: "AWS STS did not answer in time, so the model was not called: try again",
    },
    {
      service: "SageMaker",
      sts: () => session("A", 3600),
      runtime: silence,
      message:
        "the endpoint did not answer in time: SageMaker gives a model 60 seconds; send less per request, or use an asynchronous endpoint",
    },
  ]) {
    it(`gives up before Lambda's time is up when ${service} doesn't answer`, async () => {
      await scripted(sts, runtime);
      cleanUps.push(hurryTimers());
      expect(await coldStart()({ body: {} }, context(900_000))).to.deep.equal(refusal(504, "Timeout", message));
    });
  }

  it("calls SageMaker once when its failure may have come after the model's work", async () => {
    const server = await scripted(
      () => session("A", 3600),
      () => runtimeError(500, "InternalFailure", "oops"),
    );
    expect(await coldStart()({ body: {} }, context())).to.deep.equal(
      refusal(503, "ServiceUnavailable", "AWS answered 500 InternalFailure: try again"),
    );
    expect(server.requests.map(({ path }) => path)).to.deep.equal(["/", "/endpoints/iris/invocations"]);
  });

  it("calls STS once when STS fails", async () => {
    const server = await scripted(
      () => stsError(500, "InternalFailure", "oops"),
      () => modelAnswer("{}"),
    );
    expect(await coldStart()({ body: {} }, context())).to.deep.equal(
      refusal(503, "ServiceUnavailable", "AWS answered 500 InternalFailure: try again"),
    );
    expect(server.requests.map(({ path }) => path)).to.deep.equal(["/"]);
  });

  it("goes on with its session while that can't be refreshed", async () => {
    let up = true;
    await scripted(
      () => (up ? session("A", 3600) : stsError(500, "InternalFailure", "oops")),
      () => modelAnswer("{}"),
    );
    const handler = coldStart();
    await handler({ body: {} }, context());
    up = false;
    cleanUps.push(moveTime(56 * minute));
    expect(await handler({ body: {} }, context())).to.deep.equal({
      statusCode: 200,
      headers: { "content-type": "application/json" },
      body: "{}",
    });
  });

  it("answers with the model of the other account, under the role that the parent offers", async () => {
    const { aws } = await accounts();
    expect(await coldStart()({ body: {} }, context())).to.deep.equal(answer);
    expect(aws.world.trail.since(0).map(({ time, decidedBy, ...decision }) => decision)).to.deep.equal([
      { caller, action: "sts:AssumeRole", resource: parentRole, allowed: true },
      {
        caller: "arn:aws:sts::111111111111:assumed-role/Parent/invoke-endpoint-lob-a",
        action: "sagemaker:InvokeEndpoint",
        resource: "arn:aws:sagemaker:eu-west-1:111111111111:endpoint/iris",
        allowed: true,
      },
    ]);
  });

  it("assumes the role once for a hundred calls at once, and for the calls after them", async () => {
    const started = await accounts();
    const handler = coldStart();
    const answers = await Promise.all(Array.from({ length: 100 }, () => handler({ body: {} }, context())));
    expect(answers).to.deep.equal(Array.from({ length: 100 }, () => answer));
    expect(await handler({ body: {} }, context())).to.deep.equal(answer);
    expect(started.assumed).to.equal(1);
  });

  it("replaces a revoked session once for all calls that come upon it", async () => {
    const started = await accounts();
    const handler = coldStart();
    await handler({ body: {} }, context());
    started.aws.sessions.revoke(parentRole);
    const answers = await Promise.all(Array.from({ length: 20 }, () => handler({ body: {} }, context())));
    expect(answers).to.deep.equal(Array.from({ length: 20 }, () => answer));
    expect(started.assumed).to.equal(2);
  });

  it("passes AWS's refusal on when a revoked session may not be replaced", async () => {
    const started = await accounts();
    const handler = coldStart();
    await handler({ body: {} }, context());
    await started.distrust();
    started.aws.sessions.revoke(parentRole);
    expect(await handler({ body: {} }, context())).to.deep.equal(notTrusted);
    expect(started.model.requests.length).to.equal(1);
  });

  it("is refused with another external id than the parent agreed to", async () => {
    await accounts(0, { EXTERNAL_ID: "another-id" });
    expect(await coldStart()({ body: {} }, context())).to.deep.equal(notTrusted);
  });

  it("asks for an endpoint when the parent names none", async () => {
    const started = await accounts(0, { DEFAULT_ENDPOINT: undefined });
    expect(await coldStart()({ body: {} }, context())).to.deep.equal(
      refusal(400, "BadRequest", "endpointName is not set, and the parent's config names no default endpoint"),
    );
    expect(started.assumed).to.equal(0);
  });

  it("answers 404 to an endpoint that the parent doesn't have", async () => {
    await accounts();
    expect(await coldStart()({ endpointName: "rose", body: {} }, context())).to.deep.equal(
      refusal(404, "EndpointNotFound", "Endpoint rose of account 111111111111 not found."),
    );
  });

  for (const minutesAhead of [20, -20]) {
    it(`works with a clock that is ${-minutesAhead} minutes off AWS's, with one call of the model for each request`, async () => {
      const started = await accounts(minutesAhead);
      const handler = coldStart();
      const answers = [await handler({ body: {} }, context()), await handler({ body: {} }, context())];
      expect({ answers, assumed: started.assumed, invoked: started.model.requests.length }).to.deep.equal({
        answers: [answer, answer],
        assumed: 1,
        invoked: 2,
      });
    });
  }

  it("calls a failing model once for each request, also while the clock is off", async () => {
    const started = await accounts(20);
    started.model.follow(() => new Response("boom", { status: 500 }));
    const handler = coldStart();
    await handler({ body: {} }, context());
    await handler({ body: {} }, context());
    expect(started.model.requests.length).to.equal(2);
  });

  for (const name of ["ROLE_ARN", "EXTERNAL_ID", "ENDPOINT_REGION", "AWS_LAMBDA_FUNCTION_NAME"]) {
    it(`doesn't start without ${name}, and names it`, async () => {
      await accounts(0, { [name]: undefined });
      expect(coldStart).to.throw(
        Error,
        `environment variable ${name} is not set: deploy the function with the stack that defines it`,
      );
    });
  }
});
