import { expect } from "chai";
import { refusalOf } from "../../support/failure";
import { eachTestWithAFunction } from "../../support/function";

describe("A call of a function that fails", () => {
  const { make, invoke } = eachTestWithAFunction();

  it("is ended after its time-out, with its instance, even when the code never yields", async () => {
    await make(
      "let events = 0; export const handler = (event) => { events++; while (event.busy) {} return events; };",
      {
        timeout: 1,
      },
    );

    const { payload, functionError } = await invoke({ busy: true });

    expect(functionError).to.equal("Unhandled");
    expect(payload).to.have.property("errorType", "Sandbox.Timedout");
    expect(payload)
      .to.have.property("errorMessage")
      .that.matches(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/);
    expect(await invoke()).to.deep.equal({ payload: 1, cold: true });
  });

  const failures = [
    {
      what: "throws an error",
      code: 'export const handler = () => { throw new RangeError("too far"); };',
      payload: { errorType: "RangeError", errorMessage: "too far" },
    },
    {
      what: "rejects with a value that isn't an error",
      code: 'export const handler = async () => Promise.reject("no");',
      payload: { errorType: "Error", errorMessage: "no" },
    },
    {
      what: "fails while it is loaded",
      code: 'throw new TypeError("TABLE is not set");',
      payload: { errorType: "TypeError", errorMessage: "TABLE is not set" },
    },
    {
      what: "has no such handler",
      code: "export const main = () => 1;",
      payload: { errorType: "Runtime.HandlerNotFound", errorMessage: "index.handler is undefined or not exported" },
    },
  ];
  for (const { what, code, payload } of failures) {
    it(`is answered with an unhandled error when the code ${what}`, async () => {
      await make(code);

      expect(await invoke()).to.deep.equal({ payload, functionError: "Unhandled", cold: true });
    });
  }

  it("is answered with an unhandled error when the code fails in a timer", async () => {
    await make('export const handler = () => new Promise(() => setTimeout(() => { throw new Error("late"); }));');

    const { payload, functionError } = await invoke();

    expect(functionError).to.equal("Unhandled");
    expect(payload).to.have.property("errorType", "Runtime.ExitError");
    expect(payload)
      .to.have.property("errorMessage")
      .that.matches(/^RequestId: [0-9a-f-]{36} Error: late$/);
  });

  it("keeps its answer when the code fails after it, and starts again for the next call", async () => {
    await make(
      'export const handler = () => { setImmediate(() => { throw new Error("late"); }); return "answered"; };',
    );

    const first = await invoke();
    while ((await invoke()).cold === false) {
      // The failed instance takes some turns of the event loop to end.
    }

    expect(first).to.deep.equal({ payload: "answered", cold: true });
  });

  it("starts again after the code couldn't be loaded", async () => {
    await make('throw new Error("not yet");');

    expect([(await invoke()).cold, (await invoke()).cold]).to.deep.equal([true, true]);
  });

  it("is answered with an unhandled error when the code ends its process, and starts again for the next call", async () => {
    await make("export const handler = (event) => (event.exit ? process.exit(3) : 'alive');");
    await invoke();

    const { payload, functionError } = await invoke({ exit: true });

    expect(functionError).to.equal("Unhandled");
    expect(payload).to.have.property("errorType", "Runtime.ExitError");
    expect(payload)
      .to.have.property("errorMessage")
      .that.matches(/Error: Runtime exited with error: exit status 3$/);
    expect(await invoke()).to.deep.equal({ payload: "alive", cold: true });
  });

  it("is refused for an event of more than 6,291,456 bytes", async () => {
    await make("export const handler = (event) => event.length;");
    const eventOf = (bytes: number) => "x".repeat(bytes - '""'.length);

    expect((await invoke(eventOf(6_291_456))).payload).to.equal(6_291_454);
    expect(await refusalOf(invoke(eventOf(6_291_457)))).to.deep.equal({
      code: "RequestEntityTooLargeException",
      message: "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
    });
  });

  it("is answered with an unhandled error for an answer of more than 6,291,556 bytes", async () => {
    await make('export const handler = ({ bytes }) => "x".repeat(bytes - 2);');

    expect((await invoke({ bytes: 6_291_556 })).functionError).to.equal(undefined);
    expect(await invoke({ bytes: 6_291_557 })).to.deep.equal({
      payload: {
        errorType: "Function.ResponseSizeTooLarge",
        errorMessage: "Response payload size (6291557 bytes) exceeded maximum allowed payload size (6291556 bytes).",
      },
      functionError: "Unhandled",
      cold: false,
    });
  });
});
