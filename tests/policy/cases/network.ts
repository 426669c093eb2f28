import { notYetKnown } from "../../../policy/support/values";
import { document, fails, passes, type RuleCases, resource } from "../support/case";

const ingress = (props: Readonly<Record<string, unknown>>) =>
  resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", props);
const group = (...rules: readonly object[]) => resource("aws:ec2/securityGroup:SecurityGroup", { ingress: rules });
const acl = (...rules: readonly object[]) => resource("aws:ec2/networkAcl:NetworkAcl", { ingress: rules });
const endpoint = (props: Readonly<Record<string, unknown>>) => resource("aws:ec2/vpcEndpoint:VpcEndpoint", props);

const names = (...domains: readonly string[]) =>
  resource("aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList", { id: "rslvr-fdl-1", domains });
const nameRule = (action: string, listId = "rslvr-fdl-1") =>
  resource("aws:route53/resolverFirewallRule:ResolverFirewallRule", { action, firewallDomainListId: listId }, "allow");
const anybodys = (name: string) =>
  `has "${name}", and rule "allow" allows it, so that data can leave in anybody's names: list the names that are needed`;

const lets = (cidr: string) => `lets ${cidr} in: name the CIDR blocks that may come, no wider than /8, or /16 of IPv6`;

const own = document({
  Effect: "Allow",
  Principal: "*",
  Action: "sagemaker:*",
  Resource: "*",
  Condition: { StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" } },
});
const noPolicy =
  "has no policy, so that AWS gives it the default one, which allows everything: set policy on the endpoint itself";
const fullAccess =
  "has AWS's default policy, which allows everything: allow the service's own actions to callers that a condition names";

const denial = {
  Effect: "Deny",
  Principal: { AWS: "*" },
  Action: "execute-api:Invoke",
  Resource: "arn:aws:execute-api:eu-west-1:111122223333:abc123/*",
  Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } },
};
const apiPolicy = (...statements: readonly object[]) =>
  resource(
    "aws:apigateway/restApiPolicy:RestApiPolicy",
    { restApiId: "abc123", policy: document(...statements) },
    "policy",
  );
const api = (types: unknown) =>
  resource("aws:apigateway/restApi:RestApi", { id: "abc123", endpointConfiguration: { types } });
const noDenial =
  "policy: has no statement that denies execute-api:Invoke on the whole API to the principal \"*\" where aws:SourceVpce isn't the endpoint: add it, with StringNotEquals and no other condition, since an authorizer's Allow is enough without it";

const instead = "leave it out: AWS's services are reached through the hub's endpoints";
const gatewayType = "aws:ec2/internetGateway:InternetGateway";
/** A resource inside of components, the outermost first. */
const within = (components: readonly string[], type: string) => ({
  ...resource(type, {}),
  urn: `urn:pulumi:stack::project::${[...components, type].join("$")}::it`,
});
const ofProject = (component: string) => `sagemaker-multi-account:network:${component}`;
const simulator = [ofProject("OnPremisesSimulator"), ofProject("OnPremisesVpc")];
const awsxParts = ["awsx:ec2:Vpc", "aws:ec2/vpc:Vpc"];
const route = (props: Readonly<Record<string, unknown>>) => resource("aws:ec2/route:Route", props);
const leads = (id: string) => `leads to ${id}, and so to the internet: ${instead}`;

