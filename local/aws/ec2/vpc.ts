import * as v from "valibot";
import { inventId } from "../core/ids";
import { forcesNew } from "../core/resource-marks";
import { resourceType, tags } from "../core/resource-type";
import type { Place, World } from "../core/world";
import { refuse } from "../refusals";
import {
  awsxVpc,
  flowLog,
  type InternetGateway,
  internetGateway,
  routeTable,
  routeTableAssociation,
  type Subnet,
  subnet,
  type Vpc,
  vpc,
} from "./kinds";
import { ownVpc } from "./own";
import { checkSubnetRange, checkZone, subnetArn } from "./subnet";

type VpcInputs = Pick<Vpc, "cidrBlock" | "enableDnsHostnames" | "enableDnsSupport">;

function vpcOf(inputs: VpcInputs, { account, region }: Place, id: string, previous: Vpc | undefined): Vpc {
  const kept = previous?.id === id ? previous : undefined;
  return {
    ...inputs,
    id,
    arn: `arn:aws:ec2:${region}:${account}:vpc/${id}`,
    defaultSecurityGroupId: kept?.defaultSecurityGroupId ?? inventId("sg-"),
    mainRouteTableId: kept?.mainRouteTableId ?? inventId("rtb-"),
  };
}

/** Source: EC2 API, ModifyVpcAttribute; a VPC that isn't the account's default one begins without host names. */
const dnsAttributes = {
  enableDnsHostnames: v.optional(v.boolean(), false),
  enableDnsSupport: v.optional(v.boolean(), true),
};

export const vpcType = resourceType(
  vpc,
  { cidrBlock: forcesNew(v.string()), ...dnsAttributes, tags },
  (inputs, place, _world, previous) => {
    const id = previous?.id ?? inventId("vpc-");
    return { id, state: { ...inputs, ...vpcOf(inputs, place, id, previous?.state) } };
  },
);

/**
 * An AWSx VPC with isolated subnets, one in each Availability Zone, each with a route table of its own, and an internet
 * gateway, which AWSx makes whatever is asked of it. Source: pulumi/pulumi-awsx 3.9, `awsx/ec2/vpc.ts`, and issue 947.
 */
export const awsxVpcType = resourceType(
  awsxVpc,
  {
    cidrBlock: v.string(),
    availabilityZoneNames: v.array(v.string()),
    subnetSpecs: v.tuple([
      v.strictObject({
        type: v.literal("Isolated"),
        name: v.optional(v.string()),
        cidrBlocks: v.array(v.string()),
        tags,
      }),
    ]),
    subnetStrategy: v.literal("Auto"),
    natGateways: v.strictObject({ strategy: v.literal("None") }),
    ...dnsAttributes,
    tags,
  },
  (inputs, place, world, previous) => {
    const { cidrBlock, enableDnsHostnames, enableDnsSupport } = inputs;
    const kept = previous?.state.vpc.cidrBlock === cidrBlock ? previous.state : undefined;
    const attributes = { cidrBlock, enableDnsHostnames, enableDnsSupport };
    const made = vpcOf(attributes, place, kept?.vpcId ?? inventId("vpc-"), kept?.vpc);
    const gateway = madeGateway(place, made.id, kept?.internetGateway.id);
    const { cidrBlocks } = inputs.subnetSpecs[0];
    const subnets = inputs.availabilityZoneNames.map((availabilityZone, index): Subnet => {
      const range = cidrBlocks[index] ?? "";
      checkSubnetRange(range, cidrBlock, cidrBlocks.slice(0, index));
      checkZone(world, place, availabilityZone);
      const same = kept?.subnets.find(
        (other) => other.cidrBlock === range && other.availabilityZone === availabilityZone,
      );
      const id = same?.id ?? inventId("subnet-");
      return { id, arn: subnetArn(place, id), vpcId: made.id, cidrBlock: range, availabilityZone };
    });
    const routeTableAssociations = subnets.map(
      ({ id }) =>
        kept?.routeTableAssociations.find(({ subnetId }) => subnetId === id) ?? {
          id: inventId("rtbassoc-"),
          subnetId: id,
          routeTableId: inventId("rtb-"),
        },
    );
    const routeTables = routeTableAssociations.map(({ routeTableId }) => ({ id: routeTableId, vpcId: made.id }));
    return {
      id: made.id,
      state: {
        vpcId: made.id,
        vpc: made,
        internetGateway: gateway,
        isolatedSubnetIds: subnets.map(({ id }) => id),
        subnets,
        routeTables,
        routeTableAssociations,
      },
      parts: [
        part(vpc, "", made),
        part(internetGateway, "", gateway),
        ...subnets.map((state, index) => part(subnet, `-isolated-${index + 1}`, state)),
        ...routeTables.map((state, index) => part(routeTable, `-isolated-${index + 1}`, state)),
        ...routeTableAssociations.map((state, index) => part(routeTableAssociation, `-isolated-${index + 1}`, state)),
      ],
    };
  },
);

