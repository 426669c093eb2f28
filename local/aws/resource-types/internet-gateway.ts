import * as v from "valibot";
import { inventId, resourceType, type TypeOf, tags } from "../resource-type";
import { ownVpc } from "./vpc";

/** An internet gateway as EC2 keeps it. It opens no road by itself: a route would have to lead to it. */
export interface InternetGateway {
  readonly arn: string;
  readonly vpcId: string;
}

export const internetGateway: TypeOf<InternetGateway> = resourceType(
  "aws:ec2/internetGateway:InternetGateway",
  { vpcId: v.string(), tags },
  (inputs, place, world, previous) => {
    ownVpc(world, place, inputs.vpcId);
    const id = previous?.id ?? inventId("igw-");
    return { id, state: { ...inputs, arn: `arn:aws:ec2:${place.region}:${place.account}:internet-gateway/${id}` } };
  },
);
