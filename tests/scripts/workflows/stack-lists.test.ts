import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { runNode } from "../../../local/support/run-node";
import { stackLists } from "../../../scripts/workflows/stack-lists";
import { withFolder } from "../../local/support/project";

const project = path.resolve(__dirname, "../../..");

/** The shipped project's files with others beside them or in their place. */
function filesWith(more: Readonly<Record<string, string>>): Record<string, string> {
  const shipped = readdirSync(project)
    .filter((name) => /^(Pulumi.*\.yaml|package\.json)$/.test(name))
    .map((name) => [name, readFileSync(path.join(project, name), "utf8")] as const);
  return { ...Object.fromEntries(shipped), ...more };
}

const lobC = `config:
  sagemaker-multi-account:role: child
  sagemaker-multi-account:account: "555555555555"
  sagemaker-multi-account:sharedStack: shared
  sagemaker-multi-account:vpcCidr: 10.102.0.0/16
`;

describe("The stacks that workflows run through", () => {
  it("are a new one as well, as soon as its file is there", () => {
    const lists = withFolder(filesWith({ "Pulumi.lob-c.yaml": lobC }), stackLists);
    expect(lists.split("\n")[2]).to.equal(
      'child=[{"name":"child","account":"333333333333","region":"eu-west-1"},{"name":"lob-b","account":"444444444444","region":"eu-west-1"},{"name":"lob-c","account":"555555555555","region":"eu-west-1"}]',
    );
  });

  it("are an empty list for a role that no stack has, which a job asks for", () => {
    const parentless = lobC
      .replace("  sagemaker-multi-account:sharedStack: shared\n", "")
      .replace(/ .*vpcCidr.*\n/, "");
    const only = { "Pulumi.lob-c.yaml": parentless, "Pulumi.yaml": "", "package.json": "" };
    const { "Pulumi.yaml": schema = "", "package.json": manifest = "" } = filesWith({});
    const lists = withFolder({ ...only, "Pulumi.yaml": schema, "package.json": manifest }, stackLists);
    expect(lists.split("\n").slice(0, 2)).to.deep.equal(["shared=[]", "parent=[]"]);
  });

  it("are the children of each environment apart from others', and no environment without children", () => {
    const dev = lobC.replace("sharedStack: shared", "sharedStack: dev-shared");
    const hub = `config:
  sagemaker-multi-account:role: shared
  sagemaker-multi-account:account: "666666666666"
  sagemaker-multi-account:organizationArn: arn:aws:organizations::111111111111:organization/o-exampleorg1
  sagemaker-multi-account:corporateCidrs: [192.168.10.0/24]
  sagemaker-multi-account:lobs: [{ name: dev-lob, account: "555555555555" }]
`;
    const parent = readFileSync(path.join(project, "Pulumi.parent.yaml"), "utf8")
      .replace("222222222222", "777777777777")
      .replace(/^.*sharedStack.*$/m, "")
      .replace("config:", "config:\n  sagemaker-multi-account:role: parent");
    const files = filesWith({
      "Pulumi.dev-shared.yaml": hub,
      "Pulumi.dev-lob.yaml": dev,
      "Pulumi.other-parent.yaml": parent,
    });
    expect(withFolder(files, stackLists)).to.include(
      'environments=[{"name":"dev-shared","children":"dev-lob"},{"name":"shared","children":"child lob-b"}]\ncount=7\n',
    );
  });

  it("are none if a file is wrong, with every mistake reported", () => {
    const wrong = {
      "Pulumi.lob-c.yaml": lobC.replace("10.102.0.0", "10.101.0.0").replace("555555555555", "444444444444"),
    };
    expect(() => withFolder(filesWith(wrong), stackLists)).to.throw(
      /^5 mistakes in the project's files, nothing was changed\n( {2}Pulumi\.lob-b\.yaml:\d: .*\n){2} {2}Pulumi\.lob-c\.yaml:3: account is "444444444444", which stack lob-b has too: .*\n {2}Pulumi\.lob-c\.yaml:5: vpcCidr is "10\.101\.0\.0\/16", which overlaps .*\n {2}Pulumi\.lob-c\.yaml: lob is .*$/,
    );
  });

  it("are printed by the command that the workflows run", async () => {
    const { code, stdout, stderr } = await runNode(["--require", "tsx/cjs", "scripts/stack-lists.ts"], project);
    expect({ code, stdout, stderr }).to.deep.equal({ code: 0, stdout: stackLists(project), stderr: "" });
  });
});
