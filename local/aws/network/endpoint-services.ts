import { createHash } from "node:crypto";
import type { Readings } from "../readings";

/** What VPC endpoints can be made for. */
export interface EndpointService {
  readonly types: readonly ("Interface" | "Gateway")[];
  /** Zone of the names that private DNS answers in the endpoint's own VPC. */
  readonly zone: string;
  /** The names in it: the zone's own, or `*`. */
  readonly names: readonly ("" | "*")[];
  /** Parent domains of the endpoint's own names, such as `sts.eu-west-1.vpce.amazonaws.com`. */
  readonly ownDomains: (readings: Readings) => readonly string[];
  /** Names of the service besides those in the zone, which AWS lists among the endpoint's. Default: none. */
  readonly twins?: readonly string[];
}

/** Services whose zone is `<name>.<region>.amazonaws.com`. */
const ordinary = [
  "athena",
  "autoscaling",
  "bedrock",
  "bedrock-runtime",
  "cloudtrail",
  "codeartifact.api",
  "codecommit",
  "cognito-identity",
  "cognito-idp",
  "config",
  "datazone",
  "ec2",
  "ec2messages",
  "elasticfilesystem",
  "events",
  "firehose",
  "git-codecommit",
  "glue",
  "kms",
  "lakeformation",
  "lambda",
  "logs",
  "monitoring",
  "ram",
  "redshift-data",
  "secretsmanager",
  "servicecatalog",
  "sns",
  "sqs",
  "ssm",
  "ssmmessages",
  "states",
  "sts",
  "xray",
];

const apex = [""] as const;
const apexAndBelow = ["", "*"] as const;

function vpceDomain(label: string, region: string): string {
  return `${label}.${region}.vpce.amazonaws.com`;
}

/**
 * Source: `BaseEndpointDnsNames` of `aws.sagemaker.<region>.studio` in EC2 API, DescribeVpcEndpointServices, as moto
 * records it; see the open question `studio-endpoint-names`.
 */
function studioDomains(region: string) {
  const ofSageMaker = `studio.${region}.vpce.sagemaker.aws`;
  const ofService = vpceDomain("vpce-svc-0123456789abcdef0", region);
  return (readings: Readings): readonly string[] =>
    ({
      "vpce.sagemaker.aws": [ofSageMaker],
      "vpce.amazonaws.com": [ofService],
      both: [ofService, ofSageMaker],
    })[readings["studio-endpoint-names"]];
}

/** Services whose names can't be derived. Source: AWS PrivateLink Guide, "AWS services that integrate". */
function exceptions(region: string): Readonly<Record<string, EndpointService>> {
  const aws = `${region}.amazonaws.com`;
  const types = ["Interface"] as const;
  const both = ["Gateway", "Interface"] as const;
  const prefix = `com.amazonaws.${region}`;
  const named = (zone: string, names: EndpointService["names"], offered: EndpointService["types"] = types) => ({
    types: offered,
    zone: `${zone}.${aws}`,
    names,
    ownDomains: () => [vpceDomain(zone, region)],
  });
  return {
    [`${prefix}.sagemaker.api`]: named("api.sagemaker", apex),
    [`${prefix}.sagemaker.runtime`]: named("runtime.sagemaker", apex),
    [`aws.sagemaker.${region}.studio`]: {
      types,
      zone: `studio.${region}.sagemaker.aws`,
      names: apexAndBelow,
      ownDomains: studioDomains(region),
      twins: [`studio.sagemaker.${region}.app.aws`, `*.studio.sagemaker.${region}.app.aws`],
    },
    [`${prefix}.execute-api`]: named("execute-api", apexAndBelow),
    [`${prefix}.ecr.api`]: named("api.ecr", apex),
    [`${prefix}.ecr.dkr`]: named("dkr.ecr", apexAndBelow),
    [`${prefix}.dynamodb`]: named("dynamodb", apex, both),
    [`${prefix}.s3`]: named("s3", apexAndBelow, both),
  };
}

/** The names of all services in a region. */
export function endpointServiceNames(region: string): string[] {
  return [...ordinary.map((name) => `com.amazonaws.${region}.${name}`), ...Object.keys(exceptions(region))];
}

/** The service of that name in a region; undefined where AWS has none. */
export function endpointService(serviceName: string, region: string): EndpointService | undefined {
  const name = ordinary.find((candidate) => serviceName === `com.amazonaws.${region}.${candidate}`);
  return name === undefined
    ? exceptions(region)[serviceName]
    : {
        types: ["Interface"],
        zone: `${name}.${region}.amazonaws.com`,
        names: apex,
        ownDomains: () => [vpceDomain(name, region)],
      };
}

/** A number from 1 to 250 that a text always gets. */
function numberOf(text: string): number {
  return ((createHash("sha256").update(text).digest()[0] ?? 0) % 250) + 1;
}

/** CIDR blocks for documentation, which stand for AWS's public addresses. Source: RFC 5737. */
const s3Range = "198.51.100";
const dynamoDbRange = "192.0.2";
const otherRange = "203.0.113";

/** The public addresses of the service behind a gateway endpoint, as its prefix list has them. */
export function prefixListOf(serviceName: string, region: string): string {
  return `${serviceName.endsWith(".s3") ? s3Range : dynamoDbRange}.${numberOf(region)}/32`;
}

/** Names that stand for outsiders' names, on their own name servers. Source: RFC 2606, section 3. */
const strangers = /(?:^|\.)example\.(?:com|net|org)$/;

/** The address of an outsider's machine, which no name of AWS has. */
const strangersAddress = `${otherRange}.253`;

/**
 * A public address that stands for a host of AWS, or of an outsider; undefined for a name that doesn't exist.
 * Source, of `s3.amazonaws.com`: AWS General Reference, "Amazon S3 endpoints and quotas", which has it for us-east-1.
 */
export function publicAddress(host: string): string | undefined {
  if (strangers.test(host)) {
    return strangersAddress;
  }
  const [, region] = /(?:^|\.)s3(?:-r-w|-w)?\.(?:dualstack\.)?([a-z0-9-]+)\.amazonaws\.com$/.exec(host) ?? [];
  if (region !== undefined || host === "s3.amazonaws.com") {
    return `${s3Range}.${numberOf(region ?? "us-east-1")}`;
  }
  const [, tablesRegion] = /^(?:dynamodb|\d{12}\.ddb)\.([a-z0-9-]+)\.amazonaws\.com$/.exec(host) ?? [];
  if (tablesRegion !== undefined) {
    return `${dynamoDbRange}.${numberOf(tablesRegion)}`;
  }
  return /\.(amazonaws\.com|sagemaker\.aws|amazoncognito\.com|api\.aws)$/.test(host)
    ? `${otherRange}.${numberOf(host)}`
    : undefined;
}

/** Whether an address stands for AWS's public side. */
export function isPublic(address: string): boolean {
  return [s3Range, dynamoDbRange, otherRange].some((range) => address.startsWith(`${range}.`));
}
