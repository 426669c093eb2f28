import * as v from "valibot";
import { inventId, resourceType, type TypeOf, tags } from "../core/resource-type";
import type { Place, World } from "../core/world";
import { refuse } from "../refusals";
import { ownVpc } from "./vpc";

/** An internet gateway as EC2 keeps it. It opens no way by itself: a route would have to lead to it. */
export interface InternetGateway {
  readonly id: string;
  readonly arn: string;
  readonly vpcId: string;
}

/** An internet gateway on a VPC, as it is made. */
export function madeGateway({ account, region }: Place, vpcId: string, id = inventId("igw-")): InternetGateway {
  return { id, vpcId, arn: `arn:aws:ec2:${region}:${account}:internet-gateway/${id}` };
}

function checkOnlyGateway(world: World, vpcId: string, ownUrn: string | undefined): void {
  if (world.all(internetGateway).some(({ urn, state }) => urn !== ownUrn && state.vpcId === vpcId)) {
    refuse("R120", `Network ${vpcId} already has an internet gateway attached`);
  }
}

export const internetGateway: TypeOf<InternetGateway> = resourceType(
  "aws:ec2/internetGateway:InternetGateway",
  { vpcId: v.string(), tags },
  (inputs, place, world, previous) => {
    ownVpc(world, place, inputs.vpcId);
    checkOnlyGateway(world, inputs.vpcId, previous?.urn);
    const made = madeGateway(place, inputs.vpcId, previous?.id);
    return { id: made.id, state: { ...inputs, ...made } };
  },
);
