import { expect } from "chai";
import { readStackState } from "../../../scripts/teardown/stack-state";

const nothing = {
  isEmpty: true,
  isUpdating: false,
  resources: 0,
  domain: undefined,
  domainId: undefined,
  profiles: [],
  buckets: [],
  vpcIds: [],
  guarded: [],
  cutOff: [],
};

const urn = (type: string, name: string) => `urn:pulumi:child::project::${type}::${name}`;

describe("scripts/teardown/stack-state", () => {
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
      resources: 2,
      domainId: "d-old",
      vpcIds: ["vpc-1"],
      buckets: ["files"],
    });
  });

  it("knows the domain of a stack that never came up wholly", () => {
    const type = "aws:sagemaker/domain:Domain";
    const resources = [{ urn: urn(type, "lob"), type, custom: true, id: "d-1" }];
    expect(readStackState({ deployment: { resources } })).to.deep.include({
      domain: { urn: urn(type, "lob"), id: "d-1", keepsHome: true },
      domainId: "d-1",
    });
  });

  it("keeps home directories unless the domain says otherwise, also where it is encrypted", () => {
    const domain = (retentionPolicy: unknown) => {
      const type = "aws:sagemaker/domain:Domain";
      const resources = [{ urn: urn(type, "lob"), type, custom: true, id: "d-1", outputs: { retentionPolicy } }];
      return readStackState({ deployment: { resources } }).domain?.keepsHome;
    };
    expect(domain({ homeEfsFileSystem: "Delete" })).to.equal(false);
    expect(domain({ homeEfsFileSystem: "Retain" })).to.equal(true);
    expect(domain(null)).to.equal(true);
    expect(domain({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" })).to.equal(true);
  });

  it("takes no other document for a state", () => {
    expect(() => readStackState({ deployment: { resources: [{ urn: 1 }] } })).to.throw("Expected string");
  });
});
