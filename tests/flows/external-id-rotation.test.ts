import { expect } from "chai";
import { Estate } from "../../local/estate/estate";
import { startSampleModel } from "../../local/model/sample-model";
import { bringUp, trustedCast } from "../../local/scenarios/cast";
import { samplePayloads } from "../../local/scenarios/payload";
import { readAnswer } from "../../local/scenarios/scenario";
import type { HttpServer } from "../../local/support/http-server";
import { shippedProject } from "../local/support/project";

describe("Another ExternalId", () => {
  const cast = trustedCast(shippedProject);
  const { parent, child } = cast;
  let model: HttpServer;
  let estate: Estate;

  beforeEach(async () => {
    model = await startSampleModel();
    estate = await Estate.found(shippedProject, new URL(model.url));
    await bringUp(estate, cast);
  });

  afterEach(async () => {
    await estate.close();
    await model.close();
  });

  /** A call that assumes the role again; one with an open session proves nothing. */
  async function coldCall(): Promise<string> {
    await estate.coolDown(child);
    const { status, error } = readAnswer(await estate.invoke(child, { ...samplePayloads[0] }));
    return `${status}${error === undefined ? "" : ` ${error.code}`}`;
  }

  it("comes without a refused call where the parent takes the one before for the time of the change", async () => {
    const seen = [await coldCall()];
    await estate.change(parent.name, { externalId: "team-7", previousExternalId: parent.config.account });
    seen.push(await coldCall());
    await estate.upAgain(child.name);
    seen.push(await coldCall());
    await estate.change(parent.name, { externalId: "team-7", previousExternalId: "" });
    seen.push(await coldCall());
    expect(seen).to.deep.equal(["200", "200", "200", "200"]);
  });

  it("refuses a child that wasn't brought up once the parent accepts only the new one", async () => {
    await estate.change(parent.name, { externalId: "team-7", previousExternalId: parent.config.account });
    await estate.change(parent.name, { externalId: "team-7", previousExternalId: "" });
    expect(await coldCall()).to.equal("403 AccessDenied");
  });
});
