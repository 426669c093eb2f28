import { centralService, type Service } from "../network/endpoint-catalog";

/** A name, or `*` and all names below one, that a LOB's VPC may look up. */
export interface AllowedName {
  /** Such as `sts.eu-west-1.amazonaws.com`; `*.x` is every name below x, without x itself. */
  readonly name: string;
  readonly because: string;
}

/** The names that lead to a service's endpoint in the hub. */
function ofService(service: Service, region: string): AllowedName[] {
  const { zone, wildcard } = centralService(service, region);
  const because = `endpoint ${service} of the hub`;
  return [{ name: zone, because }, ...(wildcard ? [{ name: `*.${zone}`, because }] : [])];
}

/**
 * Names that the gateway endpoint of the VPC serves.
 *
 * Source: Amazon S3 User Guide, "Virtual hosting of general purpose buckets" and "Using Amazon S3 dual-stack endpoints".
 */
function ofS3(region: string): AllowedName[] {
  return [
    { name: `s3.${region}.amazonaws.com`, because: "S3 of the region, and buckets in paths" },
    { name: `*.s3.${region}.amazonaws.com`, because: "buckets of the region, those with ECR's layers among them" },
    { name: `s3.dualstack.${region}.amazonaws.com`, because: "the same, where an SDK is told to use dual-stack names" },
    {
      name: `*.s3.dualstack.${region}.amazonaws.com`,
      because: "buckets, where an SDK is told to use dual-stack names",
    },
    { name: "*.s3.amazonaws.com", because: "buckets as older SDKs and many presigned URLs name them, in every region" },
    ...(region === "us-east-1"
      ? [{ name: "s3.amazonaws.com", because: "S3's first name, which is this region's" }]
      : []),
  ];
}

/**
 * The names that a LOB's VPC may look up: those of the hub's endpoints whose rules it associates, of S3, and of the
 * home directories. Other AWS names are useless there, since there is no other endpoint.
 *
 * @param services the services that the hub shares rules of.
 */
export function allowedNames(region: string, services: readonly Service[]): readonly AllowedName[] {
  return [
    ...services.flatMap((service) => ofService(service, region)),
    ...ofS3(region),
    // Source: Amazon EFS User Guide, "Mounting on Amazon EC2 with a DNS name". SageMaker doesn't document the name by
    // which it mounts.
    { name: `*.efs.${region}.amazonaws.com`, because: "mount targets of the home directories" },
  ];
}
