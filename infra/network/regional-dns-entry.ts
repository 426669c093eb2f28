/** A name of a VPC endpoint, and the zone of AWS that has it. */
export interface DnsEntry {
  readonly dnsName: string;
  readonly hostedZoneId: string;
}

/**
 * The name of an interface endpoint that stands for all its Availability Zones. An endpoint has names for each zone
 * besides, and where private DNS is on the service's own name, in no order to rely on; so the name is told by its form:
 * `vpce-<id>-<hash>.<service>.<region>.vpce.amazonaws.com`, where a zone's has the zone before the first dot.
 *
 * Source: AWS PrivateLink Guide, "Access an AWS service using an interface VPC endpoint", Endpoint DNS names.
 *
 * @throws Error when there isn't exactly one such name.
 */
export function regionalDnsEntry(entries: readonly DnsEntry[], region: string): DnsEntry {
  const regional = entries.filter(({ dnsName }) => {
    const [host = ""] = dnsName.split(".");
    // A local zone's name has more words between the region and the letter.
    const isZonal = new RegExp(`-${region}(-[a-z]+-\\d)?[a-z]$`).test(host);
    return host.startsWith("vpce-") && dnsName.endsWith(".vpce.amazonaws.com") && !isZonal;
  });
  const [only, ...others] = regional;
  if (only === undefined || others.length > 0) {
    throw new Error(
      `of the endpoint's names ${entries.map(({ dnsName }) => dnsName).join(", ")} exactly one must be for all zones of ${region}`,
    );
  }
  return only;
}
