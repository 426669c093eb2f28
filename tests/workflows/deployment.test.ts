import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import * as v from "valibot";
import { stackLists } from "../../scripts/workflows/stack-lists";
import { readProject } from "../../stacks/project/project-files";
import { actionFiles, expression, type Job, readAction, type Workflow, workflowCalled } from "./support/workflow-files";

const folder = path.resolve(__dirname, "../..");
const { stacks } = readProject(folder);

/** The lists as a job after `stacks` has them. */
const lists = Object.fromEntries(
  stackLists(folder)
    .trim()
    .split("\n")
    .map((line) => line.split(/=(.*)/s).slice(0, 2))
    .map(([key = "", value = ""]) => [key, value]),
);

const roles = ["shared", "parent", "child"] as const;

function jobOf({ jobs }: Workflow, id: string): Job {
  const job = jobs[id];
  if (job === undefined) {
    throw new Error(`there is no job ${id}`);
  }
  return job;
}

/** The step that runs Pulumi, which every job of a role has once, as its last. */
function pulumiStep(job: Job) {
  expect(job.steps.map(({ uses }) => uses)).to.deep.equal(["actions/checkout@v5", "./.github/actions/pulumi"]);
  return job.steps[1]?.with ?? {};
}

describe("What the workflows run through", () => {
  it("is every stack that has a file, each once, with its own file's account and region", () => {
    const items = v.array(v.object({ name: v.string(), account: v.string(), region: v.string() }));
    const listed = roles.flatMap((role) => v.parse(items, JSON.parse(lists[role] ?? "")));
    expect(listed).to.deep.equal(stacks.map(({ name, config: { account, region } }) => ({ name, account, region })));
    expect(listed.map(({ name }) => `Pulumi.${name}.yaml`)).to.have.members(
      readdirSync(folder).filter((file) => /^Pulumi\..+\.yaml$/.test(file)),
    );
  });

  it("is in lines that a step's output takes", () => {
    expect(
      stackLists(folder)
        .split("\n")
        .map((line) => line.split("=")[0]),
    ).to.deep.equal(["shared", "parent", "child", "cli", ""]);
  });

  it("is run by the version of Pulumi that the project is tested with", () => {
    const { dependencies } = v.parse(
      v.object({ dependencies: v.object({ pulumi: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)) }) }),
      JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")),
    );
    expect(lists.cli).to.equal(dependencies.pulumi);
  });
});

