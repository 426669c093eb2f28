import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import * as v from "valibot";
import { withUnwatchedPromises } from "../../local/deploy/unwatched-promises";
import { withoutStackTraces } from "../../local/deploy/without-stack-traces";

/** A resource as a program registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Names of the resources that were done when its registration began. */
  readonly after: readonly string[];
  /** Type of the component that it is in; of the stack, where it is in none. */
  readonly within: string;
  /** What a component says that it gives; empty for other resources. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

const known = new Set([
  "aws:appautoscaling/policy:Policy",
  "aws:appautoscaling/target:Target",
  "aws:apigateway/account:Account",
  "aws:apigateway/authorizer:Authorizer",
  "aws:apigateway/deployment:Deployment",
  "aws:apigateway/integration:Integration",
  "aws:apigateway/integrationResponse:IntegrationResponse",
  "aws:apigateway/method:Method",
  "aws:apigateway/methodResponse:MethodResponse",
  "aws:apigateway/methodSettings:MethodSettings",
  "aws:apigateway/resource:Resource",
  "aws:apigateway/response:Response",
  "aws:apigateway/restApi:RestApi",
  "aws:apigateway/restApiPolicy:RestApiPolicy",
  "aws:apigateway/stage:Stage",
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:cognito/userPool:UserPool",
  "aws:cognito/userPoolClient:UserPoolClient",
  "aws:dynamodb/table:Table",
  "aws:dynamodb/tableItem:TableItem",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/flowLog:FlowLog",
  "aws:ec2/instance:Instance",
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/route:Route",
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/subnetCidrReservation:SubnetCidrReservation",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
  "aws:ec2transitgateway/defaultRouteTableAssociation:DefaultRouteTableAssociation",
  "aws:ec2transitgateway/defaultRouteTablePropagation:DefaultRouteTablePropagation",
  "aws:ec2transitgateway/instanceConnectEndpoint:InstanceConnectEndpoint",
  "aws:ec2transitgateway/route:Route",
  "aws:ec2transitgateway/routeTable:RouteTable",
  "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",
  "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
  "aws:ec2transitgateway/transitGateway:TransitGateway",
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
  "aws:iam/policy:Policy",
  "aws:iam/role:Role",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:lambda/function:Function",
  "aws:lambda/permission:Permission",
  "aws:ram/principalAssociation:PrincipalAssociation",
  "aws:ram/resourceAssociation:ResourceAssociation",
  "aws:ram/resourceShare:ResourceShare",
  "aws:ram/resourceShareAccepter:ResourceShareAccepter",
  "aws:route53/queryLog:QueryLog",
  "aws:route53/record:Record",
  "aws:route53/resolverEndpoint:ResolverEndpoint",
  "aws:route53/resolverFirewallConfig:ResolverFirewallConfig",
  "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList",
  "aws:route53/resolverFirewallRule:ResolverFirewallRule",
  "aws:route53/resolverFirewallRuleGroup:ResolverFirewallRuleGroup",
  "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
  "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig",
  "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation",
  "aws:route53/resolverRule:ResolverRule",
  "aws:route53/resolverRuleAssociation:ResolverRuleAssociation",
  "aws:route53/zone:Zone",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketObjectv2:BucketObjectv2",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:sagemaker/appImageConfig:AppImageConfig",
  "aws:sagemaker/domain:Domain",
  "aws:sagemaker/endpoint:Endpoint",
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
  "aws:sagemaker/image:Image",
  "aws:sagemaker/imageVersion:ImageVersion",
  "aws:sagemaker/model:Model",
  "aws:sagemaker/studioLifecycleConfig:StudioLifecycleConfig",
  "aws:sagemaker/userProfile:UserProfile",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "pulumi:providers:aws",
]);

/** What `awsx:ec2:Vpc`, whose children a provider creates, gives back: a route table for each Availability Zone. */
function vpcOutputs(name: string, inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const zones = v.parse(v.array(v.string()), inputs.availabilityZoneNames);
  return {
    vpcId: `${name}-id`,
    isolatedSubnetIds: zones.map((_, index) => `${name}-isolated-${index + 1}`),
    routeTables: zones.map((_, index) => ({ id: `${name}-route-table-${index + 1}` })),
  };
}

const record = v.record(v.string(), v.unknown());

