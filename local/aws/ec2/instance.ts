import * as v from "valibot";
import { inventId } from "../core/ids";
import { forcesNew, physicalName, setOf } from "../core/resource-marks";
import { resourceType, tags } from "../core/resource-type";
import { freeAddress } from "../network/interfaces";
import { instance, instanceConnectEndpoint, launchTemplate } from "./kinds";
import { ownSubnet } from "./own";
import { checkGroups } from "./security-group";

const tagSpecifications = v.optional(
  v.array(v.strictObject({ resourceType: v.string(), tags: v.record(v.string(), v.string()) })),
);

const metadataOptions = v.optional(
  v.strictObject({
    httpEndpoint: v.optional(v.picklist(["enabled", "disabled"])),
    httpTokens: v.optional(v.picklist(["required", "optional"])),
    httpPutResponseHopLimit: v.optional(v.number()),
    instanceMetadataTags: v.optional(v.picklist(["enabled", "disabled"])),
  }),
);

export const launchTemplateType = resourceType(
  launchTemplate,
  {
    name: forcesNew(physicalName(v.optional(v.string()))),
    namePrefix: forcesNew(v.optional(v.string())),
    description: v.optional(v.string()),
    imageId: v.string(),
    instanceType: v.optional(v.string()),
    updateDefaultVersion: v.optional(v.boolean()),
    vpcSecurityGroupIds: v.optional(setOf(v.string())),
    metadataOptions,
    blockDeviceMappings: v.optional(
      v.array(
        v.strictObject({
          deviceName: v.string(),
          ebs: v.strictObject({
            encrypted: v.optional(v.string()),
            volumeSize: v.optional(v.number()),
            volumeType: v.optional(v.string()),
            deleteOnTermination: v.optional(v.string()),
          }),
        }),
      ),
    ),
    userData: v.optional(v.string()),
    tagSpecifications,
    tags,
  },
  (inputs, { account, region }, _world, previous) => {
    const id = previous?.id ?? inventId("lt-");
    const arn = `arn:aws:ec2:${region}:${account}:launch-template/${id}`;
    return { id, state: { ...inputs, id, arn, latestVersion: (previous?.state.latestVersion ?? 0) + 1 } };
  },
);

export const instanceType = resourceType(
  instance,
  {
    launchTemplate: forcesNew(
      v.optional(
        v.strictObject({
          id: v.optional(v.string()),
          name: v.optional(v.string()),
          version: v.optional(v.string()),
        }),
      ),
    ),
    ami: forcesNew(v.optional(v.string())),
    instanceType: v.optional(v.string()),
    subnetId: forcesNew(v.string()),
    vpcSecurityGroupIds: setOf(v.string()),
    associatePublicIpAddress: forcesNew(v.optional(v.literal(false))),
    metadataOptions,
    monitoring: v.optional(v.boolean()),
    userData: v.optional(v.string()),
    userDataReplaceOnChange: v.optional(v.boolean()),
    volumeTags: tags,
    tags,
  },
  (inputs, place, world, previous) => {
    const subnet = ownSubnet(world, place, inputs.subnetId);
    checkGroups(world, subnet.state.vpcId, inputs.vpcSecurityGroupIds);
    const id = previous?.id ?? inventId("i-");
    const privateIp = previous?.state.privateIp ?? freeAddress(world, subnet);
    const arn = `arn:aws:ec2:${place.region}:${place.account}:instance/${id}`;
    return { id, state: { ...inputs, arn, privateIp } };
  },
);

export const instanceConnectEndpointType = resourceType(
  instanceConnectEndpoint,
  {
    subnetId: forcesNew(v.string()),
    securityGroupIds: forcesNew(v.optional(setOf(v.string()), [])),
    preserveClientIp: forcesNew(v.optional(v.boolean(), true)),
    tags,
  },
  (inputs, place, world, previous) => {
    const { state } = ownSubnet(world, place, inputs.subnetId);
    checkGroups(world, state.vpcId, inputs.securityGroupIds);
    const id = previous?.id ?? inventId("eice-");
    const arn = `arn:aws:ec2:${place.region}:${place.account}:instance-connect-endpoint/${id}`;
    return { id, state: { ...inputs, arn, vpcId: state.vpcId } };
  },
);
