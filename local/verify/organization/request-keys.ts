import { isRecord } from "../../../common/is-record";
import { type Resource, role, type World } from "../../aws";

/** Condition keys with the values that a call has for them; undefined where it has none. */
export type RequestKeys = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads a member of a resource's state, such as `metadataOptions.httpTokens`. */
export function member(state: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), state);
}

function text(state: unknown, path: string): string | undefined {
  const value = member(state, path);
  return typeof value === "string" || typeof value === "boolean" ? String(value) : undefined;
}

/** The role that a resource is, or belongs to. */
function roleOf(world: World, { account, state }: Resource): unknown {
  const name = text(state, "role") ?? text(state, "name");
  return world.list(role, account).find((found) => found.state.name === name)?.state;
}

/** Services that a role is passed to, and that make a role of their own, by the type of resource. */
const services: Readonly<Record<string, string>> = {
  "aws:apigateway/account:Account": "apigateway",
  "aws:appautoscaling/target:Target": "sagemaker.application-autoscaling",
  "aws:ec2/flowLog:FlowLog": "vpc-flow-logs",
  "aws:ec2transitgateway/instanceConnectEndpoint:InstanceConnectEndpoint": "ec2-instance-connect",
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": "transitgateway",
  "aws:lambda/function:Function": "lambda",
  "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": "route53resolver",
  "aws:sagemaker/domain:Domain": "sagemaker",
  "aws:sagemaker/model:Model": "sagemaker",
  "aws:sagemaker/userProfile:UserProfile": "sagemaker",
};

/** The principal of the service that works for a type of resource. */
export function serviceOf({ type }: Resource): string {
  return `${services[type] ?? "unknown"}.amazonaws.com`;
}

/** The launch template of an instance, which has what the instance's own inputs don't. */
function launch(world: World, { state }: Resource): unknown {
  const id = text(state, "launchTemplate.id");
  const template = id === undefined ? undefined : world.everything().find((other) => other.id === id)?.state;
  return { ...Object(template), ...Object(state) };
}

function firstVolume(state: unknown): unknown {
  const [device] = [member(state, "blockDeviceMappings"), []].find(Array.isArray) ?? [];
  return member(device, "ebs") ?? member(state, "rootBlockDevice");
}

/**
 * What calls tell of their resources besides tags, by action or by service.
 *
 * Source: Service Authorization Reference, condition keys of each service.
 */
const keysOfActions: Readonly<Record<string, (resource: Resource, world: World) => RequestKeys>> = {
  ec2: ({ region }) => ({ "ec2:Region": region }),
  // SageMaker encrypts a domain's file system with or without a key of the organization's.
  "elasticfilesystem:CreateFileSystem": () => ({ "elasticfilesystem:Encrypted": "true" }),
  "ec2:CreateSubnet": ({ state }) => ({ "ec2:AvailabilityZone": text(state, "availabilityZone") }),
  "ec2:CreateVpcEndpoint": ({ state, region }) => ({
    "ec2:VpceServiceName": text(state, "serviceName"),
    "ec2:VpceServiceOwner": "amazon",
    "ec2:VpceServiceRegion": region,
  }),
  "ec2:RunInstances": (resource, world) => {
    const state = launch(world, resource);
    return {
      "ec2:InstanceType": text(state, "instanceType"),
      "ec2:MetadataHttpTokens": text(state, "metadataOptions.httpTokens"),
      "ec2:Encrypted": text(firstVolume(state), "encrypted") ?? "false",
      "ec2:VolumeType": text(firstVolume(state), "volumeType"),
    };
  },
  iam: (resource, world) => ({
    "iam:PermissionsBoundary": text(roleOf(world, resource), "permissionsBoundary"),
    "iam:PassedToService": serviceOf(resource),
    "iam:AWSServiceName": serviceOf(resource),
    "iam:PolicyARN": text(resource.state, "policyArn"),
  }),
  "sagemaker:CreateDomain": ({ state }) => ({
    "sagemaker:AppNetworkAccessType": text(state, "appNetworkAccessType"),
    "sagemaker:AuthMode": text(state, "authMode"),
    "sagemaker:VolumeKmsKeyArn": text(state, "kmsKeyId"),
    "sagemaker:DomainSharingOutputKmsKeyArn": undefined,
  }),
  "lambda:CreateFunction": ({ state }) => functionKeys(state),
  "lambda:UpdateFunctionConfiguration": ({ state }) => functionKeys(state),
  "s3:CreateBucket": ({ region }) => ({ "s3:locationconstraint": region }),
};

function texts(state: unknown, path: string): readonly string[] | undefined {
  const value = member(state, path);
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;
}

/** A function's network, by the ids that the local AWS made up, and none outside of any. */
function functionKeys(state: unknown): RequestKeys {
  return {
    "lambda:VpcIds": text(state, "vpcConfig.vpcId"),
    "lambda:SubnetIds": texts(state, "vpcConfig.subnetIds"),
    "lambda:SecurityGroupIds": texts(state, "vpcConfig.securityGroupIds"),
    "lambda:CodeSigningConfigArn": undefined,
    "lambda:Layer": undefined,
  };
}

/** Calls that a service makes for a resource: it doesn't pass the resource's tags on. */
const untagged = /^(ec2:(Create|Modify|Delete)NetworkInterface|iam:CreateServiceLinkedRole|logs:)/;

/**
 * Tags that every resource of a stack has, and those of its own.
 *
 * Source: the provider's documentation, `defaultTags`.
 */
function tagKeys({ state }: Resource, defaults: Readonly<Record<string, string>>): RequestKeys {
  const own = member(state, "tags");
  const tags: [string, unknown][] = Object.entries({ ...defaults, ...(isRecord(own) && own) });
  const values = tags.flatMap(([key, value]) =>
    typeof value === "string" ? [[`aws:RequestTag/${key}`, value] as const] : [],
  );
  return { ...Object.fromEntries(values), "aws:TagKeys": tags.map(([key]) => key) };
}

/** Services with one endpoint for all regions. Source: IAM User Guide, `aws:RequestedRegion`. */
const globalServices = ["iam", "route53"];

/** What a call of a stack's `up` for a resource tells of itself, as far as that is known beforehand. */
export function requestKeys(
  action: string,
  resource: Resource,
  world: World,
  defaultTags: Readonly<Record<string, string>>,
): RequestKeys {
  const { account, region } = resource;
  const [service = ""] = action.split(":");
  const organization = world.account(account)?.organization;
  return {
    "aws:PrincipalAccount": account,
    "aws:PrincipalIsAWSService": "false",
    "aws:RequestedRegion": globalServices.includes(service) ? "us-east-1" : region,
    "aws:ResourceAccount": account,
    "aws:SecureTransport": "true",
    "aws:ViaAWSService": "false",
    ...(organization !== undefined && {
      "aws:PrincipalOrgID": organization.id,
      "aws:ResourceOrgID": organization.id,
    }),
    ...(!untagged.test(action) && tagKeys(resource, defaultTags)),
    ...keysOfActions[service]?.(resource, world),
    ...keysOfActions[action]?.(resource, world),
  };
}