function part({ token }: { readonly token: string }, suffix: string, state: { readonly id: string }) {
  return { token, suffix, id: state.id, state };
}

/** An internet gateway on a VPC, as it is made. */
function madeGateway({ account, region }: Place, vpcId: string, id = inventId("igw-")): InternetGateway {
  return { id, vpcId, arn: `arn:aws:ec2:${region}:${account}:internet-gateway/${id}` };
}

function checkOnlyGateway(world: World, vpcId: string, ownUrn: string | undefined): void {
  if (world.all(internetGateway).some(({ urn, state }) => urn !== ownUrn && state.vpcId === vpcId)) {
    refuse("R120", `Network ${vpcId} already has an internet gateway attached`);
  }
}

export const internetGatewayType = resourceType(
  internetGateway,
  { vpcId: v.string(), tags },
  (inputs, place, world, previous) => {
    ownVpc(world, place, inputs.vpcId);
    checkOnlyGateway(world, inputs.vpcId, previous?.urn);
    const made = madeGateway(place, inputs.vpcId, previous?.id);
    return { id: made.id, state: { ...inputs, ...made } };
  },
);

interface Destination {
  readonly logDestinationType: "cloud-watch-logs" | "s3";
  readonly logDestination: string;
  readonly iamRoleArn?: string | undefined;
}

/**
 * Refuses a destination of another kind than the stated one, and a role where none is allowed.
 *
 * Source: EC2 API, CreateFlowLogs, `LogDestination` and `DeliverLogsPermissionArn`. The first wording isn't AWS's.
 */
function checkDestination({ logDestinationType: kind, logDestination, iamRoleArn }: Destination): void {
  if (!logDestination.startsWith(kind === "s3" ? "arn:aws:s3:::" : "arn:aws:logs:")) {
    refuse("R142", `LogDestination ${logDestination} is not valid for LogDestinationType ${kind}.`);
  }
  if (kind === "s3" && iamRoleArn !== undefined) {
    refuse("R142", "DeliverLogsPermissionArn is not applicable for LogDestinationType s3.");
  }
  if (kind === "cloud-watch-logs" && iamRoleArn === undefined) {
    refuse("R142", "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.");
  }
}

export const flowLogType = resourceType(
  flowLog,
  {
    vpcId: forcesNew(v.string()),
    trafficType: forcesNew(v.picklist(["ACCEPT", "REJECT", "ALL"])),
    logDestinationType: forcesNew(v.optional(v.picklist(["cloud-watch-logs", "s3"]), "cloud-watch-logs")),
    logDestination: forcesNew(v.string()),
    iamRoleArn: forcesNew(v.optional(v.string())),
    logFormat: forcesNew(v.optional(v.string())),
    maxAggregationInterval: forcesNew(v.optional(v.picklist([60, 600]))),
    tags,
  },
  (inputs, place, world, previous) => {
    ownVpc(world, place, inputs.vpcId);
    checkDestination(inputs);
    const id = previous?.id ?? inventId("fl-");
    return { id, state: { ...inputs, arn: `arn:aws:ec2:${place.region}:${place.account}:vpc-flow-log/${id}` } };
  },
);
