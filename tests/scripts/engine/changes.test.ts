import type { EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { isNothing, Watch } from "../../../scripts/engine/changes";

const urnOf = (type: string, name: string) => `urn:pulumi:child::project::${type}::${name}`;

type Metadata = NonNullable<EngineEvent["resourcePreEvent"]>["metadata"];

function step(op: Metadata["op"], type: string, name: string, custom = true): Metadata {
  const urn = urnOf(type, name);
  const state = { type, urn, custom, id: "", parent: "", inputs: {}, outputs: {}, provider: "" };
  const hasOld = op !== "create";
  return { op, urn, type, provider: "", ...(hasOld && { old: state }), ...(op !== "delete" && { new: state }) };
}

function seen(...steps: readonly Metadata[]): Watch {
  const watch = new Watch();
  for (const metadata of steps) {
    watch.see({ sequence: 0, timestamp: 0, resourcePreEvent: { metadata } });
    watch.see({ sequence: 0, timestamp: 0, resOutputsEvent: { metadata } });
  }
  return watch;
}

describe("what the engine's events tell of changes", () => {
  it("counts resources of AWS, neither components nor providers, and what stays as it is not at all", () => {
    const watch = seen(
      step("create", "aws:iam/role:Role", "role"),
      step("create", "pulumi:providers:aws", "account"),
      step("create", "sagemaker-multi-account:lob:LobDomain", "lob", false),
      step("same", "aws:ec2/vpc:Vpc", "vpc"),
      step("read", "aws:ec2/subnet:Subnet", "subnet"),
      step("delete", "aws:kms/key:Key", "key"),
    );
    expect(watch.seen.changes.map(({ kind, name }) => `${kind} ${name}`)).to.deep.equal(["create role", "delete key"]);
    expect(watch.changed).to.equal(2);
  });

  it("takes the three steps of a replacement for one, in whichever order they come", () => {
    const table = (op: Metadata["op"]) => step(op, "aws:dynamodb/table:Table", "users");
    for (const ops of [
      ["create-replacement", "replace", "delete-replaced"],
      ["delete-replaced", "replace", "create-replacement"],
    ] as const) {
      const { changes } = seen(...ops.map(table)).seen;
      expect(changes.map(({ kind, name }) => `${kind} ${name}`)).to.deep.equal(["replace users"]);
    }
  });

  it("finds that only outputs would differ", () => {
    const stack = step("same", "pulumi:pulumi:Stack", "project-child");
    const withOutputs = (old: object, next: object): Metadata => {
      if (stack.old === undefined || stack.new === undefined) {
        throw new Error("a stack that stays has both states");
      }
      return { ...stack, old: { ...stack.old, outputs: { ...old } }, new: { ...stack.new, outputs: { ...next } } };
    };
    expect(isNothing(seen(withOutputs({ arn: "a" }, { arn: "a" })).seen)).to.equal(true);
    expect(isNothing(seen(withOutputs({ arn: "a" }, { arn: "b" })).seen)).to.equal(false);
  });

  it("tells what the policy pack forbids from what it warns of", () => {
    const watch = new Watch();
    const policy = { color: "", policyPackName: "", policyPackVersion: "", policyPackVersionTag: "" };
    const resourceUrn = urnOf("aws:iam/role:Role", "role");
    for (const enforcementLevel of ["warning", "mandatory"] as const) {
      const policyEvent = {
        ...policy,
        resourceUrn,
        enforcementLevel,
        policyName: "open-trust",
        message: "<{%fg 1%}>a\nb",
      };
      watch.see({ sequence: 0, timestamp: 0, policyEvent });
    }
    expect(watch.seen.findings).to.deep.equal(["open-trust: aws:iam/role:Role role: a b"]);
    expect(watch.violations).to.deep.equal(["open-trust: aws:iam/role:Role role: a b"]);
  });
});
