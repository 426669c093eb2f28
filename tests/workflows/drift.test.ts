import { expect } from "chai";
import { runStep } from "./support/run-step";
import { expression, workflowCalled } from "./support/workflow-files";

const mark = "<!-- npm run deploy -- --check -->";
const report = "1 of 2 stacks match their files and AWS.\n";

describe("Workflow drift", () => {
  const { on, concurrency, jobs } = workflowCalled("drift");
  const { check, issue } = jobs;

  it("runs once a week, and by hand, only on main and where there is a backend", () => {
    expect(on).to.deep.equal({ schedule: [{ cron: "23 4 * * 1" }], workflow_dispatch: null });
    expect(concurrency).to.deep.equal({ group: "drift", "cancel-in-progress": false });
    expect(Object.keys(jobs)).to.deep.equal(["check", "issue"]);
    expect(check?.if).to.equal("github.ref == 'refs/heads/main' && vars.PULUMI_BACKEND_URL != ''");
  });

  it("checks all stacks with the role that only reads, outside environments, which its trust demands", () => {
    expect(check?.environment).to.equal(undefined);
    expect(check?.permissions).to.deep.equal({ "id-token": "write", contents: "read" });
    const step = check?.steps[1];
    expect([step?.uses, step?.["continue-on-error"]]).to.deep.equal(["./.github/actions/deploy", true]);
    expect(step?.with).to.deep.equal({
      options: "--check --markdown",
      role: "SageMakerMultiAccountDrift",
      backend: expression("vars.PULUMI_BACKEND_URL"),
      organization: expression("vars.PULUMI_ORGANIZATION"),
      "access-token": expression("secrets.PULUMI_ACCESS_TOKEN"),
      passphrase: expression("secrets.PULUMI_CONFIG_PASSPHRASE"),
    });
  });

  it("fails without a report, and hands one on that there is", async () => {
    const [step = { with: {}, env: {} }] = check?.steps.filter(({ run }) => run !== undefined) ?? [];
    const run = (text: string) =>
      runStep(step, {
        environment: { GITHUB_STEP_SUMMARY: "summary" },
        files: { "out/deploy.txt": text },
        programs: {},
      });
    expect((await run("")).code).to.equal(1);
    const whole = await run(report);
    expect([whole.code, whole.file("summary")]).to.deep.equal([0, report]);
    expect(check?.outputs).to.deep.equal({ outcome: expression("steps.check.outcome") });
    expect(check?.steps.at(-1)?.with).to.deep.equal({ name: "drift", path: "out/deploy.txt", overwrite: true });
  });

  it("writes the issue in a job that has no secret, no credentials, and none of the repository's code", () => {
    expect(issue?.needs).to.deep.equal(["check"]);
    expect(issue?.if, "a check that failed leaves the issue as it is").to.equal(undefined);
    expect(issue?.permissions).to.deep.equal({ issues: "write" });
    expect(issue?.steps.map(({ uses }) => uses)).to.deep.equal(["actions/download-artifact@v5", undefined]);
    expect(JSON.stringify(issue)).not.to.include("secrets.");
  });

  /** The calls by which the issue is found and written, with what it says. */
  const written = async (outcome: "success" | "failure", open: string, text = report) => {
    const ended = await runStep(issue?.steps[1] ?? { with: {}, env: {} }, {
      environment: {
        REPOSITORY: "acme/platform",
        RUN: "https://github.com/acme/platform/actions/runs/1",
        OUTCOME: outcome,
      },
      files: { "deploy.txt": text },
      programs: { gh: `case "$*" in *--jq*) printf %s '${open}' ;; esac` },
    });
    const [find, ...calls] = ended.calls;
    expect(ended.code).to.equal(0);
    expect(find?.slice(0, 4)).to.deep.equal(["gh", "api", "--paginate", "repos/acme/platform/issues?state=open"]);
    return { calls: calls.map((call) => call.slice(3)), body: ended.file("issue.md") };
  };

  it("opens one issue when something differs", async () => {
    const { calls, body } = await written("failure", "");
    expect(calls).to.deep.equal([
      [
        ...["--method", "POST", "repos/acme/platform/issues"],
        ...["--field", "title=Drift: stacks aren't as files and AWS say", "--field", "body=@issue.md"],
      ],
    ]);
    expect(body).to.equal(
      `${mark}\n\`npm run deploy -- --check\` found differences between files, state and AWS. For what was changed on AWS, \`npx pulumi up --refresh --stack <stack>\` puts it back; for what files say, deploy it. Each check updates this issue, and closes it when nothing differs.\n\n${report}`,
    );
  });

  it("keeps the open one up to date", async () => {
    expect((await written("failure", "7\n")).calls).to.deep.equal([
      ["--method", "PATCH", "repos/acme/platform/issues/7", "--field", "body=@issue.md"],
    ]);
  });

  it("closes it when nothing differs any more, and opens none", async () => {
    expect((await written("success", "7\n")).calls).to.deep.equal([
      [
        ...["--method", "POST", "repos/acme/platform/issues/7/comments"],
        ...["--field", "body=Nothing differs any more: https://github.com/acme/platform/actions/runs/1"],
      ],
      ["--method", "PATCH", "repos/acme/platform/issues/7", "--field", "state=closed"],
    ]);
    expect((await written("success", "")).calls).to.deep.equal([]);
  });

  it("stays below the length that GitHub takes", async () => {
    const { body = "" } = await written("failure", "", "x".repeat(100_000));
    expect(body.length).to.be.within(60_000, 65_536);
  });
});
