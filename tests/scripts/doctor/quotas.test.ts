import { expect } from "chai";
import type { Kind } from "../../../local/aws/core/world";
import {
  route,
  securityGroupEgressRule,
  securityGroupIngressRule,
  transitGateway,
  vpc,
  vpcAttachment,
  vpcEndpoint,
} from "../../../local/aws/ec2/kinds";
import { resolverEndpoint, resolverRule, resolverRuleAssociation } from "../../../local/aws/route53-resolver/kinds";
import { quotaProblems } from "../../../scripts/doctor/quotas/judge";
import { type Plan, planOf } from "../../../scripts/doctor/quotas/plan";
import type { Project } from "../../../stacks/project/stack";
import { DoctorBench, variant, wellProject } from "./doctor-bench";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const projects: Readonly<Record<string, Project>> = {
  "the shipped project": wellProject,
  "further endpoints, three zones, several corporate CIDR blocks": variant(wellProject, {
    shared: {
      endpointServices: '["ecr.api","ecr.dkr","kms"]',
      availabilityZones: '["eu-west-1a","eu-west-1b","eu-west-1c"]',
      corporateCidrs: '["192.168.10.0/24","172.16.0.0/16","172.20.0.0/16"]',
    },
  }),
  "an on-premises simulator": variant(wellProject, { shared: { onPremisesSimulator: "true" } }),
  "a simulator in four zones, and sign-in over the internet": variant(wellProject, {
    shared: {
      onPremisesSimulator: "true",
      signIn: "internet",
      region: "us-east-1",
      availabilityZones: '["us-east-1a","us-east-1b","us-east-1c","us-east-1d"]',
    },
    parent: { region: "us-east-1" },
    child: { region: "us-east-1" },
    "lob-b": { region: "us-east-1" },
  }),
  "a child without a hub": variant(wellProject, {
    child: { sharedStack: "", vpcCidr: "", lob: "", userProfiles: "" },
    parent: { sharedStack: "" },
    shared: { lobs: '[{"name":"lob-b","account":"444444444444"}]' },
  }),
};

describe("scripts/doctor/quotas", () => {
  for (const [what, project] of Object.entries(projects)) {
    it(`plans what the stacks of ${what} are made of`, async () => {
      const bench = await DoctorBench.start(project);
      try {
        for (const stack of project.stacks) {
          expect(planOf(project, stack), stack.name).to.deep.equal(actualOf(bench, stack.name));
        }
      } finally {
        await bench.close();
      }
    });
  }

  /** What a stack has on the local AWS. */
  function actualOf({ world }: DoctorBench, name: string): Plan {
    const own = <S>(type: Kind<S>) => world.all(type).filter(({ stack }) => stack === name);
    const endpoints = own(vpcEndpoint).map(({ state }) => state.vpcEndpointType);
    const rulesOf = (type: Kind<{ readonly securityGroupId: string }>) => {
      const groups = own(type).map(({ state }) => state.securityGroupId);
      return groups.map((group) => groups.filter((other) => other === group).length);
    };
    /** How many routes each table has: the VPC's own, written ones, and those of gateway endpoints. */
    const routesOf = () => {
      const written = own(route).map(({ state }) => state.routeTableId);
      const tables = [...written, ...own(vpcEndpoint).flatMap(({ state }) => state.routeTableIds)];
      return tables.map((table) => 1 + tables.filter((other) => other === table).length);
    };
    const gateways = own(transitGateway).map(({ id }) => id);
    return {
      vpcs: own(vpc).length,
      interfaceEndpoints: endpoints.filter((type) => type === "Interface").length,
      gatewayEndpoints: endpoints.filter((type) => type === "Gateway").length,
      tableRoutes: Math.max(0, ...routesOf()),
      groupRules: Math.max(0, ...rulesOf(securityGroupIngressRule), ...rulesOf(securityGroupEgressRule)),
      transitGateways: gateways.length,
      attachments: world.all(vpcAttachment).filter(({ state }) => gateways.includes(state.transitGatewayId)).length,
      resolverEndpoints: own(resolverEndpoint).length,
      resolverRules: own(resolverRule).length,
      ruleAssociations: own(resolverRuleAssociation).length,
    };
  }

  it("finds that VPCs are taken before the hub is up, and not after it", async () => {
    const project = wellProject;
    const bench = await DoctorBench.start(project, []);
    const place = { account: "111122223333", region: "eu-west-1" };
    try {
      for (let index = 0; index < 5; index++) {
        const inputs = { cidrBlock: `10.${index}.0.0/16` };
        const urn = `urn:pulumi:others::p::aws:ec2/vpc:Vpc::${index}`;
        await bench.estate.aws.put({
          urn,
          type: "aws:ec2/vpc:Vpc",
          name: `${index}`,
          stack: "others",
          ...place,
          inputs,
        });
      }
      const ask =
        "ask for more, aws service-quotas request-service-quota-increase --service-code vpc --quota-code L-F678F1CE --desired-value 6 --region eu-west-1, or remove some";
      expect(await bench.complaints({ stack: ["shared"] })).to.include(
        `problem  account 111122223333 in eu-west-1: quotas\n           VPCs per Region is 5, and 1 planned and 5 of others make 6: ${ask}`,
      );
      bench.world.remove("urn:pulumi:others::p::aws:ec2/vpc:Vpc::0");
      for (const stack of project.stacks.filter(({ name }) => name === "shared")) {
        await bench.up(stack);
      }
      expect(await bench.complaints({ stack: ["shared"] })).to.deep.equal([]);
    } finally {
      await bench.close();
    }
  });

  it("finds that a security group takes fewer rules than corporate CIDR blocks need", () => {
    const ranges = Array.from({ length: 29 }, (_, index) => `172.16.${index}.0/24`);
    const project = variant(wellProject, { shared: { corporateCidrs: JSON.stringify(ranges) } });
    const plans = project.stacks.filter(({ name }) => name === "shared").map((stack) => planOf(project, stack));
    const place = { account: "111122223333", region: "eu-west-1" };
    expect(quotaProblems(place, "groupRules", plans, { limit: 59, inUse: [] }, new Set())).to.deep.equal([
      "Inbound or outbound rules per security group is 59, and 60 planned make 60: ask for more, aws service-quotas request-service-quota-increase --service-code vpc --quota-code L-0EA8095F --desired-value 60 --region eu-west-1",
    ]);
    expect(quotaProblems(place, "groupRules", plans, { limit: 60, inUse: [] }, new Set())).to.deep.equal([]);
  });
});
