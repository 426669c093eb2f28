import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import * as v from "valibot";
import { specsIn } from "./specs";

const root = path.resolve(__dirname, "../..");
const config = v.object({ default: v.object({ mutate: v.array(v.string()) }) });

describe("what npm run mutation changes", () => {
  it("takes in every file of infra/network that needs no Pulumi", async () => {
    const { mutate } = v.parse(config, await import(pathToFileURL(path.join(root, "stryker.config.mjs")).href)).default;
    const pure = readdirSync(path.join(root, "infra/network"))
      .filter((file) => file.endsWith(".ts"))
      .filter(
        (file) => !/^import (?!type ).*"@pulumi\//m.test(readFileSync(path.join(root, "infra/network", file), "utf8")),
      )
      .map((file) => `infra/network/${file}`);
    expect(mutate.filter((file) => file.startsWith("infra/network/"))).to.deep.equal(pure);
  });

  it("is judged by the specs of infra and functions, but for those about a bundle's size", () => {
    const specs = specsIn(root);
    expect(specs).to.include.members([
      "tests/functions/studio-authorizer/keys.test.ts",
      "tests/infra/access/policies/invoke-trust-policy.test.ts",
    ]);
    expect(specs.filter((spec) => /bundle|document-size/.test(spec))).to.deep.equal([]);
  });
});
