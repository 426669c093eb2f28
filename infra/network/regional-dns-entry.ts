/** A name of a VPC endpoint, and the zone of AWS that has it. */
export interface DnsEntry {
  /** The name. */
  readonly dnsName: string;
  /** Id of the zone, which aliases name. */
  readonly hostedZoneId: string;
}

/**
 * The name of an interface endpoint that stands for all its Availability Zones.
 *
 * AWS lists an endpoint's own names among the service's names, in no reliable order. An own name begins with `vpce-`
 * and the endpoint's id; one of a single zone has the zone in its first label. Their parent domain differs by service:
 * `<service>.<region>.vpce.amazonaws.com` for most, `studio.<region>.vpce.sagemaker.aws` for Studio, and an endpoint
 * can have names under both. Any of them leads to the endpoint, so the first in alphabetical order is taken.
 *
 * Source: AWS PrivateLink Guide, "Access an AWS service using an interface VPC endpoint", DNS hostnames; EC2 API,
 * DescribeVpcEndpointServices, `BaseEndpointDnsNames`, as moto records it for `aws.sagemaker.<region>.studio`.
 *
 * @throws Error when the endpoint has no such name.
 */
export function regionalDnsEntry(entries: readonly DnsEntry[], region: string): DnsEntry {
  const [first] = entries
    .filter(({ dnsName }) => {
      const [label = ""] = dnsName.split(".");
      return label.startsWith("vpce-") && !label.includes(`-${region}`);
    })
    .sort((one, other) => (one.dnsName < other.dnsName ? -1 : 1));
  if (first === undefined) {
    const names = entries.map(({ dnsName }) => dnsName).join(", ") || "none";
    throw new Error(`the endpoint has no regional name for ${region} among its names: ${names}`);
  }
  return first;
}
