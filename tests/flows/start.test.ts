import { randomBytes } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { Hono } from "hono";
import type { Estate } from "../../local/estate/estate";
import { startSampleModel } from "../../local/model/sample-model";
import { scenarios } from "../../local/scenarios";
import { readPayload } from "../../local/scenarios/payload";
import { type Play, Stage } from "../../local/scenarios/scenario";
import { type HttpServer, listen } from "../../local/support/http-server";
import { type Finished, runNode } from "../../local/support/run-node";
import { setEnvironment } from "../functions/support/environment";
import { shippedProject } from "../local/support/project";
import { allIds } from "../local/support/scenario-ids";
import { runLight } from "../support/run-command";
import { runHere } from "../support/run-here";
import { standing } from "./support/studio-estate";

import cli = require("pulumi/package.json");

const root = path.resolve(__dirname, "../..");

/** Runs what `npm start` runs. */
function start(): Promise<Finished> {
  return runNode(["--require", path.join(root, "local/tsx.cjs"), path.join(root, "local/start.ts")], root);
}

/** The output of `npm start` that README shows, without the dots for what it leaves out. */
function shownInReadme(): string[] {
  const [, block = ""] = /```\n(Local AWS, .*?)\n```/s.exec(readFileSync(path.join(root, "README.md"), "utf8")) ?? [];
  return block.split("\n").filter((line) => line.trim() !== "…");
}

describe("npm start", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "start-test-"));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it("shows stacks and scenarios, without colours or progress where there is no terminal, and exits 0", async () => {
    const { code, stdout, stderr } = await start();
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    expect(stdout).not.to.include("\u001b");
    const lines = stdout.split("\n");
    expect(lines[0]).to.equal("Local AWS, eu-west-1, 4 accounts, nothing leaves this machine");
    expect(
      lines.slice(1, 5).map((line) =>
        line
          .replace(/\d+\.\d s/, "… s")
          .replace(/\d+ resources/, "… resources")
          .replace(/ +/g, " "),
      ),
    ).to.deep.equal([
      " shared 111122223333 … resources … s hub of 2 LOBs",
      " parent 222222222222 … resources … s",
      " child (lob-a) 333333333333 … resources … s trusted",
      " lob-b 444444444444 … resources … s not in the list of parent",
    ]);
    expect(lines[5]).to.equal(
      "  warning of lob-b: account 444444444444 is not among the children of stack parent: its calls will be refused; add it there and run npx pulumi up --stack parent (on purpose: lob-b is shipped to show a LOB that is refused)",
    );
    expect(lines.filter((line) => /^ {2}(ok|FAIL)/.test(line))).to.deep.equal(allIds.map((id) => `  ok    ${id}`));
    expect(lines.filter((line) => /^\w/.test(line)).slice(1, 4)).to.deep.equal([
      "Cross-account inference",
      "Private Studio",
      "Network",
    ]);
    expect(stdout).to.match(/^24 of 24 scenarios as expected in \d+\.\d s\.$/m);
    // README shows lines of it, in this order.
    const withoutTimes = (text: string) => text.replace(/\d+\.\d s/, "… s");
    const printed = lines.map(withoutTimes);
    const shown = shownInReadme().map(withoutTimes);
    expect(shown).to.have.length.greaterThan(20);
    let from = 0;
    for (const line of shown) {
      const at = printed.indexOf(line, from);
      expect(at, line).to.be.at.least(from);
      from = at + 1;
    }
  });

  it("prints with --json one document of the promised form and nothing else; it sends a payload to one's own model unchanged and writes its answer unchanged, binary included", async () => {
    const received: { body: Buffer; contentType: string | undefined }[] = [];
    const answer = randomBytes(70_000);
    const app = new Hono();
    app.get("/ping", (context) => context.body(null, 200));
    app.post("/invocations", async (context) => {
      received.push({
        body: Buffer.from(await context.req.arrayBuffer()),
        contentType: context.req.header("content-type"),
      });
      return context.body(new Uint8Array(answer), 200, { "content-type": "image/png" });
    });
    const server = await listen(app.fetch);
    const payload = randomBytes(50_000);
    const [payloadFile, answerFile] = [path.join(folder, "payload.bin"), path.join(folder, "answer.bin")];
    writeFileSync(payloadFile, payload);
    try {
      const { code, stdout, stderr } = await runHere(
        "local/start.ts",
        "--json",
        ...["--model", server.url.origin],
        ...["--payload", `@${payloadFile}`, "--content-type", "image/jpeg", "--output", answerFile],
      );
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
      const document = JSON.parse(stdout);
      expect(Object.keys(document)).to.deep.equal(["stacks", "scenarios"]);
      for (const stack of document.stacks) {
        expect(stack).to.have.all.keys(
          ...["name", "environment", "role", "account", "region", "resources", "madeUp", "warnings", "ms"],
        );
      }
      for (const scenario of document.scenarios) {
        expect(scenario).to.have.all.keys("id", "environment", "ok", "outcome", "expected", "actual", "ms");
        expect(scenario).to.include({ environment: "shared", ok: true, outcome: "ok" });
      }
      const names = document.stacks.map(({ name }: { name: string }) => name);
      expect(names).to.deep.equal(["shared", "parent", "child", "lob-b"]);
      expect(document.scenarios.map(({ id }: { id: string }) => id)).to.deep.equal(allIds);
      expect(document.scenarios[0].actual).to.match(/^200 image\/png, 70000 bytes, sha256 [0-9a-f]{64}(;|$)/);
      expect(readFileSync(answerFile).equals(answer)).to.equal(true);
      expect(received.length).to.be.greaterThan(0);
      expect(received.every(({ body, contentType }) => body.equals(payload) && contentType === "image/jpeg")).to.equal(
        true,
      );
    } finally {
      await server.close();
    }
  });

  it("names what is missing from a project without stacks, with exit code 1 and nothing half done", async () => {
    const empty = path.join(folder, "empty");
    mkdirSync(empty);
    copyFileSync(path.join(root, "Pulumi.yaml"), path.join(empty, "Pulumi.yaml"));
    expect(await runLight("local/start.ts", [], empty)).to.deep.equal({
      code: 1,
      stdout: "",
      stderr:
        "no stack of this project has the role parent or shared, so there is nothing to play: add a Pulumi.<stack>.yaml with role: parent, or set the role of one\n",
    });
  });

  it("names every mistake of every stack's file, with exit code 1 and nothing half done", async () => {
    copyFileSync(path.join(root, "Pulumi.yaml"), path.join(folder, "Pulumi.yaml"));
    const config = (keys: readonly string[]) =>
      ["config:", ...keys.map((key) => `  sagemaker-multi-account:${key}`)].join("\n");
    writeFileSync(path.join(folder, "Pulumi.parent.yaml"), config(['account: "22222222222"', "region: eu-west-9"]));
    writeFileSync(path.join(folder, "Pulumi.child.yaml"), config(['account: "333333333333"', "role: kid"]));
    expect(await runLight("local/start.ts", [], folder)).to.deep.equal({
      code: 1,
      stdout: "",
      stderr: [
        "5 mistakes in the project's files, nothing was changed",
        '  Pulumi.child.yaml:3: role is "kid": a stack\'s role is one of shared, parent, child',
        '  Pulumi.parent.yaml:2: account is "22222222222": an account id has 12 digits, and this has 11',
        '  Pulumi.parent.yaml:3: region is "eu-west-9": AWS has no region eu-west-9; did you mean eu-west-1, eu-west-2 or eu-west-3?',
        "  Pulumi.parent.yaml: children is empty: nobody could invoke; list account ids in quotes, or write organization to trust every account of organizationArn",
        "  Pulumi.parent.yaml: endpoints is empty: there would be nothing to invoke; list endpoint names, or write all",
        "",
      ].join("\n"),
    });
  });

  it("answers --engine without a CLI with one sentence, exit code 1 and nothing half done", async () => {
    const home = path.join(folder, "no-pulumi");
    const bin = path.join(home, "versions", cli.version, "bin");
    const putBack = setEnvironment({ PULUMI_HOME: home, PATH: "" });
    const finished = await runLight("local/start.ts", ["--engine"]).finally(putBack);
    expect(finished).to.deep.equal({
      code: 1,
      stdout: "",
      stderr: `--engine needs the Pulumi CLI ${cli.version}, which is neither in ${bin} nor on PATH: run npx pulumi version once, which downloads it to that folder; without a download, copy it to either place; or omit --engine\n`,
    });
  });
});

