import { expect } from "chai";
import { parseDeployment } from "../../../scripts/support/engine-state";
import { refusalOf } from "./files";

describe("scripts/support/engine-state", () => {
  it("reads outputs, resources and pending operations out of an exported stack", () => {
    const urn = (type: string, name: string) => `urn:pulumi:shared::p::${type}::${name}`;
    const vpc = { urn: urn("aws:ec2/vpc:Vpc", "hub"), type: "aws:ec2/vpc:Vpc", custom: true, id: "vpc-1" };
    const component = { urn: urn("p:network:Hub", "hub"), type: "p:network:Hub", custom: false };
    const stack = {
      urn: urn("pulumi:pulumi:Stack", "p-shared"),
      type: "pulumi:pulumi:Stack",
      custom: false,
      outputs: { a: "b" },
    };
    const pending = { resource: { urn: vpc.urn, type: vpc.type, custom: true }, type: "creating" };
    const exported = { manifest: {}, resources: [stack, component, vpc], pending_operations: [pending] };

    expect(parseDeployment("shared", exported)).to.deep.equal({
      outputs: { a: "b" },
      resources: [
        { urn: component.urn, type: component.type, id: undefined },
        { urn: vpc.urn, type: vpc.type, id: "vpc-1" },
      ],
      pendingOperations: [{ type: "creating", urn: vpc.urn }],
    });
  });

  it("takes a stack that was created and never brought up", () => {
    const empty = { outputs: {}, resources: [], pendingOperations: [] };
    expect(parseDeployment("shared", { manifest: {} })).to.deep.equal(empty);
    expect(parseDeployment("shared", { resources: null, pending_operations: null })).to.deep.equal(empty);
    expect(parseDeployment("shared", null)).to.deep.equal(empty);
  });

  it("refuses a state of another form", async () => {
    expect(await refusalOf(() => parseDeployment("shared", { resources: [{ name: "x" }] }))).to.equal(
      "stack shared: 1 mistake, nothing was changed\n  its state has an unknown form: use the version of the CLI that package.json names",
    );
  });
});
