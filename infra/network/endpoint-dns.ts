import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { DnsEntry } from "./regional-dns-entry";

/** What {@link EndpointDns} takes. */
export interface EndpointDnsArgs {
  /** Region of the VPC, such as `eu-west-1`. */
  region: string;
  /** Id of the VPC that answers for the zone: the hub's. */
  vpcId: pulumi.Input<string>;
  /** The zone's name, such as `sts.eu-west-1.amazonaws.com`. Other names aren't answered for. */
  zone: pulumi.Input<string>;
  /** Whether every name directly and indirectly below the zone's own leads to the endpoint too. @default false */
  wildcard?: boolean | undefined;
  /** The endpoint's name for all Availability Zones, and the zone of AWS that has it. */
  endpoint: pulumi.Input<DnsEntry>;
  /**
   * Makes a rule by which other VPCs ask here for the zone's names: through an outbound resolver endpoint, at the
   * addresses of an inbound one. Never associate it with the VPC that answers: that would be an endless loop.
   *
   * @default none
   */
  forward?: ForwardArgs | undefined;
}

/** A rule by which other VPCs ask for a zone's names. */
export interface ForwardArgs {
  /** The rule's name in AWS, up to 64 letters, digits, hyphens, underscores and spaces. */
  ruleName: string;
  /** Id of the outbound resolver endpoint that sends the queries. */
  outboundEndpointId: pulumi.Input<string>;
  /** Addresses of the inbound resolver endpoint that answers them. */
  inboundAddresses: readonly string[];
}

/**
 * A private zone that gives a service's name, as its callers know it, to a central endpoint.
 *
 * It replaces the endpoint's private DNS, which works only in the endpoint's own VPC; AWS refuses both together.
 *
 * Source: Route 53 Developer Guide, "Routing traffic to an Amazon VPC interface endpoint by using your domain name" and
 * "Forwarding outbound DNS queries to your network", with its warning of loops.
 */
export class EndpointDns extends pulumi.ComponentResource {
  /** The forward rule; undefined when none was asked for. */
  readonly rule: aws.route53.ResolverRule | undefined;

  constructor(name: string, args: EndpointDnsArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:network:EndpointDns", name, {}, options);

    const zone = new aws.route53.Zone(
      `${name}-zone`,
      {
        name: args.zone,
        comment: "Names of a central VPC endpoint",
        vpcs: [{ vpcId: args.vpcId, vpcRegion: args.region }],
      },
      { parent: this },
    );
    const { dnsName, hostedZoneId } = pulumi.output(args.endpoint);
    const alias = (key: string, recordName: pulumi.Input<string>) =>
      new aws.route53.Record(
        `${name}-${key}`,
        {
          zoneId: zone.id,
          name: recordName,
          type: "A",
          aliases: [{ name: dnsName, zoneId: hostedZoneId, evaluateTargetHealth: false }],
        },
        { parent: this },
      );
    alias("apex", args.zone);
    if (args.wildcard === true) {
      alias("below", pulumi.interpolate`*.${args.zone}`);
    }

    this.rule = args.forward && forwardRule(`${name}-rule`, args.zone, args.forward, this);
    this.registerOutputs();
  }
}

/** A rule that sends the queries for a zone and all below it to an inbound resolver endpoint. */
export function forwardRule(
  name: string,
  zone: pulumi.Input<string>,
  { ruleName, outboundEndpointId, inboundAddresses }: ForwardArgs,
  parent: pulumi.Resource,
): aws.route53.ResolverRule {
  return new aws.route53.ResolverRule(
    name,
    {
      name: ruleName,
      domainName: zone,
      ruleType: "FORWARD",
      resolverEndpointId: outboundEndpointId,
      targetIps: inboundAddresses.map((ip) => ({ ip, port: 53 })),
    },
    { parent },
  );
}
