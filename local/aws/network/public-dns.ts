import type { World } from "../core/world";
import { subnet, vpcEndpoint } from "../ec2/kinds";
import { bucket } from "../s3/kinds";
import { publicAddress } from "./endpoint-services";

/** Addresses behind an endpoint's own name: all of them, or the one in the name's Availability Zone. */
function ofEndpointName(world: World, host: string): string[] {
  const endpoint = world.all(vpcEndpoint).find(({ state }) => state.dnsEntries.some(({ dnsName }) => dnsName === host));
  const addresses = endpoint?.state.networkInterfaces ?? [];
  const inZone = addresses.filter(({ subnetId }) => {
    const zone = world.find(subnet, subnetId)?.state.availabilityZone;
    return zone !== undefined && host.split(".")[0]?.endsWith(`-${zone}`);
  });
  return (inZone.length > 0 ? inZone : addresses).map(({ address }) => address);
}

/** The endpoint in a private API's own name. Source: API Gateway Developer Guide, "How to invoke a private API". */
const privateApiName = /^[a-z0-9]+-(vpce-[0-9a-f]+)\.execute-api\.([a-z0-9-]+)\.amazonaws\.com$/;

/** A bucket's own name below S3's, of its region, or of all regions together. */
const bucketName = /^(.+)\.s3\.(?:((?:dualstack\.)?[a-z0-9-]+)\.)?amazonaws\.com$/;

/**
 * The other name that public DNS has for a name, by CNAME: undefined where it has addresses. S3's answers for buckets'
 * names, as anybody can see by `dig`, name S3 in the bucket's region.
 */
export function publicRedirection(world: World, host: string): string | undefined {
  const [, name, region] = bucketName.exec(host) ?? [];
  if (name === undefined) {
    return undefined;
  }
  const home = world.all(bucket).find(({ state }) => state.bucket === name)?.region ?? "us-east-1";
  return region === undefined ? `s3-w.${home}.amazonaws.com` : `s3-r-w.${region}.amazonaws.com`;
}

/** What public DNS answers; nothing for a name that doesn't exist. */
export function publicAddresses(world: World, host: string): readonly string[] {
  if (/^vpce-[^.]+\..*\.vpce\.(amazonaws\.com|sagemaker\.aws)$/.test(host)) {
    return ofEndpointName(world, host);
  }
  const [, endpointId, region] = privateApiName.exec(host) ?? [];
  if (endpointId !== undefined) {
    const endpoint = world.find(vpcEndpoint, endpointId);
    const isForApis = endpoint?.state.serviceName === `com.amazonaws.${region}.execute-api`;
    return isForApis ? endpoint.state.networkInterfaces.map(({ address }) => address) : [];
  }
  const address = publicAddress(host);
  return address === undefined ? [] : [address];
}
