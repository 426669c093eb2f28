import { expect } from "chai";
import type { Resource } from "../../../local/aws/core/world";
import { refusals } from "../../../local/aws/refusals";
import { apiSettings } from "../support/api-gateway-wanted";
import { asPiece, own } from "../support/deletion-cases";
import { dnsFirewallDeletionCases } from "../support/deletion-cases-dns-firewall";
import { networkDeletionCases } from "../support/deletion-cases-network";
import { serviceDeletionCases } from "../support/deletion-cases-services";
import { deployment, fullApi, stage } from "../support/deletion-pieces";
import { failure, refusalOf } from "../support/failure";
import { eachTestOnItsOwnAws, parentAccount, region } from "../support/local-aws";
import {
  bucket,
  bucketSettings,
  domain,
  executionRole,
  giveNetwork,
  network,
  table,
  tableItem,
  userPool,
  userPoolClient,
} from "../support/studio-wanted";
import { logGroup, metricFilter } from "../support/wanted";
import { type Piece, Put } from "./network/pieces";

const urnOf = ({ key, type, account }: Piece) => `urn:pulumi:stack::project::${type}::${account}-${key}`;

/** The pieces of a list by their keys. */
function pick(pieces: readonly Piece[], ...keys: readonly string[]): Piece[] {
  return keys.map((key) => {
    const found = pieces.find((piece) => piece.key === key);
    if (found === undefined) {
      throw new Error(`there is no piece ${key}`);
    }
    return found;
  });
}

describe("What AWS doesn't delete", () => {
  const aws = eachTestOnItsOwnAws();

  beforeEach(() => giveNetwork(aws().world));

  /** Puts there what people made; an app or a file belongs to no stack. */
  function putBesides({ key, type, account, inputs }: Piece, put: Put): void {
    const state: unknown = JSON.parse(put.text(JSON.stringify(inputs)));
    aws().world.put({ urn: urnOf({ key, type, account, inputs }), type, stack: "", account, region, id: key, state });
  }

  const remove = async (piece: Piece) => {
    const id = aws().world.get(urnOf(piece))?.id ?? "";
    await aws().delete(urnOf(piece), id);
  };

  for (const { row, what, given, besides = [], deleted, message, first, changed } of [
    ...networkDeletionCases,
    ...dnsFirewallDeletionCases,
    ...serviceDeletionCases,
  ]) {
    it(`${row}: ${what}`, async () => {
      const put = await Put.all(aws(), given);
      for (const piece of besides) {
        putBesides(piece, put);
      }
      const [wanted] = pick(given, deleted);
      if (wanted === undefined) {
        throw new Error(`there is no piece ${deleted}`);
      }
      const before = aws().world.ofStack("stack");

      expect(await refusalOf(remove(wanted))).to.deep.equal({ code: refusals[row].code, message: put.text(message) });
      expect(aws().world.ofStack("stack")).to.deep.equal(before);

      for (const piece of pick([...given, ...besides], ...first)) {
        await remove(piece);
      }
      if (changed !== undefined) {
        await put.add(aws(), { ...wanted, inputs: { ...wanted.inputs, ...changed } });
      }
      await remove(wanted);
      expect(aws().world.get(urnOf(wanted))).to.equal(undefined);
    });
  }
});

const group = own("group", "aws:ec2/securityGroup:SecurityGroup", { vpcId: network.vpcId });
const owners: readonly {
  readonly what: string;
  readonly given: readonly Piece[];
  readonly left?: readonly string[];
}[] = [
  {
    what: "an API: everything in it",
    given: [...fullApi, deployment, stage, asPiece("settings", apiSettings("api", {}))],
  },
  {
    what: "a path of an API: its methods, and the paths under it",
    given: pick(
      [
        ...fullApi,
        own("child", "aws:apigateway/resource:Resource", { restApi: "{api}", parentId: "{path}", pathPart: "open" }),
      ],
      ...["path", "api", "api-policy", "authorizer", "gateway-response", "child"],
      ...["method", "integration", "integration-response", "method-response"],
    ),
    left: ["api", "api-policy", "authorizer", "gateway-response"],
  },
  {
    what: "a bucket: its settings",
    given: [
      asPiece("bucket", bucket("files-1")),
      ...bucketSettings("files-1").map((setting, index) => asPiece(`setting-${index}`, setting)),
    ],
  },
  {
    what: "a table: its items",
    given: [asPiece("table", table("lobs")), asPiece("item", tableItem("lobs", { lob: { S: "lob-a" } }))],
  },
  {
    what: "a user pool: its clients",
    given: [asPiece("pool", userPool("people")), asPiece("client", userPoolClient("page", "{pool}"))],
  },
  {
    what: "a log group: its metric filters",
    given: [asPiece("log", logGroup("/a")), asPiece("filter", metricFilter("filter", "/a"))],
  },
  {
    what: "a security group: its rules",
    given: [
      group,
      own("egress", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", {
        securityGroupId: "{group}",
        ipProtocol: "-1",
        cidrIpv4: "0.0.0.0/0",
      }),
    ],
  },
];

