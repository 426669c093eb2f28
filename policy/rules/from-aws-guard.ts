import type { Resource, ResourceRule } from "../support/rule";
import { at, isKnown, isRecord, listOf } from "../support/values";

const instance = "aws:ec2/instance:Instance";
const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
const subnet = "aws:ec2/subnet:Subnet";
const address = "aws:ec2/eip:Eip";
const addressAssociation = "aws:ec2/eipAssociation:EipAssociation";

/** Whether an Elastic IP address is for an instance or its interface; a NAT gateway takes one by itself. */
function isGiven({ type, props: { instance, instanceId, networkInterface } }: Resource): boolean {
  return (
    type === addressAssociation ||
    (type === address &&
      [instance, instanceId, networkInterface].some((each) => typeof each === "string" && each !== ""))
  );
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

/** AwsGuard's `ec2-instance-no-public-ip`, for launch templates, subnets and Elastic IP addresses as well. */
export const noPublicAddress: ResourceRule = {
  name: "no-public-address",
  description: "No instance gets a public address, by itself, by its launch template, by its subnet or later.",
  source: "AwsGuard, ec2-instance-no-public-ip",
  types: [instance, launchTemplate, subnet, address, addressAssociation],
  reads: [
    ...["associatePublicIpAddress", "mapPublicIpOnLaunch", "networkInterfaces"],
    ...["instance", "instanceId", "networkInterface"],
  ],
  judge: (resource) => {
    const { associatePublicIpAddress, mapPublicIpOnLaunch, networkInterfaces } = resource.props;
    const interfaces = listOf(networkInterfaces).map((each) => at(each, "associatePublicIpAddress"));
    return [
      ...([associatePublicIpAddress, ...interfaces].some(isTrue)
        ? [
            "gives a public address: leave associatePublicIpAddress out; people come in through an EC2 Instance Connect Endpoint",
          ]
        : []),
      ...(isTrue(mapPublicIpOnLaunch)
        ? ["gives every instance that starts in it a public address: leave mapPublicIpOnLaunch out"]
        : []),
      ...(isGiven(resource)
        ? ["gives an instance a public address: leave it out; people come in through an EC2 Instance Connect Endpoint"]
        : []),
    ];
  },
};

/** AwsGuard's `encrypted-volumes`, for launch templates as well. */
export const encryptedVolumes: ResourceRule = {
  name: "encrypted-volumes",
  description: "Every volume that an instance or a launch template names is encrypted.",
  source: "AwsGuard, encrypted-volumes",
  types: [instance, launchTemplate],
  reads: ["rootBlockDevice", "ebsBlockDevices", "blockDeviceMappings"],
  judge: ({ props: { rootBlockDevice, ebsBlockDevices, blockDeviceMappings } }) => {
    const mapped = listOf(blockDeviceMappings).map((mapping) => at(mapping, "ebs"));
    return [rootBlockDevice, ...listOf(ebsBlockDevices), ...mapped]
      .filter(isRecord)
      .filter(({ encrypted }) => isKnown(encrypted) && !isTrue(encrypted))
      .map(() => "has a volume that isn't encrypted: set encrypted to true on it");
  },
};
