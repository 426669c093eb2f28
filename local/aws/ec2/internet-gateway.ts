import * as v from "valibot";
import { inventId, resourceType, tags } from "../core/resource-type";
import type { Place, World } from "../core/world";
import { refuse } from "../refusals";
import { type InternetGateway, internetGateway } from "./kinds";
import { ownVpc } from "./own";

/** An internet gateway on a VPC, as it is made. */
export function madeGateway({ account, region }: Place, vpcId: string, id = inventId("igw-")): InternetGateway {
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
