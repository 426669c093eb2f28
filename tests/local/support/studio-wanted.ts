import type { World } from "../../../local/aws/core/world";
import { parentAccount, policyText, region, trusting, type Wanted } from "./local-aws";
import { role } from "./wanted";

type Inputs = Readonly<Record<string, unknown>>;
type Where = Pick<Wanted, "account" | "region" | "as">;

/** Ids of what {@link giveNetwork} puts there. */
export const network = {
  vpcId: "vpc-0a000000000000001",
  subnetIds: ["subnet-0a00000000000001", "subnet-0a00000000000002"],
  securityGroupId: "sg-0a000000000000001",
  otherVpcsSubnetId: "subnet-0b00000000000001",
  otherVpcsGroupId: "sg-0b000000000000001",
};

/** Puts two VPCs with subnets and groups into an account, under ids that are known beforehand. */
export function giveNetwork(world: World, account = parentAccount): void {
  const put = (type: string, id: string, vpcId: string, more: object = {}) => {
    const state = { id, vpcId, ...more };
    world.put({ urn: `urn:${account}:${id}`, type, stack: "network", account, region, id, state });
  };
  for (const [index, id] of network.subnetIds.entries()) {
    put("aws:ec2/subnet:Subnet", id, network.vpcId, { cidrBlock: `10.100.${index}.0/24` });
  }
  put("aws:ec2/subnet:Subnet", network.otherVpcsSubnetId, "vpc-0b000000000000001");
  put("aws:ec2/securityGroup:SecurityGroup", network.securityGroupId, network.vpcId);
  put("aws:ec2/securityGroup:SecurityGroup", network.otherVpcsGroupId, "vpc-0b000000000000001");
}

export function userPool(name: string, inputs: Inputs = {}, where: Where = {}): Wanted {
  return {
    type: "aws:cognito/userPool:UserPool",
    inputs: { name, usernameConfiguration: { caseSensitive: false }, ...inputs },
    ...where,
  };
}

export function userPoolClient(name: string, userPoolId: string, inputs: Inputs = {}): Wanted {
  return {
    type: "aws:cognito/userPoolClient:UserPoolClient",
    inputs: {
      name,
      userPoolId,
      generateSecret: false,
      explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      preventUserExistenceErrors: "ENABLED",
      ...inputs,
    },
  };
}

export function userPoolDomain(domain: string, userPoolId: string): Wanted {
  return { type: "aws:cognito/userPoolDomain:UserPoolDomain", as: domain, inputs: { domain, userPoolId } };
}

export function table(name: string, inputs: Inputs = {}, where: Where = {}): Wanted {
  return {
    type: "aws:dynamodb/table:Table",
    inputs: {
      name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: "lob",
      attributes: [{ name: "lob", type: "S" }],
      serverSideEncryption: { enabled: true },
      pointInTimeRecovery: { enabled: true },
      ...inputs,
    },
    ...where,
  };
}

export function tableItem(tableName: string, item: object | string, where: Where = {}): Wanted {
  const text = typeof item === "string" ? item : JSON.stringify(item);
  return {
    type: "aws:dynamodb/tableItem:TableItem",
    as: "item",
    inputs: { tableName, hashKey: "lob", item: text },
    ...where,
  };
}

/** The role that code in the domains of these tests runs under. */
export function executionRole(where: Where = {}): Wanted {
  const trust = trusting(
    { Service: "sagemaker.amazonaws.com" },
    { StringEquals: { "aws:SourceAccount": where.account ?? parentAccount } },
  );
  return role("Execution", { assumeRolePolicy: policyText(trust) }, where);
}

/** Settings of users who work under the role `Execution`, in the group of {@link giveNetwork}. */
export function settings(inputs: Inputs = {}, account = parentAccount): Inputs {
  return {
    executionRole: `arn:aws:iam::${account}:role/Execution`,
    securityGroups: [network.securityGroupId],
    ...inputs,
  };
}

export function idle(idleSettings: Inputs): Inputs {
  return { jupyterLabAppSettings: { appLifecycleManagement: { idleSettings } } };
}

export function domain(domainName: string, inputs: Inputs = {}, where: Where = {}): Wanted {
  return {
    type: "aws:sagemaker/domain:Domain",
    as: domainName,
    inputs: {
      domainName,
      authMode: "IAM",
      appNetworkAccessType: "VpcOnly",
      vpcId: network.vpcId,
      subnetIds: network.subnetIds,
      defaultUserSettings: settings({}, where.account),
      ...inputs,
    },
    ...where,
  };
}

export function userProfile(domainId: string, userProfileName: string, inputs: Inputs = {}, where: Where = {}): Wanted {
  return {
    type: "aws:sagemaker/userProfile:UserProfile",
    as: userProfileName,
    inputs: { domainId, userProfileName, ...inputs },
    ...where,
  };
}

export function bucket(name: string, where: Where = {}): Wanted {
  return { type: "aws:s3/bucket:Bucket", as: name, inputs: { bucket: name }, ...where };
}

/** Settings of a bucket, one of each type. */
export function bucketSettings(name: string): Wanted[] {
  const type = (token: string) => `aws:s3/bucket${token}:Bucket${token}`;
  const algorithm = { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  const closed = {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  };
  const wanted = (token: string, inputs: Inputs) => ({
    type: type(token),
    as: name,
    inputs: { bucket: name, ...inputs },
  });
  return [
    wanted("ServerSideEncryptionConfiguration", { rules: [algorithm] }),
    wanted("PublicAccessBlock", closed),
    wanted("Versioning", { versioningConfiguration: { status: "Enabled" } }),
    wanted("Policy", { policy: policyText() }),
  ];
}
