import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import * as ours from "../../infra";
import { evaluate, only } from "../support/evaluate";

const root = path.resolve(__dirname, "../..");

/** What npm installs of this project: as a git dependency a copy, as a workspace or by `file:` a link. */
const installed = {
  "a copy": (place: string) => {
    for (const part of ["package.json", "infra", "common", "functions"]) {
      cpSync(path.join(root, part), path.join(place, part), { recursive: true });
    }
    symlinkSync(path.join(root, "node_modules"), path.join(place, "node_modules"));
  },
  "a link": (place: string) => symlinkSync(root, place),
};

describe("The components, in another program", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "program-"));
    mkdirSync(path.join(folder, "node_modules"));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  for (const [what, install] of Object.entries(installed)) {
    it(`come by the package's name, where it is ${what}, with the functions that they bundle`, async () => {
      install(path.join(folder, "node_modules/sagemaker-multi-account"));
      const theirs: typeof ours = createRequire(path.join(folder, "index.js"))("sagemaker-multi-account");
      expect(Object.keys(theirs)).to.have.members(Object.keys(ours));
      const resources = await evaluate(() => {
        new theirs.EndpointInvoker("invoker", {
          account: "333333333333",
          region: "eu-west-1",
          suffix: "child",
          roleArn: "arn:aws:iam::222222222222:role/SageMakerExternal",
          externalId: "222222222222",
          endpointRegion: "eu-west-1",
          endpoints: ["iris"],
        });
      });
      expect(only(resources, "aws:lambda/function:Function").inputs.name).to.equal("invoke-endpoint-child");
    });
  }
});
