import {
  DescribeAvailabilityZonesCommand,
  DescribeVpcEndpointServicesCommand,
  type EC2Client,
} from "@aws-sdk/client-ec2";
import type { EndpointService, Zone } from "./judge-region";

/** The Availability Zones that an account has in its client's region. */
export async function readZones(client: EC2Client): Promise<Zone[]> {
  const Filters = [{ Name: "zone-type", Values: ["availability-zone"] }];
  const { AvailabilityZones = [] } = await client.send(new DescribeAvailabilityZonesCommand({ Filters }));
  return AvailabilityZones.flatMap(({ ZoneName: name = "", ZoneId: id = "", State }) =>
    State === "available" ? [{ name, id }] : [],
  );
}

/** Those of some endpoint services that exist in its client's region. */
export async function readServices(client: EC2Client, names: readonly string[]): Promise<EndpointService[]> {
  // By filter, since AWS refuses a list of names with a missing one.
  const Filters = [{ Name: "service-name", Values: [...names] }];
  const services: EndpointService[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new DescribeVpcEndpointServicesCommand({ Filters, NextToken }));
    for (const { ServiceName: name = "", ServiceType = [], AvailabilityZones = [], ...rest } of page.ServiceDetails ??
      []) {
      const takesPolicies = rest.VpcEndpointPolicySupported === true;
      services.push(
        ...ServiceType.map(({ ServiceType: type = "" }) => ({ name, type, zones: AvailabilityZones, takesPolicies })),
      );
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined && NextToken !== "");
  return services;
}
