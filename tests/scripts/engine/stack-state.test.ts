import { expect } from "chai";
import { readStackState } from "../../../scripts/engine/stack-state";

const nothing = {
  isEmpty: true,
  hasOutputs: false,
  isUpdating: false,
  resources: 0,
  domainIds: [],
  buckets: [],
  vpcIds: [],
  guarded: [],
  cutOff: [],
};

const urn = (type: string, name: string) => `urn:pulumi:child::project::${type}::${name}`;

describe("scripts/engine/stack-state", () => {
  for (const [what, deployment] of [
    ["was never brought up", null],
    ["was destroyed", { manifest: {}, resources: null, pending_operations: null }],
  ] as const) {
    it(`finds nothing in a stack that ${what}`, () => {
      expect(readStackState({ version: 3, deployment })).to.deep.equal(nothing);
    });
  }

  it("counts what AWS has, neither components nor providers", () => {
    const resources = [
      { urn: urn("pulumi:pulumi:Stack", "child"), type: "pulumi:pulumi:Stack", outputs: { domainId: "d-old" } },
      { urn: urn("pulumi:providers:aws", "aws"), type: "pulumi:providers:aws", custom: true, id: "x" },
      { urn: urn("sagemaker-multi-account:lob:LobDomain", "lob"), type: "sagemaker-multi-account:lob:LobDomain" },
      { urn: urn("aws:ec2/vpc:Vpc", "vpc"), type: "aws:ec2/vpc:Vpc", custom: true, id: "vpc-1" },
      { urn: urn("aws:s3/bucket:Bucket", "files"), type: "aws:s3/bucket:Bucket", custom: true, id: "files" },
    ];
    expect(readStackState({ deployment: { resources } })).to.deep.equal({
      ...nothing,
      isEmpty: false,
      hasOutputs: true,
      resources: 2,
      vpcIds: ["vpc-1"],
      buckets: ["files"],
    });
  });

  it("knows every domain of a stack, also one that another takes the place of", () => {
    const type = "aws:sagemaker/domain:Domain";
    const resources = ["d-1", "d-2", ""].map((id) => ({ urn: urn(type, "lob"), type, custom: true, id }));
    expect(readStackState({ deployment: { resources } })).to.deep.include({ domainIds: ["d-1", "d-2"] });
  });

  it("takes no other document for a state", () => {
    expect(() => readStackState({ deployment: { resources: [{ urn: 1 }] } })).to.throw("Expected string");
  });
});
