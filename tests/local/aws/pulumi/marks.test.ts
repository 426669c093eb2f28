import { expect } from "chai";
import { marksOf } from "../../../../local/aws/core/resource-marks";
import { resourceTypeOf } from "../../../../local/aws/resource-types";

/** Types by which most hangs: what AWS can't change of them, and which of their lists have no order. */
const facts: readonly {
  readonly token: string;
  readonly fixed: readonly string[];
  readonly sets: readonly string[];
}[] = [
  { token: "aws:iam/role:Role", fixed: ["name", "path"], sets: [] },
  { token: "aws:iam/policy:Policy", fixed: ["name", "description"], sets: [] },
  { token: "aws:lambda/function:Function", fixed: ["name", "packageType"], sets: ["replacementSecurityGroupIds"] },
  { token: "aws:dynamodb/table:Table", fixed: ["name", "hashKey", "rangeKey"], sets: ["attributes"] },
  { token: "aws:cognito/userPool:UserPool", fixed: ["name"], sets: [] },
  { token: "aws:s3/bucket:Bucket", fixed: ["bucket"], sets: [] },
  { token: "aws:ec2/vpc:Vpc", fixed: ["cidrBlock"], sets: [] },
  { token: "aws:ec2/subnet:Subnet", fixed: ["vpcId", "cidrBlock", "availabilityZone"], sets: [] },
  { token: "aws:ec2/securityGroup:SecurityGroup", fixed: ["name", "namePrefix", "description", "vpcId"], sets: [] },
  {
    token: "aws:ec2/vpcEndpoint:VpcEndpoint",
    fixed: ["vpcId", "serviceName", "vpcEndpointType"],
    sets: ["securityGroupIds", "subnetIds", "subnetConfigurations", "routeTableIds"],
  },
  {
    token: "aws:route53/resolverEndpoint:ResolverEndpoint",
    fixed: ["direction", "securityGroupIds"],
    sets: ["ipAddresses", "securityGroupIds", "protocols"],
  },
  { token: "aws:route53/resolverRule:ResolverRule", fixed: ["domainName", "ruleType"], sets: ["targetIps"] },
  {
    token: "aws:route53/resolverFirewallDomainList:ResolverFirewallDomainList",
    fixed: ["name"],
    sets: ["domains"],
  },
  {
    token: "aws:route53/resolverFirewallRule:ResolverFirewallRule",
    fixed: ["firewallRuleGroupId", "firewallDomainListId"],
    sets: [],
  },
  {
    token: "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation",
    fixed: ["firewallRuleGroupId", "vpcId"],
    sets: [],
  },
  { token: "aws:route53/zone:Zone", fixed: ["name"], sets: ["vpcs"] },
  {
    token: "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
    fixed: ["transitGatewayId", "vpcId"],
    sets: ["subnetIds"],
  },
  { token: "aws:apigateway/restApi:RestApi", fixed: [], sets: [] },
  { token: "aws:apigateway/deployment:Deployment", fixed: ["restApi", "triggers"], sets: [] },
  { token: "aws:apigateway/stage:Stage", fixed: ["restApi", "stageName"], sets: [] },
  {
    token: "aws:sagemaker/domain:Domain",
    fixed: ["domainName", "authMode", "vpcId", "subnetIds", "kmsKeyId", "retentionPolicy"],
    sets: ["subnetIds"],
  },
  {
    token: "aws:sagemaker/studioLifecycleConfig:StudioLifecycleConfig",
    fixed: ["studioLifecycleConfigName", "studioLifecycleConfigAppType", "studioLifecycleConfigContent"],
    sets: [],
  },
  { token: "aws:sagemaker/image:Image", fixed: ["imageName"], sets: [] },
  { token: "aws:sagemaker/imageVersion:ImageVersion", fixed: ["imageName", "baseImage"], sets: [] },
  { token: "aws:sagemaker/appImageConfig:AppImageConfig", fixed: ["appImageConfigName"], sets: [] },
  { token: "aws:sagemaker/userProfile:UserProfile", fixed: ["domainId", "userProfileName"], sets: [] },
];

describe("What the local AWS knows of the provider's inputs", () => {
  for (const { token, fixed, sets } of facts) {
    it(`${token}: is another resource by ${fixed.join(", ") || "nothing"}`, () => {
      const inputs = Object.entries(resourceTypeOf(token).inputs);
      const marked = (mark: "forcesNew" | "unordered") =>
        inputs.filter(([, schema]) => marksOf(schema)[mark] === true).map(([key]) => key);

      expect(marked("forcesNew")).to.deep.equal(fixed);
      expect(marked("unordered")).to.deep.equal(sets);
    });
  }
});
