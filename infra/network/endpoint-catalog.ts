import { didYouMean } from "../../common/did-you-mean";
import type { PolicyDocument } from "../support/policy-document";
import {
  type EndpointScope,
  ecrPolicy,
  executeApiPolicy,
  membersOnly,
  ownResources,
  publicParameters,
  signInPolicy,
  stsPolicy,
  studioPolicy,
  wholeService,
} from "./policies/endpoint-policies";

/** Who uses an endpoint: people's browsers, or code in LOBs' VPCs and in the hub. LOBs take the rules of the latter. */
export type Audience = "people" | "workloads";

/** What is needed to offer a service's endpoint to other VPCs. */
interface CatalogEntry {
  /** The endpoint service's name in a region. */
  readonly serviceName: (region: string) => string;
  /** The zone that the service's names are in. */
  readonly zone: (region: string) => string;
  /** Whether names below the zone's own belong to the service too. */
  readonly wildcard: boolean;
  /** Who uses it: one, or both. */
  readonly audiences: readonly Audience[];
  /** When a hub has it: always, where people sign in through the hub, or where `endpointServices` names it. */
  readonly wanted: "always" | "for private sign-in" | "by name";
  /** The policy of its endpoint. */
  readonly policy: (scope: EndpointScope) => PolicyDocument;
}

function ordinary(name: string, policy: CatalogEntry["policy"]): CatalogEntry {
  return {
    serviceName: (region) => `com.amazonaws.${region}.${name}`,
    zone: (region) => `${name}.${region}.amazonaws.com`,
    wildcard: false,
    audiences: ["workloads"],
    wanted: "by name",
    policy,
  };
}

/** A service whose zone has the two parts of the endpoint service's name in reverse. */
function swapped(service: string, part: string, policy: CatalogEntry["policy"]): CatalogEntry {
  return { ...ordinary(`${service}.${part}`, policy), zone: (region) => `${part}.${service}.${region}.amazonaws.com` };
}

/**
 * Services by their name in config and outputs. Zones can't be derived from service names, so they are listed. Services
 * that inference and a Studio without internet need are always there.
 *
 * `sagemaker.api` is for people too: by public reports, the page of Studio calls it from the user's browser, under the
 * execution role.
 *
 * Source: AWS PrivateLink Guide, "AWS services that integrate with AWS PrivateLink"; SageMaker Developer Guide,
 * "Connect to Amazon SageMaker Studio through an interface VPC endpoint"; Amazon ECR User Guide, "Amazon ECR interface
 * VPC endpoints".
 */
const catalog = {
  "sagemaker.api": {
    ...swapped("sagemaker", "api", wholeService("sagemaker")),
    audiences: ["people", "workloads"],
    wanted: "always",
  },
  "sagemaker.runtime": {
    ...swapped(
      "sagemaker",
      "runtime",
      membersOnly("InvokeEndpoints", [
        "sagemaker:InvokeEndpoint",
        "sagemaker:InvokeEndpointAsync",
        "sagemaker:InvokeEndpointWithResponseStream",
      ]),
    ),
    wanted: "always",
  },
  studio: {
    // Not below com.amazonaws, as nearly all others are.
    serviceName: (region) => `aws.sagemaker.${region}.studio`,
    zone: (region) => `studio.${region}.sagemaker.aws`,
    // Each domain has its own host below.
    wildcard: true,
    audiences: ["people"],
    wanted: "always",
    policy: studioPolicy,
  },
  // Each API has its own host below. The hub makes no zone of this name: it would also cover everybody's public APIs.
  "execute-api": {
    ...ordinary("execute-api", executeApiPolicy),
    wildcard: true,
    audiences: ["people"],
    wanted: "always",
  },
  sts: { ...ordinary("sts", stsPolicy), wanted: "always" },
  logs: { ...ordinary("logs", ownResources("logs")), wanted: "always" },
  "cognito-idp": { ...ordinary("cognito-idp", signInPolicy), audiences: ["people"], wanted: "for private sign-in" },
  athena: ordinary("athena", wholeService("athena")),
  "bedrock-runtime": ordinary("bedrock-runtime", wholeService("bedrock")),
  "ecr.api": swapped("ecr", "api", ecrPolicy),
  // Each registry has its own host below.
  "ecr.dkr": { ...swapped("ecr", "dkr", ecrPolicy), wildcard: true },
  glue: ordinary("glue", ownResources("glue")),
  kms: ordinary("kms", ownResources("kms")),
  monitoring: ordinary("monitoring", wholeService("cloudwatch")),
  secretsmanager: ordinary("secretsmanager", ownResources("secretsmanager")),
  ssm: ordinary("ssm", ownResources("ssm", publicParameters)),
} as const satisfies Readonly<Record<string, CatalogEntry>>;

/**
 * A service of the catalogue.
 *
 * @useDeclaredType
 */
export type Service = keyof typeof catalog;

/** Whether the catalogue has a service of that name. */
export function isService(name: string): name is Service {
  return Object.keys(catalog).includes(name);
}

/** Every service of the catalogue, in its order. */
export const services: readonly Service[] = Object.keys(catalog).filter(isService);

/** What the catalogue has of a service in a region. */
export interface CentralService {
  /** Its name in config and outputs. */
  readonly service: Service;
  /** The endpoint service's name. */
  readonly serviceName: string;
  /** The zone that the service's names are in. */
  readonly zone: string;
  /** Whether names below the zone's own belong to the service too. */
  readonly wildcard: boolean;
  /** Who uses it: one, or both. */
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

/**
 * The services that a hub has endpoints for, in the catalogue's order.
 *
 * @param signIn whether people sign in through the hub (`private`) or over the internet.
 * @param more services besides those that are always there.
 */
export function centralServices(signIn: "private" | "internet", more: readonly Service[]): readonly Service[] {
  return services.filter((service) => {
    const { wanted } = catalog[service];
    return wanted === "always" || more.includes(service) || (wanted === "for private sign-in" && signIn === "private");
  });
}

/** Whether a hub can do without a service. */
export function isFurther(service: Service): boolean {
  return catalog[service].wanted !== "always";
}

/** The policy of the hub's endpoint to a service. */
export function servicePolicy(service: Service, scope: EndpointScope): PolicyDocument {
  return catalog[service].policy(scope);
}

/** A service as part of a resource's name: Route 53 Resolver takes no dots there. */
export function serviceSlug(service: string): string {
  return service.replace(/\./g, "-");
}

/** The message for a name that the catalogue doesn't have. */
export function unknownService(given: string): string {
  const word = given.replace(/^(com\.amazonaws|aws\.sagemaker)\.[a-z]{2}-[a-z]+-\d\./, "");
  if (isService(word)) {
    return `write the service's short name, ${word}`;
  }
  if (word === "s3" || word === "dynamodb") {
    return `the hub has a gateway endpoint for ${word} already; remove it`;
  }
  return didYouMean(word, services) ?? `the hub knows ${services.join(", ")}; name one of them`;
}
