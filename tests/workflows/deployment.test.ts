import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import * as v from "valibot";
import { stackLists } from "../../scripts/workflows/stack-lists";
import { readProject } from "../../stacks/project/project-files";
import { runStep } from "./support/run-step";
import { expression, type Job, type Workflow, workflowCalled } from "./support/workflow-files";

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

/** What the last step of a job of a role takes, the only one besides the checkout. */
function inputsOf(job: Job, action: string) {
  expect(job.steps.map(({ uses }) => uses)).to.deep.equal(["actions/checkout@v5", `./.github/actions/${action}`]);
  return job.steps[1]?.with ?? {};
}

const backend = {
  backend: expression("vars.PULUMI_BACKEND_URL"),
  organization: expression("vars.PULUMI_ORGANIZATION"),
  "access-token": expression("secrets.PULUMI_ACCESS_TOKEN"),
  passphrase: expression("secrets.PULUMI_CONFIG_PASSPHRASE"),
};

/** The condition of a job of a role: it is left out where no stack has the role, and where the lists weren't made, as for forks. */
function unlessFailed(list: string, more = ""): string {
  return expression(
    `!failure() && !cancelled() && needs.stacks.result == 'success' && needs.stacks.outputs.${list} != '[]'${more}`,
  );
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
    ).to.deep.equal(["shared", "parent", "child", "environments", "count", "cli", ""]);
  });

  it("is all children of an environment at once, and counts the stacks", () => {
    expect(lists.environments).to.equal('[{"name":"shared","children":"child lob-b"}]');
    expect(lists.count).to.equal("4");
  });

  it("is run by the version of Pulumi that the project is tested with", () => {
    const { dependencies } = v.parse(
      v.object({ dependencies: v.object({ pulumi: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)) }) }),
      JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")),
    );
    expect(lists.cli).to.equal(dependencies.pulumi);
  });
});

const expected = {
  preview: {
    permissions: { "id-token": "write", contents: "read", "pull-requests": "write" },
    starts: "github.event.pull_request.head.repo.full_name == github.repository && vars.PULUMI_BACKEND_URL != ''",
    on: { pull_request: { branches: ["main"] } },
    concurrency: { group: `preview-${expression("github.event.pull_request.number")}`, "cancel-in-progress": true },
    jobs: ["stacks", ...roles, "table"],
    lists: [...roles, "cli", "count"],
  },
  deploy: {
    permissions: { "id-token": "write", contents: "read" },
    starts: "github.ref == 'refs/heads/main' && vars.PULUMI_BACKEND_URL != ''",
    on: { push: { branches: ["main"] }, workflow_dispatch: null },
    concurrency: { group: "deploy", "cancel-in-progress": false },
    jobs: ["stacks", "shared", "parent", "children"],
    lists: ["shared", "parent", "environments"],
  },
} as const;

for (const name of ["preview", "deploy"] as const) {
  const workflow = workflowCalled(name);
  const { permissions, starts, on, concurrency, jobs, lists: outputs } = expected[name];

  describe(`Workflow ${name}`, () => {
    it("starts when it should, without another of its kind", () => {
      expect(workflow.on).to.deep.equal(on);
      expect(workflow.concurrency).to.deep.equal(concurrency);
      expect(Object.keys(workflow.jobs)).to.deep.equal(jobs);
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
        Object.fromEntries(outputs.map((key) => [key, expression(`steps.lists.outputs.${key}`)])),
      );
    });

    it("has no more rights than it needs", () => {
      for (const id of jobs.slice(1)) {
        expect(jobOf(workflow, id).permissions).to.deep.equal(permissions);
      }
    });
  });
}

