import { expect } from "chai";
import type { Registered } from "../../support/evaluate";
import { ofType, registerHub } from "./hub";

/** What the groups let through, each rule as a line. */
function rules(resources: readonly Registered[]): string[] {
  const line = (direction: string) => (rule: Registered) => {
    const { securityGroupId, ipProtocol, fromPort, toPort, cidrIpv4, referencedSecurityGroupId, prefixListId } =
      rule.inputs;
    const peer = cidrIpv4 ?? referencedSecurityGroupId ?? prefixListId;
    return `${securityGroupId} ${direction} ${peer} ${ipProtocol} ${fromPort}-${toPort}`;
  };
  return [
    ...ofType(resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(line("from")),
    ...ofType(resources, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").map(line("to")),
  ].map((text) => text.replaceAll("hub-groups-", "").replaceAll("-id", ""));
}

describe("The hub's security groups", () => {
  it("let people to people's endpoints, code to the others, and queries to the resolver: nothing else", async () => {
    expect(rules(await registerHub())).to.have.members([
      "people from 192.168.10.0/24 tcp 443-443",
      "workloads from 10.96.0.0/11 tcp 443-443",
      "workloads from function tcp 443-443",
      "function to workloads tcp 443-443",
      "function to pl-hub-dynamodb tcp 443-443",
      "inbound from outbound tcp 53-53",
      "inbound from outbound udp 53-53",
      "inbound from 192.168.10.0/24 tcp 53-53",
      "inbound from 192.168.10.0/24 udp 53-53",
      "outbound to inbound tcp 53-53",
      "outbound to inbound udp 53-53",
    ]);
  });

  it("let an authorizer in the VPC to the endpoint that it asks, and to no other", async () => {
    const usual = await registerHub();
    const resources = await registerHub({ authorizerInVpc: true });
    expect(rules(resources).filter((line) => !rules(usual).includes(line))).to.have.members([
      "authorizer to asked tcp 443-443",
      "asked from authorizer tcp 443-443",
    ]);
    const endpoints = ofType(resources, "aws:ec2/vpcEndpoint:VpcEndpoint");
    const asked = endpoints.filter(({ inputs }) => JSON.stringify(inputs.securityGroupIds)?.includes("asked"));
    expect(asked.map(({ inputs }) => [inputs.serviceName, inputs.securityGroupIds])).to.deep.equal([
      ["com.amazonaws.eu-west-1.cognito-idp", ["hub-groups-people-id", "hub-groups-asked-id"]],
    ]);
  });

  it("let every corporate network in, and no address besides", async () => {
    const lines = rules(await registerHub({ corporateCidrs: ["192.168.10.0/24", "172.16.0.0/16"] }));
    expect(lines.filter((text) => text.includes("172.16.0.0/16"))).to.have.members([
      "people from 172.16.0.0/16 tcp 443-443",
      "inbound from 172.16.0.0/16 tcp 53-53",
      "inbound from 172.16.0.0/16 udp 53-53",
    ]);
  });

  it("stay within the 60 rules that AWS gives a group, with as many corporate networks as config takes", async () => {
    const corporateCidrs = Array.from({ length: 29 }, (_, index) => `172.16.${index}.0/24`);
    const groups = rules(await registerHub({ corporateCidrs })).map((text) => text.split(" ").slice(0, 2).join(" "));
    const most = Math.max(...groups.map((group) => groups.filter((other) => other === group).length));
    expect(most).to.equal(60);
  });

  it("have no rule within themselves, which the rules here wouldn't show", async () => {
    for (const { inputs } of ofType(await registerHub(), "aws:ec2/securityGroup:SecurityGroup")) {
      expect(Object.keys(inputs)).to.have.members(["description", "vpcId"]);
    }
  });
});
