/** Who uses an endpoint: people's browsers, or code in LOBs' VPCs and in the hub. */
export type Audience = "people" | "workloads";

/** What is to be known of a service to offer its endpoint to other VPCs. */
interface CatalogEntry {
  /** The endpoint service's name in a region. */
  readonly serviceName: (region: string) => string;
  /** The zone that the service's names are in. */
  readonly zone: (region: string) => string;
  /** Whether names below the zone's own belong to the service too. */
  readonly wildcard: boolean;
  /** Who uses it: one, or both. */
  readonly audiences: readonly Audience[];
}

function ordinary(name: string): CatalogEntry {
  return {
    serviceName: (region) => `com.amazonaws.${region}.${name}`,
    zone: (region) => `${name}.${region}.amazonaws.com`,
    wildcard: false,
    audiences: ["workloads"],
  };
}

/** A service whose zone's name has the endpoint service's two words the other way round. */
function swapped(service: string, part: string): CatalogEntry {
  return { ...ordinary(`${service}.${part}`), zone: (region) => `${part}.${service}.${region}.amazonaws.com` };
}

/**
 * Services by the word that config and outputs name them by. Zones can't be derived from service names, so they are
 * written down.
 *
 * `sagemaker.api` is for people too: by public reports, the page of Studio calls it from the user's browser, under the
 * execution role.
 *
 * Source: AWS PrivateLink Guide, "AWS services that integrate with AWS PrivateLink"; SageMaker Developer Guide,
 * "Connect to Amazon SageMaker Studio through an interface VPC endpoint"; Amazon ECR User Guide, "Amazon ECR interface
 * VPC endpoints".
 */
const catalog = {
  "sagemaker.api": { ...swapped("sagemaker", "api"), audiences: ["people", "workloads"] },
  "sagemaker.runtime": swapped("sagemaker", "runtime"),
  studio: {
    // Not below com.amazonaws, as nearly all others are.
    serviceName: (region) => `aws.sagemaker.${region}.studio`,
    zone: (region) => `studio.${region}.sagemaker.aws`,
    // Each domain has a host of its own below.
    wildcard: true,
    audiences: ["people"],
  },
  // Each API has a host of its own below. The hub makes no zone of this name: it would take in everybody's public APIs.
  "execute-api": { ...ordinary("execute-api"), wildcard: true, audiences: ["people"] },
  sts: ordinary("sts"),
  logs: ordinary("logs"),
  "cognito-idp": { ...ordinary("cognito-idp"), audiences: ["people"] },
  athena: ordinary("athena"),
  "bedrock-runtime": ordinary("bedrock-runtime"),
  "ecr.api": swapped("ecr", "api"),
  // Each registry has a host of its own below.
  "ecr.dkr": { ...swapped("ecr", "dkr"), wildcard: true },
  glue: ordinary("glue"),
  kms: ordinary("kms"),
  monitoring: ordinary("monitoring"),
  secretsmanager: ordinary("secretsmanager"),
  ssm: ordinary("ssm"),
} as const satisfies Readonly<Record<string, CatalogEntry>>;

/** A service of the catalogue. */
export type Service = keyof typeof catalog;

/** Whether the catalogue has a service of that name. */
export function isService(name: string): name is Service {
  return Object.hasOwn(catalog, name);
}

/** Every service of the catalogue, in its order. */
export const services: readonly Service[] = Object.keys(catalog).filter(isService);

/** What the catalogue has of a service in a region. */
export interface CentralService {
  readonly service: Service;
  readonly serviceName: string;
  readonly zone: string;
  readonly wildcard: boolean;
  readonly audiences: readonly Audience[];
}

/** Looks a service up. */
export function centralService(service: Service, region: string): CentralService {
  const { serviceName, zone, wildcard, audiences } = catalog[service];
  return { service, serviceName: serviceName(region), zone: zone(region), wildcard, audiences };
}

/** The service that a gateway endpoint is made for. Source: VPC User Guide, "Gateway endpoints". */
export function gatewayService(service: "s3" | "dynamodb", region: string): string {
  return `com.amazonaws.${region}.${service}`;
}

/** What both flows and a Studio without internet can't do without. */
const always: readonly Service[] = ["sagemaker.api", "sagemaker.runtime", "studio", "execute-api", "sts", "logs"];

/**
 * The services that a hub has endpoints for, in the catalogue's order.
 *
 * @param signIn whether people sign in through the hub (`private`) or over the internet.
 * @param more services besides those that are always there.
 */
export function centralServices(signIn: "private" | "internet", more: readonly Service[]): readonly Service[] {
  const wanted = new Set([...always, ...more, ...(signIn === "private" ? ["cognito-idp"] : [])]);
  return services.filter((service) => wanted.has(service));
}

/** Whether a hub can do without a service. */
export function isFurther(service: Service): boolean {
  return !always.includes(service);
}

/** What to say of a word that the catalogue doesn't have. */
export function unknownService(given: string): string {
  const word = given.replace(/^(com\.amazonaws|aws\.sagemaker)\.[a-z]{2}-[a-z]+-\d\./, "");
  if (isService(word)) {
    return `write the service's short name, ${word}`;
  }
  if (word === "s3" || word === "dynamodb") {
    return `the hub has a gateway endpoint for ${word} already; remove it`;
  }
  return `the hub knows ${services.join(", ")}; name one of them`;
}