describe("What AWS deletes along with", () => {
  const aws = eachTestOnItsOwnAws();

  for (const { what, given, left = [] } of owners) {
    it(what, async () => {
      aws().world.put({
        ...{ urn: "urn:vpc", type: "aws:ec2/vpc:Vpc", stack: "network", account: parentAccount, region },
        ...{ id: network.vpcId, state: {} },
      });
      const [owner] = given;
      // A part of an API comes after what it is in, whichever is listed first.
      const ordered = left.length === 0 ? given : [...pick(given, "api"), ...given.filter(({ key }) => key !== "api")];
      await Put.all(aws(), ordered);
      const urn = owner === undefined ? "" : urnOf(owner);

      await aws().delete(urn, aws().world.get(urn)?.id ?? "");

      expect(
        aws()
          .world.ofStack("stack")
          .map((resource) => resource.urn),
      ).to.have.members(pick(given, ...left).map(urnOf));
    });
  }

  it("a Studio domain: nothing, while its home file system stays and keeps the subnets, unless told", async () => {
    giveNetwork(aws().world);
    await Put.all(aws(), [asPiece("execution", executionRole())]);
    const pieceOf = (key: string, homeEfsFileSystem: string) =>
      asPiece(key, domain(key, { retentionPolicy: { homeEfsFileSystem } }));
    const put = await Put.all(aws(), [pieceOf("trial", "Delete"), pieceOf("kept", "Retain")]);
    const [subnetId = ""] = network.subnetIds;
    const deleteSubnet = () => aws().delete(`urn:${parentAccount}:${subnetId}`, subnetId);
    const homes = (): readonly Resource[] => aws().world.all({ token: "aws:efs/fileSystem:FileSystem" });

    await aws().delete(urnOf(pieceOf("trial", "")), put.text("{trial}"));
    expect(homes()).to.deep.equal([]);
    await aws().delete(urnOf(pieceOf("kept", "")), put.text("{kept}"));

    expect(homes().map(({ id, stack }) => ({ id, stack }))).to.deep.equal([
      { id: put.text("{kept.homeEfsFileSystemId}"), stack: "" },
    ]);
    expect((await failure(deleteSubnet())).message).to.equal(
      `The subnet '${subnetId}' has dependencies and cannot be deleted.`,
    );
  });

  it("nothing, where it is gone already", async () => {
    await aws().delete("urn:pulumi:stack::project::aws:iam/role:Role::gone", "gone");

    expect(aws().world.ofStack("stack")).to.deep.equal([]);
  });

  it("a swap of a transit gateway's default table: new attachments go where they went before", async () => {
    const gateway = own("gateway", "aws:ec2transitgateway/transitGateway:TransitGateway", {});
    const tableOfGateway = own("table", "aws:ec2transitgateway/routeTable:RouteTable", {
      transitGatewayId: "{gateway}",
    });
    const swap = own("swap", "aws:ec2transitgateway/defaultRouteTableAssociation:DefaultRouteTableAssociation", {
      transitGatewayId: "{gateway}",
      transitGatewayRouteTableId: "{table}",
    });
    const attachments = [1, 2].flatMap((number) => [
      own(`vpc-${number}`, "aws:ec2/vpc:Vpc", { cidrBlock: `10.${number}.0.0/16` }),
      own(`subnet-${number}`, "aws:ec2/subnet:Subnet", {
        ...{ vpcId: `{vpc-${number}}`, cidrBlock: `10.${number}.0.0/24`, availabilityZone: `${region}a` },
      }),
      own(`attachment-${number}`, "aws:ec2transitgateway/vpcAttachment:VpcAttachment", {
        ...{ transitGatewayId: "{gateway}", vpcId: `{vpc-${number}}`, subnetIds: [`{subnet-${number}}`] },
      }),
    ]);
    const put = await Put.all(aws(), [gateway, tableOfGateway, swap, ...attachments.slice(0, 3)]);

    await aws().delete(urnOf(swap), put.text("{swap}"));
    for (const piece of attachments.slice(3)) {
      await put.add(aws(), piece);
    }

    expect(put.text("{attachment-1.bornInto.association}")).to.equal(put.text("{table}"));
    expect(put.text("{attachment-2.bornInto.association}")).to.equal(put.text("{gateway.bornRouteTableId}"));
  });
});

describe("A test of what AWS doesn't delete", () => {
  it("has a case for every row that is about deleting", () => {
    const rows = [...networkDeletionCases, ...dnsFirewallDeletionCases, ...serviceDeletionCases].map(({ row }) => row);
    const deleting = Object.entries(refusals).filter(([, { fact }]) => / is deleted\b/.test(fact));

    expect([...new Set<string>(rows)].sort()).to.deep.equal(deleting.map(([row]) => row).sort());
  });
});
