import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { writeProject, writeStack } from "../../../../local/deploy/engine/stack-settings";
import { withFolder } from "../../support/project";

const projectFile = path.resolve(__dirname, "../../../../Pulumi.yaml");

describe("the files that the engine's CLI reads", () => {
  it("are the project's own, without the program, which runs in this process", () => {
    withFolder({}, (folder) => {
      writeProject(folder, projectFile);
      const { main, runtime, ...written } = parse(readFileSync(path.join(folder, "Pulumi.yaml"), "utf8"));
      const { main: _, runtime: __, ...own } = parse(readFileSync(projectFile, "utf8"));
      expect(written).to.deep.equal(own);
      expect([main, runtime]).to.deep.equal([undefined, "nodejs"]);
    });
  });

  it("have lists, maps, flags and numbers as such, and texts as they are", () => {
    const texts = {
      account: "111122223333",
      lobs: '[{"name":"lob-a","account":"333333333333"}]',
      children: "organization",
      tags: '{"team":"a"}',
      flowLogs: "true",
      logRetentionDays: "30",
      alarmTopicArn: "",
    };
    withFolder({}, (folder) => {
      writeStack(folder, "p", { name: "shared", texts });
      expect(parse(readFileSync(path.join(folder, "Pulumi.shared.yaml"), "utf8"))).to.deep.equal({
        config: {
          "p:account": "111122223333",
          "p:lobs": [{ name: "lob-a", account: "333333333333" }],
          "p:children": "organization",
          "p:tags": { team: "a" },
          "p:flowLogs": true,
          "p:logRetentionDays": 30,
        },
      });
    });
  });

  it("keep the salt of a stack's secrets when its config changes", () => {
    withFolder({ "Pulumi.s.yaml": "encryptionsalt: v1:abc\nconfig:\n  p:account: old\n" }, (folder) => {
      writeStack(folder, "p", { name: "s", texts: { account: "new" } });
      expect(parse(readFileSync(path.join(folder, "Pulumi.s.yaml"), "utf8"))).to.deep.equal({
        encryptionsalt: "v1:abc",
        config: { "p:account": "new" },
      });
    });
  });

  it("take the salt of another stack's secrets for a new one", () => {
    withFolder(
      { "Pulumi.yaml": "name: p\n", "Pulumi.first.yaml": "encryptionsalt: v1:abc\nconfig: {}\n" },
      (folder) => {
        writeStack(folder, "p", { name: "second", texts: { account: "new" } });
        expect(parse(readFileSync(path.join(folder, "Pulumi.second.yaml"), "utf8"))).to.deep.equal({
          encryptionsalt: "v1:abc",
          config: { "p:account": "new" },
        });
      },
    );
  });
});
