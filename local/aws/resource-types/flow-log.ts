import * as v from "valibot";
import { resourceType, tags } from "../resource-type";
import { lastingId } from "./ec2";
import { ownVpc } from "./vpc";

export const flowLog = resourceType(
  "aws:ec2/flowLog:FlowLog",
  {
    vpcId: v.string(),
    trafficType: v.picklist(["ACCEPT", "REJECT", "ALL"]),
    logDestinationType: v.optional(v.picklist(["cloud-watch-logs", "s3"]), "cloud-watch-logs"),
    logDestination: v.string(),
    iamRoleArn: v.optional(v.string()),
    logFormat: v.optional(v.string()),
    maxAggregationInterval: v.optional(v.picklist([60, 600])),
    tags,
  },
  (inputs, place, world, previous) => {
    ownVpc(world, place, inputs.vpcId);
    const id = lastingId("fl-", previous, inputs);
    return { id, state: { ...inputs, arn: `arn:aws:ec2:${place.region}:${place.account}:vpc-flow-log/${id}` } };
  },
);
