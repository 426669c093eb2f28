import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { runNode } from "../../local/support/run-node";
import { check } from "../../local/verify/options";
import { runVerify } from "../../local/verify/run";
import { runLight } from "../support/run-command";
import { type Changes, copyShipped, ofProject } from "./support/typed-start";

const root = path.resolve(__dirname, "../..");

/** Does what `npm run verify -- …` does in a folder, in this process. */
async function verifyIn(folder: string, against?: string): Promise<{ readonly code: number; readonly stdout: string }> {
  let stdout = "";
  const chosen = await check(folder, { out: path.join(folder, "out"), ...(against !== undefined && { against }) });
  const write = (text: string) => {
    stdout += text;
  };
  const isAsDeclared = await runVerify(chosen, { write });
  return { code: isAsDeclared ? 0 : 1, stdout };
}

const everywhere = "from hub shared, LOB child, LOB lob-b and internet";

describe("npm run verify --", () => {
  let folder: string;

  /** A copy of the project's files, some of them changed. */
  function projectWith(name: string, changes: Changes = {}): string {
    const copy = path.join(folder, name);
    mkdirSync(copy);
    copyShipped(copy, changes);
    return copy;
  }

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "verify-test-"));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it("writes three reports, says that all is as declared, and exits 0; later runs say what changed", async () => {
    const shipped = projectWith("shipped");
    // The one that runs as a person runs it.
    const first = await runNode(
      ["--require", path.join(root, "local/tsx.cjs"), path.join(root, "local/verify.ts")],
      shipped,
    );

    expect(first).to.deep.include({ code: 0, stderr: "" });
    expect(first.stdout.split("\n").slice(0, 3)).to.deep.equal([
      "4 stacks on the local AWS, from their own resources; nothing leaves this machine",
      "  284 accesses are allowed and 28,065 are refused, as access.yaml declares.",
      "  44 of 191 kinds of connection succeed.",
    ]);
    expect(readFileSync(path.join(root, "docs/verify.md"), "utf8")).to.include(first.stdout);
    expect(first.stdout).to.include(
      "\n  Costs are by AWS's prices of 2026-11 in us-east-1; for yours, change local/verify/cost/prices.json.\n",
    );
    expect(first.stdout).to.include("\nWritten: out/verify.md, out/verify.html, out/verify.json\n");
    expect(readdirSync(path.join(shipped, "out")).sort()).to.deep.equal(["verify.html", "verify.json", "verify.md"]);

    const trusting = projectWith("trusting", {
      "Pulumi.parent.yaml": (text) =>
        text.replace('    - "333333333333"\n', '    - "333333333333"\n    - "444444444444"\n'),
    });
    const second = await verifyIn(trusting, path.join(shipped, "out/verify.json"));

    expect(second.code).to.equal(0);
    const [, changes = ""] = second.stdout.split("What changes in access:\n");
    expect(changes.split("\nWritten: ")[0]?.split("\n")).to.deep.equal([
      `  now allowed: SageMakerInvoker-lob-b of lob-b may assume SageMakerExternal of parent, with its ExternalId, ${everywhere}`,
      `  now allowed: a role named like SageMakerInvoker-* of lob-b may assume SageMakerExternal of parent, with its ExternalId, ${everywhere}`,
    ]);
    expect(readFileSync(path.join(trusting, "out/verify.md"), "utf8")).to.include(
      `- **now allowed**: SageMakerInvoker-lob-b of lob-b may assume SageMakerExternal of parent, with its ExternalId, ${everywhere}\n`,
    );
  });

  it("names what nobody declared, with what decides it, and exits 1", async () => {
    const wide = projectWith("wide", {
      "Pulumi.parent.yaml": (text) => text.replace(/children:\n {4}- "333333333333"/, "children: organization"),
    });
    const { code, stdout } = await verifyIn(wide);

    expect(code).to.equal(1);
    expect(stdout).to.include("and not all as access.yaml declares.\n");
    expect(stdout).to.include(
      `\n  not declared: a role named like SageMakerInvoker-* of another account of the organization may assume SageMakerExternal of parent, with its ExternalId, ${everywhere} (policy SageMakerInvoker-lookalike of SageMakerInvoker-lookalike and the trust policy of SageMakerExternal)\n`,
    );
    expect(stdout).to.include("\n  Undo the change, or declare it in access.yaml if it is intended.\n");
  });

  it("names accounts that could attach a network because the hub shares with its organization, and exits 1", async () => {
    const wide = projectWith("wide-share", {
      "Pulumi.shared.yaml": (text) =>
        `${text}  sagemaker-multi-account:shareWith:\n    - arn:aws:organizations::111111111111:organization/o-exampleorg1\n`,
    });
    const { code, stdout } = await verifyIn(wide);

    expect(code).to.equal(1);
    for (const who of ["parent", "another account of the organization"]) {
      expect(stdout).to.include(
        `\n  not declared: administrator of ${who} may attach a network of any CIDR block to the transit gateway of shared, from internet (the hub's share is for arn:aws:organizations::111111111111:organization/o-exampleorg1)\n`,
      );
    }
  });

  it("names what is declared and refused, and what isn't there, and exits 1", async () => {
    const other = projectWith("other", {
      "access.yaml": (text) =>
        `${text}  - {who: nobody at all, may: do anything, from: internet, because: of a slip}\n  - {who: "StudioAuthorizer-{hub} of {hub}", may: "read items of table studio-users-{hub}", from: internet, because: of a wish}\n  - {who: anything there, may: look up names outside AWS, from: LOB lob-z, because: of a trial}\n`,
    });
    const { code, stdout } = await verifyIn(other);

    expect(code).to.equal(1);
    expect(stdout).to.match(
      /\n {2}declared by access\[\d+\], but refused: StudioAuthorizer-shared of shared may read items of table studio-users-shared, from internet \(the policies of StudioAuthorizer-shared: none names dynamodb:GetItem\)\n/,
    );
    expect(stdout).to.match(
      /\n {2}declared by access\[\d+\], but this estate doesn't have it: nobody at all may do anything, from internet\n/,
    );
    expect(stdout).to.match(
      /\n {2}declared by access\[\d+\], but this estate doesn't have it: anything there may look up names outside AWS, from LOB lob-z\n/,
    );
  });

  it("names a LOB that may look up anybody's names, until access.yaml declares it of this one", async () => {
    const file = "Pulumi.lob-b.yaml";
    const alert = (text: string) => `${text}  sagemaker-multi-account:dnsFirewall: alert\n`;
    const found = await verifyIn(projectWith("alerting", { [file]: alert }));

    expect(found.code).to.equal(1);
    expect(found.stdout).to.match(
      /\n {2}not declared: anything there may look up names outside AWS, from LOB lob-b \(dns firewall of \S+ of lob-b: rule everything-else of \S+ of lob-b \(studio-lob-b\) reports data\.tunnel\.example\.com; name data\.tunnel\.example\.com: public DNS answers 203\.0\.113\.253\)\n/,
    );

    const declared = (text: string) =>
      `${text}  - {who: anything there, may: look up names outside AWS, from: LOB lob-b, because: of a trial}\n`;
    const meant = await verifyIn(projectWith("meant", { [file]: alert, "access.yaml": declared }));
    expect(meant.code).to.equal(0);
  });

  const mistakes: readonly {
    readonly what: string;
    readonly access?: string;
    readonly options?: readonly string[];
    readonly says: string;
  }[] = [
    {
      what: "an access file that is no YAML",
      access: "access: [",
      says: "1 mistake in the project's files, nothing was changed\n  access.yaml:1: the file is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]\n",
    },
    {
      what: "lines that lack something",
      access:
        "access:\n  - {who: somebody, may: [], from: internet, because: of that}\n  - {who: somebody, from: internet, because: of that}\n  - {who: somebody, may: act, from: internet, because: of that, until: now}\n",
      says: "3 mistakes in the project's files, nothing was changed\n  access.yaml:2: access[0].may is empty: list at least one\n  access.yaml:3: access[1].may is missing: an access has who, may, from and because\n  access.yaml:4: access[2].until isn't known: an access has who, may, from and because\n",
    },
    {
      what: "variables and places that there aren't",
      access: 'access:\n  - {who: "{somebody}", may: "act", from: the moon, because: of that}\n',
      says: "2 mistakes in the project's files, nothing was changed\n  access.yaml:2: access[0] has the variable {somebody}: the variables are hub, hub with private sign-in, hub with its authorizer in the VPC, hub with flow logs, further endpoint, parent, parent with a hub, parent without a hub, streaming parent with a hub, streaming parent without a hub, endpoint, model, model with an image of the account, child, child whose Studio is trusted, streaming child, trusted child, trusted streaming child, LOB, LOB in an organization, LOB with parent-models, LOB that calls its parent, LOB with ecr, LOB with registry, LOB with code-editor, LOB with models, LOB with jobs, LOB with flow logs, LOB's name, execution role, profile, user\n  access.yaml:2: access[0].from is \"the moon\": the places are internet, another network, on-premises, the hub, the LOB, every hub, every LOB, its LOBs, AWS itself, or one by its name, such as LOB lob-b\n",
    },
    {
      what: "an earlier report that isn't there",
      options: ["--against", "none.json"],
      says: '--against is "none.json", which can\'t be read: give the verify.json that an earlier npm run verify wrote\n',
    },
  ];

  for (const [index, { what, access, options = [], says }] of mistakes.entries()) {
    it(`refuses ${what} in a sentence, and writes nothing`, async () => {
      const copy = projectWith(`mistake-${index}`, access === undefined ? {} : { "access.yaml": () => access });
      const { code, stdout, stderr } = await runLight("local/verify.ts", options, copy);

      expect({ code, stdout, stderr }).to.deep.equal({ code: 1, stdout: "", stderr: says });
      expect(readdirSync(copy).filter((file) => !ofProject.test(file))).to.deep.equal([]);
    });
  }
});
