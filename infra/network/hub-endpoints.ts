import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { hubRuleName } from "../support/naming";
import { type Audience, centralService, type Service, servicePolicy, serviceSlug } from "./endpoint-catalog";
import { EndpointDns, type ForwardArgs } from "./endpoint-dns";
import type { HubSecurityGroups } from "./hub-security-groups";
import type { EndpointScope } from "./policies/endpoint-policies";
import { type DnsEntry, regionalDnsEntry } from "./regional-dns-entry";

export interface HubEndpointsArgs {
  /** The services, by the catalogue's words. */
  services: readonly Service[];
  /** Whom the endpoints are for, and where they are. */
  scope: EndpointScope;
  /** End of names in AWS. */
  suffix: string;
  /** Id of the hub's VPC. */
  vpcId: pulumi.Input<string>;
  /** Ids of the subnets that the endpoints have an address in. */
  subnetIds: pulumi.Input<string>[];
  /** Ids of the security groups by whom the endpoints are for, and those of the authorizer's way to Cognito, if any. */
  groups: Readonly<Record<Audience, pulumi.Input<string>>> & Pick<HubSecurityGroups, "authorizer">;
  /** Where rules send the queries of LOBs. */
  resolver: Omit<ForwardArgs, "ruleName">;
}

/** An interface endpoint of the hub, and its name for all Availability Zones. */
export interface HubEndpoint {
  readonly id: pulumi.Output<string>;
  readonly dnsEntry: pulumi.Output<DnsEntry>;
}

/**
 * The hub's interface endpoints, each with its policy, and the zones that lead to them. Zones of services for workloads
 * have a rule for LOBs as well. `execute-api` has no zone here: each API has its own, since the wide one would also
 * cover everybody's public APIs.
 *
 * Source: API Gateway Developer Guide, "Private REST APIs in API Gateway", on private DNS.
 */
export class HubEndpoints extends pulumi.ComponentResource {
  /** Ids of the endpoints by service. */
  readonly endpointIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** The `execute-api` endpoint, which private APIs name. */
  readonly executeApi: HubEndpoint;
  /** Names of the zones for people, by service. */
  readonly peopleZones: Readonly<Record<string, string>>;
  /** Ids of the rules for LOBs, by service; `LobNetwork` associates them. */
  readonly ruleIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARNs of the same rules, by a short name for each. */
  readonly ruleArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: HubEndpointsArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:network:HubEndpoints", name, {}, options);
    const executeApi = this.endpoint(name, "execute-api", args);
    const endpointIds: Record<string, pulumi.Output<string>> = { "execute-api": executeApi.id };
    const peopleZones: Record<string, string> = {};
    const ruleIds: Record<string, pulumi.Output<string>> = {};
    const ruleArns: Record<string, pulumi.Output<string>> = {};

    for (const service of args.services.filter((each) => each !== "execute-api")) {
      const endpoint = this.endpoint(name, service, args);
      endpointIds[service] = endpoint.id;
      const { zone, audiences } = centralService(service, args.scope.region);
      const rule = this.dns(name, service, endpoint, args);
      if (audiences.includes("people")) {
        peopleZones[service] = zone;
      }
      if (rule !== undefined) {
        ruleIds[service] = rule.id;
        ruleArns[`rule-${serviceSlug(service)}`] = rule.arn;
      }
    }

    this.endpointIds = endpointIds;
    this.executeApi = executeApi;
    this.peopleZones = peopleZones;
    this.ruleIds = ruleIds;
    this.ruleArns = ruleArns;
    this.registerOutputs({ endpointIds, ruleIds });
  }

  private endpoint(name: string, service: Service, args: HubEndpointsArgs): HubEndpoint {
    const { serviceName, audiences } = centralService(service, args.scope.region);
    const endpoint = new aws.ec2.VpcEndpoint(
      `${name}-${serviceSlug(service)}`,
      {
        vpcId: args.vpcId,
        vpcEndpointType: "Interface",
        serviceName,
        subnetIds: args.subnetIds,
        securityGroupIds: [
          ...audiences.map((audience) => args.groups[audience]),
          ...(service === "cognito-idp" && args.groups.authorizer !== undefined ? [args.groups.authorizer.asked] : []),
        ],
        // The zones here replace it, for every VPC; AWS refuses both together.
        privateDnsEnabled: false,
        policy: JSON.stringify(servicePolicy(service, args.scope)),
        tags: { Name: `${name}-${serviceSlug(service)}` },
      },
      { parent: this },
    );
    return {
      id: endpoint.id,
      dnsEntry: endpoint.dnsEntries.apply((entries) => regionalDnsEntry(entries, args.scope.region)),
    };
  }

  private dns(name: string, service: Service, { dnsEntry }: HubEndpoint, args: HubEndpointsArgs) {
    const { zone, wildcard, audiences } = centralService(service, args.scope.region);
    const ruleName = hubRuleName(serviceSlug(service), args.suffix, args.scope);
    const { rule } = new EndpointDns(
      `${name}-${serviceSlug(service)}-dns`,
      {
        region: args.scope.region,
        vpcId: args.vpcId,
        zone,
        wildcard,
        endpoint: dnsEntry,
        forward: audiences.includes("workloads") ? { ...args.resolver, ruleName } : undefined,
      },
      { parent: this },
    );
    return rule;
  }
}
