import { expect } from "chai";
import { clear } from "../../../scripts/teardown/clear";
import type { Kind } from "../../../scripts/teardown/studio";

/** A kind for which SageMaker answers this, look by look; an unexpected look is an error. */
function seen(...looks: readonly (readonly string[])[]): Kind & { readonly asked: string[] } {
  const asked: string[] = [];
  let look = 0;
  return {
    one: "space",
    many: "spaces",
    asked,
    async list() {
      const contents = looks[look];
      look += 1;
      if (contents === undefined) {
        throw new Error(`nobody foresaw look ${look}`);
      }
      return contents.map((text) => {
        const [name = "", status = ""] = text.split(" ");
        return { name, status, remove: async () => void asked.push(`${look}: ${name}`) };
      });
    },
  };
}

const patient = () => {
  const pauses: number[] = [];
  return { pauses, signal: new AbortController().signal, pause: async (seconds: number) => void pauses.push(seconds) };
};

describe("scripts/teardown/clear", () => {
  it("asks for nothing where nothing is", async () => {
    const patience = patient();
    expect(await clear(seen([]), patience, () => {})).to.deep.equal([]);
    expect(patience.pauses).to.deep.equal([]);
  });

  it("deletes each once, looks every ten seconds, and shows how many are gone", async () => {
    const kind = seen(["ann InService", "bob Failed"], ["ann InService", "bob Deleting"], ["ann Deleting"], []);
    const patience = patient();
    const doing: string[] = [];
    expect(await clear(kind, patience, (text) => doing.push(text))).to.deep.equal(["ann", "bob"]);
    expect(kind.asked).to.deep.equal(["1: ann", "1: bob"]);
    expect(patience.pauses).to.deep.equal([10, 10, 10]);
    expect(doing).to.deep.equal([
      "deleting spaces: 0 of 2",
      "deleting spaces: 0 of 2",
      "deleting spaces: 1 of 2",
      "deleting spaces: 2 of 2",
    ]);
  });

  it("asks for what is being made or changed when that has ended, and for what is being deleted not at all", async () => {
    const kind = seen(
      ["ann Pending", "bob Updating", "carol Deleting"],
      ["ann InService", "bob Update_Failed"],
      ["ann Deleting"],
      [],
    );
    await clear(kind, patient(), () => {});
    expect(kind.asked).to.deep.equal(["2: ann", "2: bob"]);
  });

  it("deletes again what somebody created again", async () => {
    const kind = seen(["ann InService"], ["ann Deleting"], ["ann InService"], ["ann Deleting"], []);
    await clear(kind, patient(), () => {});
    expect(kind.asked).to.deep.equal(["1: ann", "3: ann"]);
  });

  it("tries once more what couldn't be deleted, and reports it if that fails as well", async () => {
    const kind = seen(["ann Delete_Failed"], ["ann Deleting"], ["ann Delete_Failed"]);
    const failure = await clear(kind, patient(), () => {}).catch((error: unknown) => error);
    expect(kind.asked).to.deep.equal(["1: ann"]);
    expect(failure).to.have.property("message", "space ann can't be deleted: SageMaker reports Delete_Failed");
  });

  it("reports what is left after half an hour", async () => {
    const kind = seen(...Array.from({ length: 180 }, () => ["ann Deleting", "bob Deleting"]));
    const failure = await clear(kind, patient(), () => {}).catch((error: unknown) => error);
    expect(failure).to.have.property("message", "after 30 minutes 2 spaces are left: ann (Deleting), bob (Deleting)");
  });

  it("reports that one is left", async () => {
    const kind = seen(...Array.from({ length: 180 }, () => ["ann Pending"]));
    const failure = await clear(kind, patient(), () => {}).catch((error: unknown) => error);
    expect(failure).to.have.property("message", "after 30 minutes 1 space is left: ann (Pending)");
  });
});
