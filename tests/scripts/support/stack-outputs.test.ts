import { chmodSync } from "node:fs";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import * as v from "valibot";
import { installCli, pinnedVersion } from "../../../scripts/support/pulumi-cli";
import { checkStackOutputs, nameInAws, readStackOutputs } from "../../../scripts/support/stack-outputs";
import { setEnvironment } from "../../functions/support/environment";
import { Folder, refusalOf } from "./files";

/** Answers what the Automation API asks the Pulumi CLI for, in the way that it does itself. */
const pulumi = `#!${process.execPath}
const asked = process.argv.slice(2).join(" ");
if (asked === "version") {
  console.log("v3.255.0");
} else if (/^stack output --json --show-secrets --stack shared\\b/.test(asked)) {
  console.log('{"apiUrl":"https://x/","lobs":[{"name":"lob-a"}],"token":"in clear"}');
} else if (/^stack output --json --stack shared\\b/.test(asked)) {
  console.log('{"apiUrl":"https://x/","lobs":[{"name":"lob-a"}],"token":"[secret]"}');
} else {
  console.error(/--stack nowhere/.test(asked) ? "error: no stack named 'nowhere' found" : "warning: old\\nerror: please log in");
  process.exitCode = 255;
}
`;

describe("scripts/support/stack-outputs", () => {
  const folder = new Folder();
  let putBack = () => {};
  before(() => {
    chmodSync(folder.write("pulumi", pulumi), 0o755);
    putBack = setEnvironment({ PATH: `${folder.path}:${process.env.PATH}` });
    folder.write("Pulumi.yaml", "name: project\nruntime: nodejs\n");
  });
  after(() => {
    putBack();
    folder.remove();
  });

  it("reads a stack's outputs, secret ones in clear", async () => {
    const outputs = { apiUrl: "https://x/", lobs: [{ name: "lob-a" }], token: "in clear" };
    expect(await readStackOutputs("shared", folder.path)).to.deep.equal(outputs);
    expect(await readStackOutputs("shared", folder.path, { command: await PulumiCommand.get() })).to.deep.equal(
      outputs,
    );
  });

  for (const { title, read, says } of [
    {
      title: "a stack that doesn't exist",
      read: () => readStackOutputs("nowhere", folder.path),
      says: "stack nowhere: 1 mistake, nothing was changed\n  it doesn't exist: create it and bring it up, npx pulumi stack init nowhere && npx pulumi up --stack nowhere",
    },
    {
      title: "a CLI that can't say",
      read: () => readStackOutputs("other", folder.path),
      says: "stack other: 1 mistake, nothing was changed\n  its outputs can't be read by the Pulumi CLI: please log in; log in where it is kept, npx pulumi login",
    },
  ]) {
    it(`refuses ${title}`, async () => {
      expect(await refusalOf(read)).to.equal(says);
    });
  }

  it("reports a missing CLI", async () => {
    const undo = setEnvironment({ PATH: "" });
    const reason = await refusalOf(() => readStackOutputs("shared", folder.path)).finally(undo);
    expect(reason).to.equal(
      `stack shared: 1 mistake, nothing was changed\n  its outputs can't be read, since there is no Pulumi CLI ${pinnedVersion} (spawn pulumi ENOENT): ${installCli()}`,
    );
  });

  it("takes what a command needs, and reports what is missing or something else", async () => {
    const schema = v.object({ apiUrl: nameInAws("the shared stack"), apiId: nameInAws("the shared stack") });
    expect(checkStackOutputs("shared", schema, { apiUrl: "u", apiId: "i", more: 1 })).to.deep.equal({
      apiUrl: "u",
      apiId: "i",
    });
    expect(await refusalOf(() => checkStackOutputs("shared", schema, { apiUrl: "u" }))).to.equal(
      "stack shared: 1 mistake, nothing was changed\n  apiId missing from its outputs: bring it up first, npx pulumi up --stack shared",
    );
    expect(await refusalOf(() => checkStackOutputs("shared", schema, { apiUrl: "u", apiId: 1 }))).to.equal(
      "stack shared: 1 mistake, nothing was changed\n  apiId is 1: a name in AWS, as the shared stack's outputs hold it; bring that stack up again",
    );
  });
});
