import { expect } from "chai";
import { withUnwatchedPromises } from "../../../local/deploy/unwatched-promises";
import { failure } from "../support/failure";

import debuggable = require("@pulumi/pulumi/runtime/debuggable");

function watcher(): unknown {
  return Reflect.get(debuggable, "debuggablePromise");
}

describe("Work with unwatched promises", () => {
  it("leaves promises as they are, and has Pulumi watch them again once it is done or failed", async () => {
    const before = watcher();
    const promise = Promise.resolve(1);
    const given = await withUnwatchedPromises(async () => {
      const watch = watcher();
      return typeof watch === "function" && watch(promise, "a promise") === promise;
    });

    expect(given).to.equal(true);
    expect(watcher()).to.equal(before);
    expect((await failure(withUnwatchedPromises(() => Promise.reject(new Error("refused"))))).message).to.equal(
      "refused",
    );
    expect(watcher()).to.equal(before);
  });
});