export const networkCases: RuleCases = {
  "no-internet-gateway": [
    passes("AWSx's VPC in the simulator", within(simulator, "awsx:ec2:Vpc")),
    passes("the internet gateway that AWSx makes in the simulator", within([...simulator, ...awsxParts], gatewayType)),
    passes("a route to the transit gateway", route({ transitGatewayId: "tgw-1", gatewayId: undefined })),
    passes("a route to a virtual private gateway", route({ gatewayId: "vgw-1" })),
    passes("a route whose gateway a preview doesn't know", route({ gatewayId: notYetKnown })),
    passes("a table of local routes", resource("aws:ec2/routeTable:RouteTable", { routes: [{ gatewayId: "local" }] })),
    fails("an internet gateway", resource(gatewayType, { vpcId: "vpc-1" }), `is an internet gateway: ${instead}`),
    fails(
      "the internet gateway that AWSx makes in a LOB's VPC",
      within([ofProject("IsolatedVpc"), ...awsxParts], gatewayType),
      `is an internet gateway: ${instead}`,
    ),
    fails(
      "an internet gateway in the simulator that AWSx didn't make",
      within(simulator, gatewayType),
      `is an internet gateway: ${instead}`,
    ),
    fails(
      "an attachment in the simulator that AWSx didn't make",
      within([...simulator, ...awsxParts], "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment"),
      `attaches an internet gateway to a VPC: ${instead}`,
    ),
    fails(
      "a VPC of AWSx elsewhere",
      within([ofProject("IsolatedVpc")], "awsx:ec2:Vpc"),
      `is a VPC of AWSx, which gives every VPC an internet gateway: ${instead}`,
    ),
    fails(
      "an egress-only internet gateway",
      resource("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", {}),
      `is an egress-only internet gateway: ${instead}`,
    ),
    fails("a NAT gateway", resource("aws:ec2/natGateway:NatGateway", {}), `is a NAT gateway: ${instead}`),
    fails(
      "a carrier gateway",
      resource("aws:ec2/carrierGateway:CarrierGateway", {}),
      `is a carrier gateway: ${instead}`,
    ),
    fails(
      "the account's default VPC",
      resource("aws:ec2/defaultVpc:DefaultVpc", {}),
      `is the account's default VPC, which has an internet gateway: ${instead}`,
    ),
    fails("a route to an internet gateway", route({ gatewayId: "igw-1" }), leads("igw-1")),
    fails("a route to a NAT gateway", route({ natGatewayId: "nat-1" }), leads("nat-1")),
    fails("a route to an egress-only one", route({ egressOnlyGatewayId: "eigw-1" }), leads("eigw-1")),
    fails("a route to a carrier gateway", route({ carrierGatewayId: "cagw-1" }), leads("cagw-1")),
    fails(
      "routes within a table",
      resource("aws:ec2/routeTable:RouteTable", { routes: [{ gatewayId: "igw-1" }, { natGatewayId: "nat-1" }] }),
      leads("igw-1"),
      leads("nat-1"),
    ),
    fails(
      "routes within a VPC's main table",
      resource("aws:ec2/defaultRouteTable:DefaultRouteTable", { routes: [{ gatewayId: "igw-1" }] }),
      leads("igw-1"),
    ),
  ],
  "no-open-ingress": [
    passes("a corporate CIDR block", ingress({ cidrIpv4: "192.168.10.0/24" })),
    passes("the widest private CIDR block", ingress({ cidrIpv4: "10.0.0.0/8" })),
    passes("a CIDR block that a preview doesn't know", ingress({ cidrIpv4: notYetKnown })),
    passes(
      "the way out",
      resource("aws:ec2/securityGroupRule:SecurityGroupRule", { type: "egress", cidrBlocks: ["0.0.0.0/0"] }),
    ),
    passes("a refusal", acl({ action: "deny", cidrBlock: "0.0.0.0/0" })),
    passes(
      "the way out through a network ACL",
      resource("aws:ec2/networkAclRule:NetworkAclRule", { egress: true, ruleAction: "allow", cidrBlock: "0.0.0.0/0" }),
    ),
    passes("a group by reference", ingress({ referencedSecurityGroupId: "sg-1" })),
    fails("the internet", ingress({ cidrIpv4: "0.0.0.0/0" }), lets("0.0.0.0/0")),
    fails("the internet of IPv6", ingress({ cidrIpv6: "::/0" }), lets("::/0")),
    fails("half of the internet", ingress({ cidrIpv4: "128.0.0.0/1" }), lets("128.0.0.0/1")),
    fails(
      "rules within a group",
      group({ cidrBlocks: ["10.0.0.0/16", "0.0.0.0/0"] }, { ipv6CidrBlocks: ["::/0"] }),
      lets("0.0.0.0/0"),
      lets("::/0"),
    ),
    fails(
      "a rule of the older kind",
      resource("aws:ec2/securityGroupRule:SecurityGroupRule", { type: "ingress", cidrBlocks: ["0.0.0.0/0"] }),
      lets("0.0.0.0/0"),
    ),
    fails("a network ACL", acl({ action: "allow", cidrBlock: "0.0.0.0/0" }), lets("0.0.0.0/0")),
    fails(
      "a rule of a network ACL",
      resource("aws:ec2/networkAclRule:NetworkAclRule", { ruleAction: "allow", ipv6CidrBlock: "::/0" }),
      lets("::/0"),
    ),
  ],
  "no-public-address": [
    passes("an instance inside", resource("aws:ec2/instance:Instance", { subnetId: "subnet-1" })),
    fails(
      "a launch template that gives an address",
      resource("aws:ec2/launchTemplate:LaunchTemplate", { networkInterfaces: [{ associatePublicIpAddress: "true" }] }),
      "gives a public address: leave associatePublicIpAddress out; people come in through an EC2 Instance Connect Endpoint",
    ),
    fails(
      "a subnet that gives addresses",
      resource("aws:ec2/subnet:Subnet", { mapPublicIpOnLaunch: true }),
      "gives every instance that starts in it a public address: leave mapPublicIpOnLaunch out",
    ),
  ],
  "endpoint-policy-not-default": [
    passes("an endpoint with its own policy", endpoint({ policy: own })),
    passes("a policy that a preview doesn't know", endpoint({ policy: notYetKnown })),
    passes("a kind of endpoint that takes none", endpoint({ vpcEndpointType: "GatewayLoadBalancer" })),
    passes(
      "everything for known callers, which is another rule's to judge",
      endpoint({ policy: document({ ...JSON.parse(own).Statement[0], Action: "*" }) }),
    ),
    fails("no policy", endpoint({ vpcEndpointType: "Interface" }), noPolicy),
    fails("an empty policy", endpoint({ policy: "" }), noPolicy),
    fails(
      "the default one, written out",
      resource("aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy", {
        policy: document({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }),
      }),
      fullAccess,
    ),
  ],
  "private-api-denies-other-endpoints": [
    passes("the denial of other endpoints", apiPolicy(denial)),
    passes("the same in the short form", apiPolicy({ ...denial, Resource: "execute-api:/*" })),
    passes("an API that says it elsewhere", api("PRIVATE")),
    fails("only an Allow", apiPolicy({ ...denial, Effect: "Allow", Condition: {} }), noDenial),
    fails(
      "a denial that misses calls through no endpoint",
      apiPolicy({ ...denial, Condition: { StringNotEqualsIfExists: { "aws:SourceVpce": "vpce-0123456789abcdef0" } } }),
      noDenial,
    ),
    fails(
      "a denial that another condition takes back",
      apiPolicy({ ...denial, Condition: { ...denial.Condition, Bool: { "aws:SecureTransport": "false" } } }),
      noDenial,
    ),
    fails(
      "a denial of one method",
      apiPolicy({ ...denial, Resource: `${denial.Resource.slice(0, -1)}studio/POST/*` }),
      noDenial,
    ),
    fails("a denial for one account", apiPolicy({ ...denial, Principal: { AWS: "333333333333" } }), noDenial),
  ],
  "dns-firewall-allows-names": [
    passes(
      "a list of names that a rule allows",
      names("*.s3.eu-west-1.amazonaws.com.", "example.com"),
      nameRule("ALLOW"),
    ),
    passes("everything in a list that a rule blocks", names("*."), nameRule("BLOCK")),
    passes("everything in a list that no rule has", names("*."), nameRule("ALLOW", "another")),
    passes(
      "a list before it is known",
      { ...names(), props: { id: notYetKnown, domains: notYetKnown } },
      nameRule("ALLOW"),
    ),
    ...["*", "*.", "*.com", "*.com."].map((name) =>
      fails(`"${name}" in a list that a rule allows`, [names("example.com.", name), nameRule("ALLOW")], anybodys(name)),
    ),
    fails(
      "the same before ids are known",
      [
        { ...names("*."), props: { ...names("*.").props, id: notYetKnown } },
        {
          ...nameRule("ALLOW"),
          props: { action: "ALLOW", firewallDomainListId: notYetKnown },
          references: { firewallDomainListId: [names().urn] },
        },
      ],
      anybodys("*."),
    ),
  ],
  "private-api": [
    passes("a private API with a policy", api("PRIVATE"), apiPolicy(denial)),
    passes(
      "the same before ids are known",
      { ...api("PRIVATE"), props: { id: notYetKnown, endpointConfiguration: { types: "PRIVATE" } } },
      {
        ...apiPolicy(denial),
        props: { restApiId: notYetKnown, policy: notYetKnown },
        references: { restApiId: [api("PRIVATE").urn] },
      },
    ),
    fails(
      "a private API without a policy",
      [api("PRIVATE"), { ...apiPolicy(denial), props: { restApiId: "another" } }],
      "is private and has no policy: add a RestApiPolicy that denies everybody who doesn't come through the VPC endpoint",
    ),
    fails(
      "an API on the internet",
      [api("EDGE"), apiPolicy(denial)],
      "is reached from the internet: set endpointConfiguration.types to PRIVATE and name the VPC endpoint",
    ),
    fails(
      "an API that says nothing",
      resource("aws:apigateway/restApi:RestApi", { id: "abc123" }),
      "is reached from the internet: set endpointConfiguration.types to PRIVATE and name the VPC endpoint",
    ),
  ],
};
