import { existsSync } from "node:fs";
import { expect } from "chai";
import { callerIdentity, type Keys } from "../../support/clients";
import { refusalOf } from "../../support/failure";
import { eachTestWithAFunction } from "../../support/function";
import { parentAccount, put, region } from "../../support/local-aws";
import { lambda, role } from "../../support/wanted";

const place = { account: parentAccount, region };
const arnOf = (name: string) => `arn:aws:lambda:${region}:${parentAccount}:function:${name}`;

/** Counts the events that one instance answered; a new instance begins with 1. */
const counting = "let events = 0; export const handler = () => ++events;";

describe("Lambda", () => {
  const { aws, make, invoke } = eachTestWithAFunction();

  it("hands the event to the code and its answer back", async () => {
    await make("export const handler = (event) => ({ doubled: event.number * 2, ...event.more });");

    const answer = await invoke({ number: 21, more: { text: "ü", list: [null] } });

    expect(answer).to.deep.equal({ payload: { doubled: 42, text: "ü", list: [null] }, cold: true });
  });

  it("answers null for code that returns nothing", async () => {
    await make("export const handler = () => {};");

    expect(await invoke(undefined)).to.deep.equal({ payload: null, cold: true });
  });

  it("tells the code of its call and how much time is left", async () => {
    await make("export const handler = (_, context) => ({ ...context, left: context.getRemainingTimeInMillis() });", {
      timeout: 7,
    });

    const { payload } = await invoke();

    expect(payload).to.include({
      functionName: "tested",
      invokedFunctionArn: arnOf("tested"),
      memoryLimitInMB: "128",
      logGroupName: "/aws/lambda/tested",
    });
    expect(payload)
      .to.have.property("awsRequestId")
      .that.matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(payload).to.have.property("left").that.is.within(1, 7000);
  });

  it("writes a function's code once, since another instance may be reading it", async () => {
    await make(
      `import { statSync } from "node:fs";
      export const handler = () => String(statSync(new URL(import.meta.url), { bigint: true }).mtimeNs);`,
    );
    const written = await invoke();
    await aws().lambda.recycle(arnOf("tested"));

    expect(await invoke()).to.deep.equal(written);
  });

  it("runs the exported function that the handler names", async () => {
    await put(
      aws(),
      lambda("tested", {
        handler: "other.answer",
        code: { files: { "index.mjs": counting, "other.mjs": 'export const answer = () => "other";' } },
      }),
    );

    expect((await invoke()).payload).to.equal("other");
  });

  it("gives the code its own environment, and none of this process's", async () => {
    process.env.OF_THE_TEST = "leaked";
    try {
      await make("export const handler = () => ({ ...process.env });", {
        environment: { variables: { COLOUR: "blue" } },
      });

      const { payload } = await invoke();

      expect(payload).to.have.all.keys(
        "COLOUR",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_REGION",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_ENDPOINT_URL",
        "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED",
      );
      expect(payload).to.include({ COLOUR: "blue", AWS_LAMBDA_FUNCTION_NAME: "tested", AWS_REGION: region });
    } finally {
      delete process.env.OF_THE_TEST;
    }
  });

  it("gives the code a session of its execution role, named after the function", async () => {
    await make(
      "const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env; export const handler = () => [AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN].join(' ');",
    );

    const [accessKeyId = "", secretAccessKey = "", sessionToken = ""] = String((await invoke()).payload).split(" ");
    const keys: Keys = { accessKeyId, secretAccessKey, sessionToken };

    expect((await callerIdentity(aws(), keys)).Arn).to.equal(
      `arn:aws:sts::${parentAccount}:assumed-role/runner/tested`,
    );
  });

  it("keeps an instance and its memory between calls, until it is recycled or the function changes", async () => {
    await make(counting);

    expect(await invoke()).to.deep.equal({ payload: 1, cold: true });
    expect(await invoke()).to.deep.equal({ payload: 2, cold: false });
    await aws().lambda.recycle(arnOf("tested"));
    expect(await invoke()).to.deep.equal({ payload: 1, cold: true });
    await make(counting, { memorySize: 256 });
    expect(await invoke()).to.deep.equal({ payload: 1, cold: true });
  });

  it("gives each of two calls at once an instance of its own, and starts no third one for later calls", async () => {
    await make(counting);
    await invoke();

    expect(await Promise.all([invoke(), invoke()])).to.deep.equal([
      { payload: 2, cold: false },
      { payload: 1, cold: true },
    ]);
    expect((await Promise.all([invoke(), invoke()])).map(({ cold }) => cold)).to.deep.equal([false, false]);
  });

  it("keeps the instances of two functions apart", async () => {
    await make(counting);
    await put(aws(), lambda("other", { code: { files: { "index.mjs": counting } } }));
    await invoke();

    expect(await aws().lambda.invoke(place, "other", {})).to.deep.equal({ payload: 1, cold: true });
  });

  for (const [what, where, name] of [
    ["of another name", place, "absent"],
    ["in another region", { ...place, region: "eu-central-1" }, "tested"],
  ] as const) {
    it(`knows no function ${what}`, async () => {
      await make(counting);

      expect(await refusalOf(aws().lambda.invoke(where, name, {}))).to.deep.equal({
        code: "ResourceNotFoundException",
        message: `Function not found: arn:aws:lambda:${where.region}:${parentAccount}:function:${name}`,
      });
    });
  }

  it("keeps every line that the code writes, with the function's name", async () => {
    await make('export const handler = () => { console.log("one\\ntwo"); console.error("three"); };');

    await invoke();
    // An instance that has ended has handed over everything it wrote.
    await aws().lambda.recycle(arnOf("tested"));

    const lines = aws().lambda.logs.map(({ functionName, text }) => `${functionName}: ${text}`);
    expect(lines.sort()).to.deep.equal(["tested: one", "tested: three", "tested: two"]);
  });

  it("refuses to run a function whose role is gone", async () => {
    const runner = aws().world.ofStack("stack")[0];
    await make(counting);
    aws().world.remove(runner?.urn ?? "");
    expect((await refusalOf(invoke())).message).to.equal(
      "The role defined for the function cannot be assumed by Lambda.",
    );

    await put(aws(), role("runner"));
    expect((await invoke()).payload).to.equal(1);
  });

  it("leaves no file of the code behind when it ends", async () => {
    await make("export const handler = () => new URL(import.meta.url).pathname;");
    const file = String((await invoke()).payload);
    expect(existsSync(file)).to.equal(true);

    await aws().lambda.close();

    expect(existsSync(file)).to.equal(false);
    expect(existsSync(new URL(".", `file://${file}`))).to.equal(false);
  });
});
