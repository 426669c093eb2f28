import {
  centralService,
  centralServices,
  gatewayService,
  isFurther,
  type Service,
} from "../../infra/network/endpoint-catalog";
import type { ChildStack, SharedStack } from "../../stacks/project/roles";

/**
 * An Availability Zone as an account sees it: the account's own name for it, and the id that is the same for all
 * accounts.
 */
export interface Zone {
  readonly name: string;
  readonly id: string;
}

/** An endpoint service of a region; a service with two types is listed once for each. */
export interface EndpointService {
  readonly name: string;
  /** `Interface` or `Gateway`. */
  readonly type: string;
  /** Names of its zones. */
  readonly zones: readonly string[];
  readonly takesPolicies: boolean;
}

/** An endpoint that a stack is to have, always with a policy of its own. */
export interface WantedEndpoint {
  readonly service: string;
  readonly type: "Interface" | "Gateway";
  /** What to change in config if the service is missing. */
  readonly instead: string;
}

/** What a region has for a stack. */
export interface Region {
  readonly zones: readonly Zone[];
  readonly services: readonly EndpointService[];
}

type VpcStack = SharedStack | ChildStack;

function fileOf({ name }: VpcStack): string {
  return `Pulumi.${name}.yaml`;
}

/** The endpoints that a stack will have, by its config. */
export function wantedEndpoints(stack: VpcStack): WantedEndpoint[] {
  const { config } = stack;
  const elsewhere = `set another region in ${fileOf(stack)}, and in the stacks that go with it`;
  const gateway = (service: "s3" | "dynamodb") =>
    ({ service: gatewayService(service, config.region), type: "Gateway", instead: elsewhere }) as const;
  if (config.role === "child") {
    return [gateway("s3")];
  }
  const insteadOf = (service: Service) => {
    if (service === "cognito-idp" && config.signIn === "private") {
      return `set signIn: internet in ${fileOf(stack)}`;
    }
    return isFurther(service) ? `take ${service} out of endpointServices in ${fileOf(stack)}` : elsewhere;
  };
  const interfaces = centralServices(config.signIn, config.endpointServices).map((service) => ({
    service: centralService(service, config.region).serviceName,
    type: "Interface" as const,
    instead: insteadOf(service),
  }));
  return [gateway("s3"), gateway("dynamodb"), ...interfaces];
}

/** A list of words, or `none`. */
function listed(words: readonly string[]): string {
  return words.join(", ") || "none";
}

function endpointProblem(
  stack: VpcStack,
  { service, type, instead }: WantedEndpoint,
  { zones, services }: Region,
): string | undefined {
  const { region, availabilityZones } = stack.config;
  const found = services.find((each) => each.name === service && each.type === type);
  if (found === undefined) {
    return `${region} has no ${type.toLowerCase()} endpoints for ${service}: ${instead}`;
  }
  // A missing zone is reported once.
  const missing = availabilityZones
    .filter((zone) => zones.some(({ name }) => name === zone))
    .filter((zone) => !found.zones.includes(zone));
  if (type === "Interface" && missing.length > 0) {
    return `${service} has no endpoints in ${missing.join(" and ")}, only in ${listed(found.zones)}: list two to four of these in availabilityZones of ${fileOf(stack)}, or ${instead}`;
  }
  return found.takesPolicies
    ? undefined
    : `endpoints for ${service} take no policy in ${region}, and the program sets one: ${instead}`;
}

/**
 * What a region lacks for a stack: zones, endpoint services, and policies for them. Config is enough for this, so it
 * can be checked before the first `up`, which would fail half-way.
 *
 * Source: EC2 API, DescribeAvailabilityZones and DescribeVpcEndpointServices; AWS PrivateLink Guide, "Access an AWS
 * service using an interface VPC endpoint", on zones.
 */
export function regionProblems(stack: VpcStack, wanted: readonly WantedEndpoint[], region: Region): string[] {
  const names = region.zones.map(({ name }) => name);
  const { account, availabilityZones } = stack.config;
  const missing = availabilityZones.filter((zone) => !names.includes(zone));
  return [
    ...missing.map(
      (zone) =>
        `account ${account} has no Availability Zone ${zone}, only ${listed(names)}: list two to four of these in availabilityZones of ${fileOf(stack)}`,
    ),
    ...wanted.flatMap((endpoint) => endpointProblem(stack, endpoint, region) ?? []),
  ];
}

/**
 * Whether a LOB is in the hub's zones. Accounts can have different names for one zone, so ids are compared.
 *
 * Source: AWS RAM User Guide, "Availability Zone IDs for your AWS resources".
 */
export function alignmentWarnings(
  lob: ChildStack,
  zonesOfLob: readonly Zone[],
  hub: SharedStack,
  zonesOfHub: readonly Zone[],
): string[] {
  const idsOf = ({ config }: VpcStack, zones: readonly Zone[]) =>
    zones.filter(({ name }) => config.availabilityZones.includes(name)).map(({ id }) => id);
  const [own, theirs] = [idsOf(lob, zonesOfLob), idsOf(hub, zonesOfHub)];
  const apart = own.filter((id) => !theirs.includes(id));
  const names = zonesOfLob.filter(({ id }) => theirs.includes(id)).map(({ name }) => name);
  return apart.length === 0 || theirs.length === 0
    ? []
    : [
        `its zones are ${own.join(", ")}, and those of stack ${hub.name} ${theirs.join(", ")}: calls cross zones, and fail if either zone fails; in this account the hub's zones are ${listed(names)}: list these in availabilityZones of ${fileOf(lob)}`,
      ];
}
