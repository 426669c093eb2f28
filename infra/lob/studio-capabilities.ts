import { didYouMean } from "../../common/did-you-mean";
import { reason } from "../../common/validation";
import type { Service } from "../network/endpoint-catalog";
import type { PolicyDocument } from "../support/policy-document";
import {
  type CapabilityScope,
  ecrPullPolicy,
  type ParentModelsScope,
  parentModelsPolicy,
  registryPolicy,
} from "./policies/studio-capability-policies";

/** What the policies of all capabilities name. */
export interface CapabilitiesScope extends CapabilityScope {
  /** The parent, where there is one. */
  readonly parent?: ParentModelsScope | undefined;
}

/** Something that people may do in Studio, and isn't allowed unless config names it. */
interface Capability {
  /** The hub's endpoints that it takes. */
  readonly endpoints: readonly Service[];
  /** What the execution role may do in addition; undefined without the parent that it needs. */
  readonly policy: (scope: CapabilitiesScope) => PolicyDocument | undefined;
}

/** The capabilities by their names in config. */
const catalog = {
  ecr: { endpoints: ["ecr.api", "ecr.dkr"], policy: ecrPullPolicy },
  "parent-models": {
    endpoints: ["sts", "sagemaker.runtime"],
    policy: ({ parent }) => (parent === undefined ? undefined : parentModelsPolicy(parent)),
  },
  registry: { endpoints: ["sagemaker.api"], policy: registryPolicy },
} as const satisfies Readonly<Record<string, Capability>>;

/**
 * A name of the catalogue.
 *
 * @useDeclaredType
 */
export type StudioCapability = keyof typeof catalog;

function isCapability(name: string): name is StudioCapability {
  return Object.keys(catalog).includes(name);
}

/** Every capability, in the catalogue's order. */
export const studioCapabilities: readonly StudioCapability[] = Object.keys(catalog).filter(isCapability);

/** The message for what isn't a capability. */
export function unknownCapability(given: unknown): string {
  const known = `Studio's capabilities are ${studioCapabilities.join(", ")}; name some of them, or none`;
  return reason(given, (typeof given === "string" ? didYouMean(given, studioCapabilities) : undefined) ?? known);
}

/** What capabilities take: the hub's endpoints, as far as it is known, and a parent. */
export interface Served {
  /** The services that the hub has endpoints for. */
  readonly services: readonly string[];
  /** Whether there is a parent. */
  readonly hasParent: boolean;
}

function unserved(capability: StudioCapability, { services, hasParent }: Served): string | undefined {
  const lacking = catalog[capability].endpoints.filter((service) => !services.includes(service));
  if (lacking.length > 0) {
    return `the hub has no endpoint ${lacking.join(", ")}; add ${lacking.length === 1 ? "it" : "both"} to endpointServices of the hub's stack, or remove ${capability}`;
  }
  return capability === "parent-models" && !hasParent
    ? "there is no parent whose models could be called; name its stack in parentStack, or remove parent-models"
    : undefined;
}

/** What is wrong with capabilities that hub and parent can't serve, each by its place in the list. */
export function capabilityMistakes(
  named: readonly StudioCapability[],
  served: Served,
): readonly { readonly index: number; readonly reason: string }[] {
  return named.flatMap((capability, index) => {
    const why = unserved(capability, served);
    return why === undefined ? [] : [{ index, reason: reason(capability, why) }];
  });
}

/** The policies of capabilities, by capability. */
export function capabilityPolicies(
  named: readonly StudioCapability[],
  scope: CapabilitiesScope,
): readonly (readonly [StudioCapability, PolicyDocument])[] {
  return named.flatMap((capability) => {
    const document = catalog[capability].policy(scope);
    return document === undefined ? [] : [[capability, document] as const];
  });
}
