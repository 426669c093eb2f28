import * as v from "valibot";
import { contains, overlaps } from "../../../common/cidr";
import { inventId } from "../core/ids";
import { forcesNew } from "../core/resource-marks";
import { resourceType, tags } from "../core/resource-type";
import type { Place, World } from "../core/world";
import { refuse } from "../refusals";
import { subnet, subnetCidrReservation } from "./kinds";
import { ownSubnet, ownVpc } from "./own";

/** Refuses a subnet that lies outside of its VPC, or over another one. */
export function checkSubnetRange(cidr: string, vpcCidr: string, others: readonly string[]): void {
  if (!contains(vpcCidr, cidr)) {
    refuse("R24", `The CIDR '${cidr}' is invalid.`);
  }
  if (others.some((other) => overlaps(cidr, other))) {
    refuse("R25", `The CIDR '${cidr}' conflicts with another subnet`);
  }
}

/**
 * Refuses a zone that the account doesn't have in the region. Source: EC2 API, CreateSubnet, and the words of its answer in
 * crossplane's provider-aws issue 1048.
 */
export function checkZone({ availability }: World, { account, region }: Place, zone: string): void {
  const names = availability.zones(account, region).map(({ name }) => name);
  if (!names.includes(zone)) {
    refuse(
      "R134",
      `Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${names.join(", ")}.`,
    );
  }
}

export function subnetArn({ account, region }: Place, id: string): string {
  return `arn:aws:ec2:${region}:${account}:subnet/${id}`;
}

export const subnetType = resourceType(
  subnet,
  {
    vpcId: forcesNew(v.string()),
    cidrBlock: forcesNew(v.string()),
    availabilityZone: forcesNew(v.string()),
    mapPublicIpOnLaunch: v.optional(v.literal(false), false),
    assignIpv6AddressOnCreation: v.optional(v.literal(false), false),
    tags,
  },
  (inputs, place, world, previous) => {
    const vpc = ownVpc(world, place, inputs.vpcId);
    const others = world
      .list(subnet, place.account)
      .filter(({ urn, state }) => urn !== previous?.urn && state.vpcId === inputs.vpcId);
    checkSubnetRange(
      inputs.cidrBlock,
      vpc.state.cidrBlock,
      others.map(({ state }) => state.cidrBlock),
    );
    checkZone(world, place, inputs.availabilityZone);
    const id = previous?.id ?? inventId("subnet-");
    return { id, state: { ...inputs, id, arn: subnetArn(place, id) } };
  },
);

export const subnetCidrReservationType = resourceType(
  subnetCidrReservation,
  {
    subnetId: forcesNew(v.string()),
    cidrBlock: forcesNew(v.string()),
    reservationType: forcesNew(v.picklist(["explicit", "prefix"])),
    description: forcesNew(v.optional(v.string())),
  },
  (inputs, place, world, previous) => {
    const { state } = ownSubnet(world, place, inputs.subnetId);
    const others = world
      .list(subnetCidrReservation, place.account)
      .filter((other) => other.urn !== previous?.urn && other.state.subnetId === inputs.subnetId);
    checkSubnetRange(
      inputs.cidrBlock,
      state.cidrBlock,
      others.map((other) => other.state.cidrBlock),
    );
    return { id: previous?.id ?? inventId("scr-"), state: { ...inputs, ownerId: place.account } };
  },
);