/** What needs no process of its own: one estate, with payloads as the options give them. */
describe("The scenarios of npm start", () => {
  let model: HttpServer;
  let estate: Estate;

  before(async () => {
    model = await startSampleModel();
    estate = await standing(shippedProject, model.url);
  });

  after(() => estate.close().finally(() => model.close()));

  function play(id: string, payload: string): Promise<Play> {
    const [scenario] = scenarios.filter((candidate) => candidate.id === id);
    if (scenario === undefined) {
      throw new Error(`there is no scenario ${id}`);
    }
    return scenario.play(new Stage(shippedProject, estate, [readPayload(payload, "application/json")]));
  }

  it("report that IAM allows the call after one step, even if the model refuses the payload", async () => {
    const { ok, notes } = await play("invoke-denied-other-endpoint", "5");
    expect(ok).to.equal(true);
    expect(notes.join("; ")).to.include(
      "allowed after private-model, which is made up, was added to endpoints of stack parent",
    );
  });

  it("give two flowers two species", async () => {
    const species = async (payload: string) =>
      /"species":"(\w+)"/.exec((await play("invoke-allowed", payload)).actual)?.[1];
    expect(await species('{"sepalLength":5.1,"sepalWidth":3.5,"petalLength":1.4,"petalWidth":0.2}')).to.equal("setosa");
    expect(await species('{"sepalLength":6,"sepalWidth":2.9,"petalLength":4.5,"petalWidth":1.5}')).to.equal(
      "versicolor",
    );
  });
});
