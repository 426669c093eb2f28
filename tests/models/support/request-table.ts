import * as v from "valibot";

/** A request that is made of a resource's properties. */
export interface RequestOf {
  /** Such as `iam:CreateRole`. */
  readonly operation: string;
  /**
   * Members of properties that don't have the member's name, as paths such as `Policies.PasswordPolicy`; with what is
   * made of the value where it isn't taken as it is. A list on the way has the one member.
   */
  readonly members?: Readonly<
    Record<string, string | { readonly member: string; readonly from: (value: unknown) => unknown }>
  >;
  /** What the provider adds by itself, by path. */
  readonly adds?: Readonly<Record<string, unknown>>;
  /** The request is made only where the resource has this property. */
  readonly when?: string;
}

/** What becomes of a type of resource. */
interface Row {
  /** Each takes the properties that it has members for. */
  readonly requests: readonly RequestOf[];
  /** Properties that are the provider's own business, or of requests when the resource is deleted. */
  readonly notSent?: readonly string[];
}

const texts = v.record(v.string(), v.string());
const records = v.array(v.record(v.string(), v.unknown()));

/** `{Name: value}` as a list of two members each. */
const pairs = (name: string, value: string) => (map: unknown) =>
  Object.entries(v.parse(texts, map)).map(([key, text]) => ({ [name]: key, [value]: text }));

/** A record whose properties have other names; the rest stays. */
const renamed = (names: Readonly<Record<string, string>>) => (record: unknown) =>
  Object.fromEntries(
    Object.entries(v.parse(v.record(v.string(), v.unknown()), record)).map(([key, value]) => [
      names[key] ?? key,
      value,
    ]),
  );

const eachRenamed = (names: Readonly<Record<string, string>>) => (list: unknown) =>
  v.parse(records, list).map(renamed(names));

/** A change of one thing, as API Gateway takes it. */
const replacing = (path: string) => (value: unknown) => [{ op: "replace", path, value: String(value) }];

/** A row with a request of its own for tags, as EC2 has it. */
function ec2(operation: string, more: Omit<RequestOf, "operation"> = {}, ...others: readonly RequestOf[]): Row {
  const tagged: RequestOf = {
    operation: "ec2:CreateTags",
    when: "tags",
    adds: { Resources: ["id"] },
  };
  return { requests: [{ operation: `ec2:${operation}`, ...more }, ...others, tagged] };
}

function one(operation: string, more: Omit<RequestOf, "operation"> = {}, notSent: readonly string[] = []): Row {
  return { requests: [{ operation, ...more }], notSent };
}

function ofApi(operation: string, members: RequestOf["members"] = {}): Row {
  return one(`apigateway:${operation}`, { members: { restApi: "restApiId", ...members } });
}

const securityGroupRule = {
  securityGroupId: "GroupId",
  ipProtocol: "IpPermissions.IpProtocol",
  fromPort: "IpPermissions.FromPort",
  toPort: "IpPermissions.ToPort",
  cidrIpv4: "IpPermissions.IpRanges.CidrIp",
  description: "IpPermissions.IpRanges.Description",
  referencedSecurityGroupId: "IpPermissions.UserIdGroupPairs.GroupId",
  prefixListId: "IpPermissions.PrefixListIds.PrefixListId",
};

/** Members of properties that are within another member by their own names. */
const within = (member: string, ...properties: readonly string[]) =>
  Object.fromEntries(
    properties.map((property) => [property, `${member}.${property.charAt(0).toUpperCase()}${property.slice(1)}`]),
  );

const settingsOfStage = (settings: unknown) =>
  Object.entries(v.parse(v.record(v.string(), v.unknown()), settings)).flatMap(([name, value]) =>
    replacing(`/*/*/${name}`)(value),
  );

const request = { CreatorRequestId: "request" };

/**
 * What requests the provider makes of each type of resource.
 *
 * Source: the API reference of each service, for the members; terraform-provider-aws 6, for what goes where.
 */
