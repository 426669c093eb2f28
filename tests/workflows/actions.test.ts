import { existsSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { runStep } from "./support/run-step";
import { actionFiles, expression, readAction, type Step } from "./support/workflow-files";

const folder = path.resolve(__dirname, "../..");

function stepsOf(action: string): readonly Step[] {
  return actionFiles
    .filter(({ name }) => name === `actions/${action}/action.yml`)
    .flatMap((file) => readAction(file).steps);
}

describe("The action that previews one stack", () => {
  const [npm, credentials, pulumi] = stepsOf("pulumi").slice(1);

  it("installs packages before there are credentials, and without their scripts", () => {
    expect(npm?.run).to.equal("npm ci --ignore-scripts");
    expect(credentials?.uses).to.match(/^aws-actions\/configure-aws-credentials@/);
    expect(pulumi?.uses).to.match(/^pulumi\/actions@/);
  });

  it("takes credentials of the stack's own account by OIDC, and refuses any other's", () => {
    expect(credentials?.with).to.deep.equal({
      "role-to-assume": `arn:aws:iam::${expression("inputs.account")}:role/SageMakerMultiAccountPreview`,
      "allowed-account-ids": expression("inputs.account"),
      "aws-region": expression("inputs.region"),
      "role-session-name": `preview-${expression("inputs.stack")}-${expression("github.run_id")}`,
    });
  });

  it("never makes a stack, asks the policy pack, and keeps one comment for each stack", () => {
    expect(pulumi?.with).to.deep.equal({
      command: "preview",
      "stack-name": expression(
        "inputs.organization != '' && format('{0}/{1}', inputs.organization, inputs.stack) || inputs.stack",
      ),
      "cloud-url": expression("inputs.backend"),
      "pulumi-version": expression("inputs.cli"),
      policyPacks: "policy",
      diff: true,
      "comment-on-pr": true,
      "edit-pr-comment": true,
      "comment-on-summary": true,
    });
    expect(existsSync(path.join(folder, "policy", "PulumiPolicy.yaml"))).to.equal(true);
  });

  it("gives the secrets only to Pulumi", () => {
    expect([npm?.env, credentials?.env, Object.keys(pulumi?.env ?? {})]).to.deep.equal([
      {},
      {},
      ["PULUMI_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE"],
    ]);
  });
});

describe("The action that runs npm run deploy", () => {
  const [npm, profiles, run, logs] = stepsOf("deploy").slice(1);

  it("installs packages without their scripts, and gives each stack a profile of its own account's role", () => {
    expect(npm?.run).to.equal("npm ci --ignore-scripts");
    expect(profiles?.run).to.equal(
      'node --require tsx/cjs scripts/github-profiles.ts "$ROLE" "$GITHUB_WORKFLOW-$GITHUB_RUN_ID" >> "$GITHUB_ENV"',
    );
    expect(profiles?.env).to.deep.equal({ ROLE: expression("inputs.role") });
  });

  it("gives the secrets only to npm run deploy", () => {
    expect([npm?.env, Object.keys(run?.env ?? {})]).to.deep.equal([
      {},
      ["OPTIONS", "ORGANIZATION", "PULUMI_BACKEND_URL", "PULUMI_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE"],
    ]);
  });

  const ran = (environment: Readonly<Record<string, string>>, npmDoes: string) =>
    runStep(run ?? { with: {}, env: {} }, {
      environment,
      files: { "out/aws-config": "" },
      programs: { npx: "", npm: npmDoes, timeout: 'shift 2; "$@"' },
    });

  it("runs it with the options as they are, ends it as Ctrl-C does before GitHub would, and keeps what it prints", async () => {
    const ended = await ran(
      { OPTIONS: "--yes --stack child o* $(ls)", ORGANIZATION: "" },
      "echo printed; echo warned >&2",
    );
    const words = ["npm", "run", "--silent", "deploy", "--", "--yes", "--stack", "child", "o*", "$(ls)"];
    expect(ended.calls).to.deep.equal([
      ["npx", "pulumi", "version"],
      ["timeout", "--signal=INT", "5h", ...words],
      words,
    ]);
    expect([ended.code, ended.stdout, ended.file("out/deploy.txt")]).to.deep.equal([0, "printed\n", "printed\n"]);
  });

  it("fails when it does, and chooses the organization where there is one", async () => {
    const ended = await ran({ OPTIONS: "--preview", ORGANIZATION: "acme" }, "exit 1");
    expect(ended.code).to.equal(1);
    expect(ended.calls[1]).to.deep.equal(["npx", "pulumi", "org", "set-default", "acme"]);
  });

  it("keeps the whole logs of what failed", () => {
    expect([logs?.if, logs?.with.path]).to.deep.equal([expression("failure()"), "out/deploy"]);
  });
});