describe("Workflow preview", () => {
  const workflow = workflowCalled("preview");

  roles.forEach((stage, index) => {
    it(`previews each ${stage} in its own account, up to ten stacks, after all that it reads`, () => {
      const job = jobOf(workflow, stage);
      expect(job.needs).to.deep.equal(["stacks", ...roles.slice(0, index)]);
      expect(job.if).to.equal(unlessFailed(stage, " && needs.stacks.outputs.count <= 10"));
      expect(job.strategy).to.deep.equal({
        "fail-fast": false,
        matrix: { stack: expression(`fromJSON(needs.stacks.outputs.${stage})`) },
      });
      expect(inputsOf(job, "pulumi")).to.deep.equal({
        stack: expression("matrix.stack.name"),
        account: expression("matrix.stack.account"),
        region: expression("matrix.stack.region"),
        cli: expression("needs.stacks.outputs.cli"),
        ...backend,
      });
    });
  });

  const table = jobOf(workflow, "table");

  it("previews more than ten stacks by one command", () => {
    expect([table.needs, table.if]).to.deep.equal([["stacks"], "needs.stacks.outputs.count > 10"]);
    expect(table.steps[1]).to.deep.include({
      id: "preview",
      uses: "./.github/actions/deploy",
      "continue-on-error": true,
    });
    expect(table.steps[1]?.with).to.deep.equal({
      options: "--preview",
      role: "SageMakerMultiAccountPreview",
      ...backend,
    });
  });

  /** What comments on the table, with the comment that it finds. */
  const commented = (outcome: "success" | "failure", found: string, files: Readonly<Record<string, string>>) =>
    runStep(table.steps[2] ?? { with: {}, env: {} }, {
      environment: { REPOSITORY: "acme/platform", NUMBER: "5", RUN: "https://run", OUTCOME: outcome },
      files,
      programs: { gh: `case "$*" in *--jq*) printf %s '${found}' ;; esac` },
    });
  const post = ["gh", "api", "--silent", "--method", "POST", "repos/acme/platform/issues/5/comments"];
  const mark = "<!-- npm run deploy -- --preview -->\n### Preview of all stacks\n\n```\n";

  it("shows them as one table, in one comment that later runs replace", async () => {
    const files = { "out/deploy.txt": "  stack  account\n" };
    const first = await commented("success", "", files);
    expect(first.calls.slice(1)).to.deep.equal([[...post, "--field", "body=@out/comment.md"]]);
    expect([first.code, first.file("out/comment.md")]).to.deep.equal([
      0,
      `${mark}  stack  account\n\`\`\`\n\n[The run](https://run) has all that was printed.\n`,
    ]);
    const again = await commented("success", "99\n", files);
    expect(again.calls[1]?.slice(3, 6)).to.deep.equal(["--method", "PATCH", "repos/acme/platform/issues/comments/99"]);
  });

  it("tells in the comment that a preview failed, and fails", async () => {
    const ended = await commented("failure", "", {});
    expect([ended.code, ended.calls.length, ended.file("out/comment.md")]).to.deep.equal([
      1,
      2,
      `${mark}\`\`\`\n\nIt failed. [The run](https://run) has all that was printed.\n`,
    ]);
    const { length } =
      (await commented("success", "", { "out/deploy.txt": "x".repeat(100_000) })).file("out/comment.md") ?? "";
    expect(length).to.be.within(60_000, 65_536);
  });
});

describe("Workflow deploy", () => {
  const workflow = workflowCalled("deploy");
  const stages = [
    { id: "shared", list: "shared", each: "stack", what: expression("matrix.stack.name") },
    { id: "parent", list: "parent", each: "stack", what: expression("matrix.stack.name") },
    { id: "children", list: "environments", each: "environment", what: expression("matrix.environment.children") },
  ];

  stages.forEach(({ id, list, each, what }, index) => {
    const job = jobOf(workflow, id);

    it(`brings up ${id} after all that they read, unless one of these failed`, () => {
      expect(job.needs).to.deep.equal(["stacks", ...stages.slice(0, index).map((stage) => stage.id)]);
      expect(job.if).to.equal(unlessFailed(list));
    });

    it(`asks for an approval for each ${each} of ${id}, one after the other`, () => {
      expect(job.environment).to.equal("production");
      expect(job.strategy).to.deep.equal({
        "max-parallel": 1,
        // The children of one environment don't read those of another.
        "fail-fast": each === "stack",
        matrix: { [each]: expression(`fromJSON(needs.stacks.outputs.${list})`) },
      });
    });

    it(`brings up ${id} by npm run deploy, which makes no stack and loses no data, in all the time that GitHub gives`, () => {
      expect(inputsOf(job, "deploy")).to.deep.equal({
        options: `--yes --stack ${what}`,
        role: "SageMakerMultiAccountDeploy",
        ...backend,
      });
      expect(job["timeout-minutes"]).to.equal(360);
    });
  });
});

describe("Workflow test", () => {
  it("is what forks get: no secret, no identity, nothing to write", () => {
    const { on, permissions, jobs } = workflowCalled("test");
    expect(on).to.have.property("pull_request");
    expect(permissions).to.deep.equal({ contents: "read" });
    expect(JSON.stringify(jobs)).not.to.match(/secrets\.|id-token|permissions/);
  });
});