/** What AWS would make up: an ARN, and of an endpoint its names, in no order to rely on. */
function madeUp(type: string, name: string, inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  switch (type) {
    case "awsx:ec2:Vpc":
      return vpcOutputs(name, inputs);
    case "aws:ec2/vpcEndpoint:VpcEndpoint": {
      const entry = (zone: string) => ({
        dnsName: `vpce-0-${name}${zone}.service.eu-west-1.vpce.amazonaws.com`,
        hostedZoneId: `Z-${name}`,
      });
      return {
        arn: `arn:mock:${name}`,
        prefixListId: `pl-${name}`,
        dnsEntries: inputs.vpcEndpointType === "Gateway" ? [] : [entry("-eu-west-1b"), entry(""), entry("-eu-west-1a")],
      };
    }
    case "aws:sagemaker/imageVersion:ImageVersion":
      return { version: 1 };
    default:
      return { arn: `arn:mock:${name}` };
  }
}

type Place = Pick<Registered, "within" | "outputs">;

/** What only the mocks' monitor knows of a resource: its URN says what it is in, its state what a component gives. */
function placeOf(monitor: unknown, { type, name }: Pick<Registered, "type" | "name">): Place {
  const all = monitor instanceof MockMonitor ? [...monitor.getRegisteredResources().values()] : [];
  const found = all.find(({ urn }) => urn.endsWith(`$${type}::${name}`) || urn.endsWith(`::${type}::${name}`));
  const state: unknown = found?.state;
  return {
    within: found?.urn.split("::")[2]?.split("$").at(-2) ?? "",
    outputs: state instanceof Struct ? v.parse(record, state.toJavaScript()) : {},
  };
}

/**
 * Evaluates a program under mocks that know the types above, and throw on any other and on every look-up. Creating one takes some turns of the event loop, so that what doesn't wait
 * for it is registered before it is done.
 */
export async function evaluate(program: () => void, preview = false): Promise<Registered[]> {
  const registered: Omit<Registered, keyof Place>[] = [];
  const done: string[] = [];
  const mocks: pulumi.runtime.Mocks = {
    async newResource({ type, name, inputs, custom }) {
      if (custom === true && !known.has(type)) {
        throw new Error(`the mocks don't know ${type} "${name}"`);
      }
      if (type === "pulumi:pulumi:Stack") {
        return { id: undefined, state: inputs };
      }
      registered.push({ type, name, inputs: v.parse(record, inputs), after: [...done] });
      for (let turn = 0; custom === true && turn < 5; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      done.push(name);
      const id = `${name}-id`;
      return { id, state: { ...inputs, ...(!preview && madeUp(type, name, v.parse(record, inputs))) } };
    },
    call({ token }) {
      throw new Error(`the mocks know no look-up, and ${token} is one`);
    },
  };
  await pulumi.runtime.setMocks(mocks, "project", "stack", preview);
  const monitor = pulumi.runtime.getMonitor();
  const evaluated = async () => {
    try {
      await pulumi.runtime.runInPulumiStack(async () => program());
    } finally {
      // What a program that is refused began to register would otherwise end in another test.
      await pulumi.runtime.disconnect();
    }
  };
  await withoutStackTraces(() => withUnwatchedPromises(evaluated));
  return registered.map((resource) => ({ ...resource, ...placeOf(monitor, resource) }));
}

const evaluated = new Map<string, Promise<Registered[]>>();

/** JSON leaves out what is undefined, which differs from what isn't given. */
function withUndefined(_: string, value: unknown): unknown {
  return value === undefined ? "undefined" : value;
}

/**
 * Evaluates a program like {@link evaluate}, and remembers what it registered: each evaluation takes a part of a second.
 *
 * @param known what tells the program from others, as plain values.
 */
export function evaluateOnce(known: readonly unknown[], preview: boolean, program: () => void): Promise<Registered[]> {
  const key = JSON.stringify([known, preview], withUndefined);
  const registered = evaluated.get(key) ?? evaluate(program, preview);
  evaluated.set(key, registered);
  return registered;
}

/** The one resource of a type, or with a name. */
export function only(registered: readonly Registered[], typeOrName: string): Registered {
  const found = registered.filter(({ type, name }) => type === typeOrName || name === typeOrName);
  const [first] = found;
  if (first === undefined || found.length > 1) {
    throw new Error(`there are ${found.length} resources ${typeOrName}`);
  }
  return first;
}
