import { expect } from "chai";
import { withinTime } from "../../../functions/lib/deadline";

const failure = (work: Promise<unknown>) => work.catch((error: unknown) => error);

describe("functions/lib/deadline", () => {
  it("gives what the work gives", async () => {
    expect(await withinTime(1000, async () => "done")).to.equal("done");
  });

  it("throws what the work throws", async () => {
    const error = new Error("failed");
    expect(await failure(withinTime(1000, () => Promise.reject(error)))).to.equal(error);
  });

  for (const milliseconds of [20, 0, -5]) {
    it(`ends after ${milliseconds} milliseconds work that doesn't heed the signal`, async () => {
      const error = await failure(withinTime(milliseconds, () => new Promise(() => {})));
      expect(error).to.be.instanceOf(DOMException).with.property("name", "TimeoutError");
    });
  }

  it("aborts the work's signal when the time is over", async () => {
    let seen: AbortSignal | undefined;
    await failure(
      withinTime(20, (signal) => {
        seen = signal;
        return new Promise(() => {});
      }),
    );
    expect(seen?.aborted).to.equal(true);
  });
});