describe("The action that runs Pulumi on one stack", () => {
  const [npm, credentials, pulumi] = actionFiles.flatMap((file) => readAction(file).steps).slice(1);

  it("installs packages before there are credentials, and without their scripts", () => {
    expect(npm?.run).to.equal("npm ci --ignore-scripts");
    expect(credentials?.uses).to.match(/^aws-actions\/configure-aws-credentials@/);
    expect(pulumi?.uses).to.match(/^pulumi\/actions@/);
  });

  it("takes credentials of the stack's own account by OIDC, and refuses any other's", () => {
    expect(credentials?.with).to.deep.equal({
      "role-to-assume": `arn:aws:iam::${expression("inputs.account")}:role/${expression("inputs.role")}`,
      "allowed-account-ids": expression("inputs.account"),
      "aws-region": expression("inputs.region"),
      "role-session-name": `${expression("inputs.command")}-${expression("inputs.stack")}-${expression("github.run_id")}`,
    });
  });

  it("never makes a stack, asks the policy pack, and keeps one comment for each stack", () => {
    expect(pulumi?.with).to.deep.equal({
      command: expression("inputs.command"),
      "stack-name": expression(
        "inputs.organization != '' && format('{0}/{1}', inputs.organization, inputs.stack) || inputs.stack",
      ),
      "cloud-url": expression("inputs.backend"),
      "pulumi-version": expression("inputs.cli"),
      policyPacks: "policy",
      diff: true,
      "comment-on-pr": expression("inputs.command == 'preview'"),
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

const expected = {
  preview: {
    command: "preview",
    role: "SageMakerMultiAccountPreview",
    permissions: { "id-token": "write", contents: "read", "pull-requests": "write" },
    environment: undefined,
    strategy: { "fail-fast": false },
    starts: "github.event.pull_request.head.repo.full_name == github.repository && vars.PULUMI_BACKEND_URL != ''",
    on: { pull_request: { branches: ["main"] } },
    concurrency: { group: `preview-${expression("github.event.pull_request.number")}`, "cancel-in-progress": true },
  },
  deploy: {
    command: "up",
    role: "SageMakerMultiAccountDeploy",
    permissions: { "id-token": "write", contents: "read" },
    environment: "production",
    strategy: { "max-parallel": 1, "fail-fast": true },
    starts: "github.ref == 'refs/heads/main' && vars.PULUMI_BACKEND_URL != ''",
    on: { push: { branches: ["main"] }, workflow_dispatch: null },
    concurrency: { group: "deploy", "cancel-in-progress": false },
  },
} as const;

for (const name of ["preview", "deploy"] as const) {
  const workflow = workflowCalled(name);
  const { command, role, permissions, environment, strategy, starts, on, concurrency } = expected[name];

  describe(`Workflow ${name}`, () => {
    it("starts when it should, without another of its kind", () => {
      expect(workflow.on).to.deep.equal(on);
      expect(workflow.concurrency).to.deep.equal(concurrency);
      expect(Object.keys(workflow.jobs)).to.deep.equal(["stacks", ...roles]);
    });

    it("takes its lists from the stacks' files, and does so for nobody else's code", () => {
      const job = jobOf(workflow, "stacks");
      expect(job.if).to.equal(starts);
      expect(job.permissions).to.deep.equal({ contents: "read" });
      expect(job.steps.at(-1)).to.deep.include({
        id: "lists",
        run: 'node --require tsx/cjs scripts/stack-lists.ts >> "$GITHUB_OUTPUT"',
      });
      expect(job.outputs).to.deep.equal(
        Object.fromEntries([...roles, "cli"].map((key) => [key, expression(`steps.lists.outputs.${key}`)])),
      );
    });

    roles.forEach((stage, index) => {
      it(`runs ${stage} after all that it reads, unless one of these failed`, () => {
        const job = jobOf(workflow, stage);
        expect(job.needs).to.deep.equal(["stacks", ...roles.slice(0, index)]);
        // A role that no stack has is left out, and so is everything where the lists weren't made, as for forks.
        expect(job.if).to.equal(
          expression(
            `!failure() && !cancelled() && needs.stacks.result == 'success' && needs.stacks.outputs.${stage} != '[]'`,
          ),
        );
      });

      it(`runs each ${stage} in its own account, with no more rights than it needs`, () => {
        const job = jobOf(workflow, stage);
        expect(job.strategy).to.deep.equal({
          ...strategy,
          matrix: { stack: expression(`fromJSON(needs.stacks.outputs.${stage})`) },
        });
        expect(job.permissions).to.deep.equal(permissions);
        expect(job.environment).to.equal(environment);
        expect(pulumiStep(job)).to.deep.equal({
          command,
          role,
          stack: expression("matrix.stack.name"),
          account: expression("matrix.stack.account"),
          region: expression("matrix.stack.region"),
          cli: expression("needs.stacks.outputs.cli"),
          backend: expression("vars.PULUMI_BACKEND_URL"),
          organization: expression("vars.PULUMI_ORGANIZATION"),
          "access-token": expression("secrets.PULUMI_ACCESS_TOKEN"),
          passphrase: expression("secrets.PULUMI_CONFIG_PASSPHRASE"),
        });
      });
    });
  });
}

describe("Workflow test", () => {
  it("is what forks get: no secret, no identity, nothing to write", () => {
    const { on, permissions, jobs } = workflowCalled("test");
    expect(on).to.have.property("pull_request");
    expect(permissions).to.deep.equal({ contents: "read" });
    expect(JSON.stringify(jobs)).not.to.match(/secrets\.|id-token|permissions/);
  });
});

describe("Deploying", () => {
  it("ends before its credentials do, which last an hour", () => {
    const minutes = roles.map((role) => jobOf(workflowCalled("deploy"), role)["timeout-minutes"]);
    expect(minutes).to.deep.equal([55, 55, 55]);
  });
});
