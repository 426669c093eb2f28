import { expect } from "chai";
import { bindingsOf } from "../../../local/verify/access/bindings";
import { makeStack } from "../../../stacks/project/stack";
import { shippedProject } from "../support/project";

const logged: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  shared: { flowLogs: "true" },
  child: { flowLogs: "true", queryLogs: "true" },
  "lob-b": { flowLogs: "true", logBucketArn: "arn:aws:s3:::network-logs" },
};

function stacksThat(variable: "hub with flow logs" | "LOB with flow logs", project = shippedProject): string[] {
  const found = bindingsOf(project, new Map()).flatMap(({ [variable]: stack }) => stack ?? []);
  return [...new Set(found)];
}

describe("variables of access.yaml", () => {
  it("have no stack with flow logs where config doesn't ask for them", () => {
    expect(stacksThat("hub with flow logs")).to.deep.equal([]);
    expect(stacksThat("LOB with flow logs")).to.deep.equal([]);
  });

  it("have the models that a parent hosts, without a prefix, and not the endpoints that it only names", () => {
    const stacks = shippedProject.stacks.map(({ name, texts }) =>
      makeStack(name, { ...texts, ...(name === "parent" && { endpoints: '["churn"]', namePrefix: "acme-" }) }),
    );
    const found = bindingsOf({ ...shippedProject, stacks }, new Map());
    expect(new Set(found.flatMap(({ endpoint }) => endpoint ?? []))).to.deep.equal(new Set(["churn", "acme-iris"]));
    expect(new Set(found.flatMap(({ model }) => model ?? []))).to.deep.equal(new Set(["iris"]));
  });

  it("have those whose flow logs a role writes to CloudWatch, and none whose go to a bucket", () => {
    const stacks = shippedProject.stacks.map(({ name, texts }) => makeStack(name, { ...texts, ...logged[name] }));
    const project = { ...shippedProject, stacks };
    expect(stacksThat("hub with flow logs", project)).to.deep.equal(["shared"]);
    expect(stacksThat("LOB with flow logs", project)).to.deep.equal(["child"]);
  });
});
