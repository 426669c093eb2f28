import { expect } from "chai";
import { Estate } from "../../local/estate/estate";
import { withSimulators } from "../../local/estate/on-premises";
import { startSampleModel } from "../../local/model/sample-model";
import { scenarios } from "../../local/scenarios";
import { samplePayloads } from "../../local/scenarios/payload";
import { Stage } from "../../local/scenarios/scenario";
import { detailLines, toJson } from "../../local/start/report";
import { shippedProject } from "../local/support/project";

/** What a secret looks like: a JSON Web Token, a presigned URL's token, keys and session tokens in answers of STS. */
const secrets: Readonly<Record<string, RegExp>> = {
  "a token": /eyJ[\w-]{10,}\.[\w-]{10,}/,
  "a presigned URL": /\.sagemaker\.aws\/auth\?token=(?!…)/,
  "a secret key or session token": /SecretAccessKey|SessionToken|x-amz-security-token/i,
  "a bearer header": /Bearer [\w-]{8,}/,
};

describe("A whole run", () => {
  it("writes no token, presigned URL, password or secret key into any log", async () => {
    const project = withSimulators(shippedProject);
    const model = await startSampleModel();
    const estate = await Estate.found(project, model.url);
    const written: string[] = [];
    try {
      const stacks = [];
      for (const stack of project.stacks) {
        stacks.push(await estate.up(stack));
      }
      const stage = new Stage(project, estate, samplePayloads);
      const played = [];
      for (const scenario of scenarios) {
        played.push({ ...scenario, ...(await scenario.play(stage)), isPlayable: true, ms: 0 });
      }
      const { members } = await stage.studio();
      written.push(
        ...estate.aws.lambda.logs.map(({ text }) => text),
        ...estate.aws.apiGateway.accessLogs,
        ...estate.aws.apiGateway.executionLogs,
        ...estate.aws.world.trail.since(0).map((event) => JSON.stringify(event)),
        ...played.map((one) => detailLines(one)),
        toJson([{ environment: "shared", stacks, scenarios: played }]),
        ...stacks.map(({ outputs }) => JSON.stringify(outputs)),
      );
      await stage.close();

      for (const { password } of members) {
        expect(written.filter((line) => line.includes(password))).to.deep.equal([]);
      }
    } finally {
      await estate.close();
      await model.close();
    }

    expect(written.length).to.be.above(60);
    for (const [what, form] of Object.entries(secrets)) {
      expect(
        written.filter((line) => form.test(line)),
        what,
      ).to.deep.equal([]);
    }
  });
});