export const requestsOfTypes: Readonly<Record<string, Row>> = {
  "aws:apigateway/account:Account": one("apigateway:UpdateAccount", {
    members: { cloudwatchRoleArn: { member: "patchOperations", from: replacing("/cloudwatchRoleArn") } },
  }),
  "aws:apigateway/authorizer:Authorizer": ofApi("CreateAuthorizer"),
  "aws:apigateway/deployment:Deployment": { ...ofApi("CreateDeployment"), notSent: ["triggers"] },
  "aws:apigateway/integration:Integration": ofApi("PutIntegration", { timeoutMilliseconds: "timeoutInMillis" }),
  "aws:apigateway/integrationResponse:IntegrationResponse": ofApi("PutIntegrationResponse"),
  "aws:apigateway/method:Method": ofApi("PutMethod", { authorization: "authorizationType" }),
  "aws:apigateway/methodResponse:MethodResponse": ofApi("PutMethodResponse"),
  "aws:apigateway/methodSettings:MethodSettings": {
    ...ofApi("UpdateStage", { settings: { member: "patchOperations", from: settingsOfStage } }),
    notSent: ["methodPath"],
  },
  "aws:apigateway/resource:Resource": ofApi("CreateResource"),
  "aws:apigateway/response:Response": ofApi("PutGatewayResponse"),
  "aws:apigateway/restApi:RestApi": ofApi("CreateRestApi"),
  "aws:apigateway/restApiPolicy:RestApiPolicy": ofApi("UpdateRestApi", {
    policy: { member: "patchOperations", from: replacing("/policy") },
  }),
  "aws:apigateway/stage:Stage": {
    requests: [
      {
        operation: "apigateway:CreateStage",
        members: { restApi: "restApiId", deployment: "deploymentId", xrayTracingEnabled: "tracingEnabled" },
      },
      {
        operation: "apigateway:UpdateStage",
        when: "accessLogSettings",
        members: {
          restApi: "restApiId",
          accessLogSettings: { member: "patchOperations", from: replacing("/accessLogSettings/format") },
        },
      },
    ],
  },
  "aws:appautoscaling/policy:Policy": one("application-autoscaling:PutScalingPolicy", {
    members: { name: "PolicyName" },
  }),
  "aws:appautoscaling/target:Target": one("application-autoscaling:RegisterScalableTarget"),
  "aws:cloudwatch/logGroup:LogGroup": {
    requests: [
      { operation: "logs:CreateLogGroup", members: { name: "logGroupName" } },
      { operation: "logs:PutRetentionPolicy", members: { name: "logGroupName" } },
    ],
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": one("logs:PutMetricFilter", {
    members: {
      name: "filterName",
      pattern: "filterPattern",
      metricTransformation: {
        member: "metricTransformations",
        from: renamed({ name: "metricName", namespace: "metricNamespace", value: "metricValue" }),
      },
    },
  }),
  "aws:cloudwatch/metricAlarm:MetricAlarm": one("cloudwatch:PutMetricAlarm", {
    members: { name: "AlarmName", dimensions: { member: "Dimensions", from: pairs("Name", "Value") } },
  }),
  "aws:cognito/userPool:UserPool": {
    requests: [
      {
        operation: "cognito-idp:CreateUserPool",
        members: { name: "PoolName", passwordPolicy: "Policies.PasswordPolicy" },
      },
      {
        operation: "cognito-idp:SetUserPoolMfaConfig",
        when: "softwareTokenMfaConfiguration",
        adds: { UserPoolId: "eu-west-1_id" },
      },
    ],
  },
  "aws:cognito/userPoolClient:UserPoolClient": one("cognito-idp:CreateUserPoolClient", {
    members: { name: "ClientName" },
  }),
  "aws:dynamodb/table:Table": {
    requests: [
      {
        operation: "dynamodb:CreateTable",
        members: {
          name: "TableName",
          attributes: {
            member: "AttributeDefinitions",
            from: eachRenamed({ name: "AttributeName", type: "AttributeType" }),
          },
          hashKey: { member: "KeySchema", from: (name) => [{ AttributeName: name, KeyType: "HASH" }] },
          serverSideEncryption: "SSESpecification",
        },
      },
      {
        operation: "dynamodb:UpdateContinuousBackups",
        members: {
          name: "TableName",
          pointInTimeRecovery: {
            member: "PointInTimeRecoverySpecification",
            from: renamed({ enabled: "PointInTimeRecoveryEnabled" }),
          },
        },
      },
    ],
  },
  "aws:dynamodb/tableItem:TableItem": one(
    "dynamodb:PutItem",
    { members: { item: { member: "Item", from: (text) => JSON.parse(String(text)) } } },
    ["hashKey"],
  ),
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    ...ec2("CreateTags", {
      when: "tags",
      adds: { Resources: ["id"] },
    }),
    notSent: ["egress", "ingress", "vpcId"],
  },
  "aws:ec2/flowLog:FlowLog": ec2("CreateFlowLogs", {
    members: { iamRoleArn: "DeliverLogsPermissionArn", vpcId: "ResourceIds" },
    adds: { ResourceType: "VPC" },
  }),
  "aws:ec2/instance:Instance": ec2("RunInstances", {
    members: {
      launchTemplate: { member: "LaunchTemplate", from: renamed({ id: "LaunchTemplateId" }) },
      vpcSecurityGroupIds: "SecurityGroupIds",
    },
    adds: { MinCount: 1, MaxCount: 1 },
  }),
  "aws:ec2/launchTemplate:LaunchTemplate": ec2("CreateLaunchTemplate", {
    members: within("LaunchTemplateData", "blockDeviceMappings", "imageId", "instanceType", "metadataOptions"),
    adds: { LaunchTemplateName: "terraform-name" },
  }),
  "aws:ec2/route:Route": ec2("CreateRoute"),
  "aws:ec2/routeTable:RouteTable": ec2("CreateRouteTable"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ec2("AssociateRouteTable"),
  "aws:ec2/securityGroup:SecurityGroup": ec2("CreateSecurityGroup", { adds: { GroupName: "name" } }),
  "aws:ec2/subnet:Subnet": ec2("CreateSubnet"),
  "aws:ec2/subnetCidrReservation:SubnetCidrReservation": ec2("CreateSubnetCidrReservation", {
    members: { cidrBlock: "Cidr" },
  }),
  "aws:ec2/vpc:Vpc": ec2(
    "CreateVpc",
    {},
    {
      operation: "ec2:ModifyVpcAttribute",
      members: { enableDnsHostnames: "EnableDnsHostnames.Value", enableDnsSupport: "EnableDnsSupport.Value" },
      adds: { VpcId: "id" },
    },
  ),
  "aws:ec2/vpcEndpoint:VpcEndpoint": ec2("CreateVpcEndpoint", { members: { policy: "PolicyDocument" } }),
  "aws:ec2transitgateway/defaultRouteTableAssociation:DefaultRouteTableAssociation": ec2("ModifyTransitGateway", {
    members: { transitGatewayRouteTableId: "Options.AssociationDefaultRouteTableId" },
  }),
  "aws:ec2transitgateway/defaultRouteTablePropagation:DefaultRouteTablePropagation": ec2("ModifyTransitGateway", {
    members: { transitGatewayRouteTableId: "Options.PropagationDefaultRouteTableId" },
  }),
  "aws:ec2transitgateway/instanceConnectEndpoint:InstanceConnectEndpoint": ec2("CreateInstanceConnectEndpoint"),
  "aws:ec2transitgateway/route:Route": ec2("CreateTransitGatewayRoute"),
  "aws:ec2transitgateway/routeTable:RouteTable": ec2("CreateTransitGatewayRouteTable"),
  "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation": ec2("AssociateTransitGatewayRouteTable"),
  "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation": ec2("EnableTransitGatewayRouteTablePropagation"),
  "aws:ec2transitgateway/transitGateway:TransitGateway": ec2("CreateTransitGateway", {
    members: within(
      "Options",
      "amazonSideAsn",
      "autoAcceptSharedAttachments",
      "defaultRouteTableAssociation",
      "defaultRouteTablePropagation",
    ),
  }),
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": {
    ...ec2("CreateTransitGatewayVpcAttachment"),
    notSent: ["transitGatewayDefaultRouteTableAssociation", "transitGatewayDefaultRouteTablePropagation"],
  },
  "aws:iam/policy:Policy": one("iam:CreatePolicy", { members: { name: "PolicyName", policy: "PolicyDocument" } }),
  "aws:iam/role:Role": one("iam:CreateRole", {
    members: { name: "RoleName", assumeRolePolicy: "AssumeRolePolicyDocument" },
  }),
  "aws:iam/rolePolicy:RolePolicy": one("iam:PutRolePolicy", {
    members: { name: "PolicyName", policy: "PolicyDocument", role: "RoleName" },
  }),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": one("iam:AttachRolePolicy", { members: { role: "RoleName" } }),
  "aws:lambda/function:Function": one(
    "lambda:CreateFunction",
    { members: { name: "FunctionName", code: { member: "Code", from: () => ({ ZipFile: "bundle" }) } } },
    ["replaceSecurityGroupsOnDestroy", "replacementSecurityGroupIds"],
  ),
  "aws:lambda/permission:Permission": one("lambda:AddPermission", { members: { function: "FunctionName" } }),
  "aws:ram/principalAssociation:PrincipalAssociation": one("ram:AssociateResourceShare", {
    members: { principal: "principals" },
  }),
  "aws:ram/resourceAssociation:ResourceAssociation": one("ram:AssociateResourceShare", {
    members: { resourceArn: "resourceArns" },
  }),
  "aws:ram/resourceShare:ResourceShare": one("ram:CreateResourceShare"),
  "aws:ram/resourceShareAccepter:ResourceShareAccepter": one("ram:GetResourceShareInvitations", {
    members: { shareArn: "resourceShareArns" },
  }),
  "aws:route53/record:Record": one("route53:ChangeResourceRecordSets", {
    members: {
      zoneId: "HostedZoneId",
      name: "ChangeBatch.Changes.ResourceRecordSet.Name",
      type: "ChangeBatch.Changes.ResourceRecordSet.Type",
      aliases: {
        member: "ChangeBatch.Changes.ResourceRecordSet.AliasTarget",
        from: (aliases) => eachRenamed({ name: "DNSName", zoneId: "HostedZoneId" })(aliases)[0],
      },
    },
    adds: { "ChangeBatch.Changes.Action": "CREATE" },
  }),
  "aws:route53/resolverEndpoint:ResolverEndpoint": one("route53resolver:CreateResolverEndpoint", { adds: request }),
  "aws:route53/resolverFirewallConfig:ResolverFirewallConfig": one("route53resolver:UpdateFirewallConfig"),
  "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList": {
    requests: [
      { operation: "route53resolver:CreateFirewallDomainList", adds: request },
      { operation: "route53resolver:UpdateFirewallDomains", adds: { FirewallDomainListId: "id", Operation: "ADD" } },
    ],
  },
  "aws:route53/resolverFirewallRule:ResolverFirewallRule": one("route53resolver:CreateFirewallRule", { adds: request }),
  "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup": one("route53resolver:CreateFirewallRuleGroup", {
    adds: request,
  }),
  "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": one(
    "route53resolver:AssociateFirewallRuleGroup",
    { adds: request },
  ),
  "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": one("route53resolver:CreateResolverQueryLogConfig", {
    adds: request,
  }),
  "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation": one(
    "route53resolver:AssociateResolverQueryLogConfig",
  ),
  "aws:route53/resolverRule:ResolverRule": one("route53resolver:CreateResolverRule", { adds: request }),
  "aws:route53/resolverRuleAssociation:ResolverRuleAssociation": one("route53resolver:AssociateResolverRule"),
  "aws:route53/zone:Zone": one("route53:CreateHostedZone", {
    members: {
      comment: "HostedZoneConfig.Comment",
      vpcs: { member: "VPC", from: (vpcs) => v.parse(records, vpcs)[0] },
    },
    adds: { CallerReference: "request" },
  }),
  "aws:s3/bucket:Bucket": one("s3:CreateBucket"),
  "aws:s3/bucketObjectv2:BucketObjectv2": one(
    "s3:PutObject",
    { members: { content: "Body", contentBase64: { member: "Body", from: () => "model" } } },
    ["overrideProvider"],
  ),
  "aws:s3/bucketPolicy:BucketPolicy": one("s3:PutBucketPolicy"),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": one("s3:PutPublicAccessBlock", {
    members: within(
      "PublicAccessBlockConfiguration",
      "blockPublicAcls",
      "blockPublicPolicy",
      "ignorePublicAcls",
      "restrictPublicBuckets",
    ),
  }),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": one(
    "s3:PutBucketEncryption",
    {
      members: { rules: "ServerSideEncryptionConfiguration.Rules" },
    },
  ),
  "aws:sagemaker/appImageConfig:AppImageConfig": one("sagemaker:CreateAppImageConfig", {
    members: { jupyterLabImageConfig: "JupyterLabAppImageConfig" },
  }),
  "aws:sagemaker/domain:Domain": one("sagemaker:CreateDomain", {}, ["retentionPolicy"]),
  "aws:sagemaker/endpoint:Endpoint": one("sagemaker:CreateEndpoint", { members: { name: "EndpointName" } }),
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": one("sagemaker:CreateEndpointConfig", {
    members: { name: "EndpointConfigName", kmsKeyArn: "KmsKeyId" },
  }),
  "aws:sagemaker/image:Image": one("sagemaker:CreateImage"),
  "aws:sagemaker/imageVersion:ImageVersion": one("sagemaker:CreateImageVersion", { adds: { ClientToken: "token" } }),
  "aws:sagemaker/model:Model": one("sagemaker:CreateModel", { members: { name: "ModelName" } }),
  "aws:sagemaker/studioLifecycleConfig:StudioLifecycleConfig": one("sagemaker:CreateStudioLifecycleConfig"),
  "aws:sagemaker/userProfile:UserProfile": one("sagemaker:CreateUserProfile"),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ec2("AuthorizeSecurityGroupEgress", {
    members: securityGroupRule,
  }),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ec2("AuthorizeSecurityGroupIngress", {
    members: securityGroupRule,
  }),
};
