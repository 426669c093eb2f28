import { expect } from "chai";
import { mark } from "../../local/verify/report/markdown";
import { expression, workflowCalled } from "./support/workflow-files";

describe("The workflow access", () => {
  const { on, jobs } = workflowCalled("access");
  const { verify, comment } = jobs;

  it("runs for pull requests, of forks as well", () => {
    expect(Object.keys(on)).to.deep.equal(["pull_request"]);
    expect(verify?.if).to.equal(undefined);
  });

  it("runs the pull request's code where the token can read and nothing else", () => {
    expect(verify?.permissions).to.deep.equal({ contents: "read" });
    expect(verify?.steps.flatMap(({ env }) => Object.keys(env))).to.deep.equal([]);
  });

  it("compares with the base, and reports also where something isn't as declared", () => {
    const runs = (verify?.steps ?? []).map(({ run = "" }) => run);
    expect(runs.filter((run) => run.includes("npm run verify"))).to.have.lengthOf(2);
    expect(runs.some((run) => run.includes("npm run verify -- --against ../base/out/verify.json"))).to.equal(true);
    const [before] = (verify?.steps ?? []).filter(({ name }) => name === "before");
    expect(before?.["continue-on-error"]).to.equal(true);
    const [after] = (verify?.steps ?? []).filter(({ name }) => name === "after");
    expect(after?.["continue-on-error"], "what isn't as declared fails the job").to.equal(undefined);
  });

  it("comments in a job that runs no code of the pull request, and not for forks", () => {
    expect(comment?.needs).to.deep.equal(["verify"]);
    expect(comment?.permissions).to.deep.equal({ "pull-requests": "write" });
    expect(comment?.if).to.equal(
      expression("!cancelled() && github.event.pull_request.head.repo.full_name == github.repository"),
    );
    expect(comment?.steps.map(({ uses }) => uses)).to.deep.equal(["actions/download-artifact@v5", undefined]);
  });

  it("finds its own comment by the report's first line, which is no text that people read", () => {
    expect(comment?.steps[1]?.run).to.include("mark=$(head -n 1 out/verify.md)");
    expect(mark).to.match(/^<!-- .* -->$/);
  });
});
