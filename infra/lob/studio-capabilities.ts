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
import { type CodeEditor, codeEditorPolicy } from "./policies/studio-execution-policies";
import { modelsPolicy, processingPolicy, trainingPolicy } from "./policies/studio-job-policies";
import type { JobScope } from "./policies/studio-job-statements";

/** What the policies of capabilities name that is known before anything is made. */
export interface CapabilitiesScope extends CapabilityScope {
  /** The parent, where there is one. */
  readonly parent?: ParentModelsScope | undefined;
}

/** What the other policies name: subnets, groups and the domain, whose ids AWS makes up. */
export interface PlacedScope extends JobScope, CodeEditor {}

/** Something that people may do in Studio, and isn't allowed unless config names it. */
interface Capability {
  /** The hub's endpoints that it takes. */
  readonly endpoints: readonly Service[];
  /** What the execution role may do in addition; undefined without the parent that it needs. */
  readonly policy?: (scope: CapabilitiesScope) => PolicyDocument | undefined;
  /**
   * The same, where it is long: a managed policy, since a role's own policies have room for 10,240 characters together.
   * Source: IAM User Guide, "IAM and AWS STS quotas".
   */
  readonly managedPolicy?: (scope: PlacedScope) => PolicyDocument;
  /** Whether it starts what runs under the users' job roles. */
  readonly hasJobs?: true;
}

/** Every capability by its name in config. */
export const studioCapabilities = [
  "code-editor",
  "ecr",
  "models",
  "parent-models",
  "processing",
  "registry",
  "training",
] as const;

/**
 * A name of a capability.
 *
 * @useDeclaredType
 */
export type StudioCapability = (typeof studioCapabilities)[number];

/** What each takes and gives. */
const catalog: Readonly<Record<StudioCapability, Capability>> = {
  "code-editor": { endpoints: ["studio"], managedPolicy: codeEditorPolicy },
  ecr: { endpoints: ["ecr.api", "ecr.dkr"], policy: ecrPullPolicy },
  models: {
    endpoints: ["sagemaker.api", "sagemaker.runtime", "logs"],
    managedPolicy: modelsPolicy,
    hasJobs: true,
  },
  "parent-models": {
    endpoints: ["sts", "sagemaker.runtime"],
    policy: ({ parent }) => (parent === undefined ? undefined : parentModelsPolicy(parent)),
  },
  processing: { endpoints: ["sagemaker.api", "logs"], managedPolicy: processingPolicy, hasJobs: true },
  registry: { endpoints: ["sagemaker.api"], policy: registryPolicy },
  training: { endpoints: ["sagemaker.api", "logs"], managedPolicy: trainingPolicy, hasJobs: true },
};

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
  /** Names that the users' job roles would have. */
  readonly jobRoles: readonly string[];
  /** Whether the execution role is the organization's own, which takes nothing that config doesn't name. */
  readonly hasOwnRole: boolean;
}

/** Characters of a role's name. Source: IAM API, CreateRole, `RoleName`. */
const roleNameLimit = 64;

function unserved(capability: StudioCapability, served: Served): string | undefined {
  const { services, hasParent, jobRoles } = served;
  const { endpoints, hasJobs } = catalog[capability];
  const lacking = endpoints.filter((service) => !services.includes(service));
  if (lacking.length > 0) {
    return `the hub has no endpoint ${lacking.join(", ")}; add ${lacking.length === 1 ? "it" : "both"} to endpointServices of the hub's stack, or remove ${capability}`;
  }
  const tooLong = hasJobs && jobRoles.find((role) => role.length > roleNameLimit);
  if (tooLong) {
    return `the role ${tooLong}, under which that profile's jobs would run, has ${tooLong.length} characters, and IAM takes ${roleNameLimit}; shorten the profile's name, or remove ${capability}`;
  }
  return capability === "parent-models" && !hasParent
    ? "there is no parent whose models could be called; name its stack in parentStack, or remove parent-models"
    : undefined;
}

/** What a LOB's Studio has where config names no capabilities, as far as hub and parent serve it. */
export const usualCapabilities = ["training", "processing", "models", "parent-models"] as const;

/** Capabilities as config has them: a list, or the word for the usual ones. */
export type NamedCapabilities = readonly StudioCapability[] | "default";

/** The capabilities that a LOB's Studio gets. */
export function chosenCapabilities(named: NamedCapabilities, served: Served): StudioCapability[] {
  if (named === "default" && served.hasOwnRole) {
    return [];
  }
  return named === "default"
    ? usualCapabilities.filter((capability) => unserved(capability, served) === undefined)
    : [...named];
}

/** What is wrong with capabilities that hub and parent can't serve, each by its place in the list. */
export function capabilityMistakes(
  named: NamedCapabilities,
  served: Served,
): readonly { readonly index: number; readonly reason: string }[] {
  return (named === "default" ? [] : named).flatMap((capability, index) => {
    const why = unserved(capability, served);
    return why === undefined ? [] : [{ index, reason: reason(capability, why) }];
  });
}

/** The execution role's own policies for capabilities, by capability. */
export function capabilityPolicies(
  named: readonly StudioCapability[],
  scope: CapabilitiesScope,
): readonly (readonly [StudioCapability, PolicyDocument])[] {
  return named.flatMap((capability) => {
    const document = catalog[capability].policy?.(scope);
    return document === undefined ? [] : [[capability, document] as const];
  });
}

/** The managed policies for capabilities, by capability; each document follows from what AWS makes up. */
export function managedPolicies(
  named: readonly StudioCapability[],
): readonly (readonly [StudioCapability, (scope: PlacedScope) => PolicyDocument])[] {
  return named.flatMap((capability) => {
    const { managedPolicy } = catalog[capability];
    return managedPolicy === undefined ? [] : [[capability, managedPolicy] as const];
  });
}

/** Whether users need roles for their jobs and models. */
export function needJobRoles(named: readonly StudioCapability[]): boolean {
  return named.some((capability) => catalog[capability].hasJobs);
}
