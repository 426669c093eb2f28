import * as v from "valibot";
import { forcesNew } from "../core/resource-marks";
import { inventId, resourceType, tags } from "../core/resource-type";
import { flowLog } from "./kinds";
import { ownVpc } from "./own";

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
    const id = previous?.id ?? inventId("fl-");
    return { id, state: { ...inputs, arn: `arn:aws:ec2:${place.region}:${place.account}:vpc-flow-log/${id}` } };
  },
);
