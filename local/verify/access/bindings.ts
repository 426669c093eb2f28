import { lobNames } from "../../../infra/support/naming";
import {
  type ChildStack,
  hubOf,
  isChild,
  isParent,
  isShared,
  type ParentStack,
  parentOf,
  type SharedStack,
} from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import { studioCapabilitiesOf } from "../../../stacks/project/studio-capabilities";
import { endpointsOf } from "../../estate/hosted-endpoints";
import { trusts } from "../../scenarios/cast";
import { withoutPrefix } from "../names";

/** What a variable of access.yaml stands for, in the words of its help. */
export const variables = {
  hub: "each stack with the role shared",
  "hub with private sign-in": "each of these whose signIn is private",
  "hub with its authorizer in the VPC": "each of these whose authorizerInVpc is true",
  "hub with flow logs": "each of these whose flowLogs is true and that names no logBucketArn",
  "further endpoint": "each of a hub's endpointServices",
  parent: "each stack with the role parent",
  "parent with a hub": "each of these that names a sharedStack",
  "parent without a hub": "each of these that names none",
  "streaming parent with a hub": "each of these whose streaming is true",
  "streaming parent without a hub": "likewise",
  endpoint: "each of a parent's endpoints",
  model: "each of a parent's models, and iris with sampleModel",
  "model with an image of the account": "each of these whose image is in a repository of the parent's account",
  child: "each stack with the role child that names a parentStack",
  "child whose Studio is trusted": "each of these whose parent's studio is true",
  "streaming child": "each of these whose parent's streaming is true",
  "trusted child": "each of these whose account its parent's children lists",
  "trusted streaming child": "each that is both",
  LOB: "each stack with the role child that names a sharedStack",
  "LOB in an organization": "each of these whose hub names one",
  "LOB with parent-models": "each whose studioCapabilities have it",
  "LOB that calls its parent": "each of these whose parent trusts its Studio",
  "LOB with ecr": "each whose studioCapabilities have it",
  "LOB with registry": "each whose studioCapabilities have it",
  "LOB with code-editor": "each whose studioCapabilities have it",
  "LOB with models": "each whose studioCapabilities have it",
  "LOB with jobs": "each whose studioCapabilities have training, processing or models",
  "LOB with flow logs": "each of these whose flowLogs is true and that names no logBucketArn",
  "LOB's name": "its lob",
  "execution role": "the role of a LOB that code in Studio runs under, without namePrefix",
  profile: "each profile of a LOB",
  user: "each user of a LOB",
} as const;

/** The name of a variable. */
export type Variable = keyof typeof variables;

/** Values of variables that belong together. */
export type Binding = Readonly<Partial<Record<Variable, string>>>;

/** Profiles and users of a LOB, by its stack's name. */
export type LobPeople = ReadonlyMap<string, readonly { readonly profile: string; readonly user: string | undefined }[]>;

/** Whether flow logs are written under a role of the stack, as only CloudWatch's are. */
function logsToCloudWatch({ config }: SharedStack | ChildStack): boolean {
  return config.flowLogs && config.logBucketArn === undefined;
}

function hubBindings(hub: SharedStack | undefined): Binding[] {
  if (hub === undefined) {
    return [{}];
  }
  const { signIn, authorizerInVpc } = hub.config;
  const own = {
    hub: hub.name,
    ...(signIn === "private" && { "hub with private sign-in": hub.name }),
    ...(authorizerInVpc && { "hub with its authorizer in the VPC": hub.name }),
    ...(logsToCloudWatch(hub) && { "hub with flow logs": hub.name }),
  };
  return [own, ...hub.config.endpointServices.map((service) => ({ ...own, "further endpoint": service }))];
}

/** Whether a parent's answers may be streamed, so that its children have the function for it. */
function streams({ config }: ParentStack): boolean {
  return config.invokeRole.streaming === true;
}

function parentBindings(project: Project, parent: ParentStack | undefined): Binding[] {
  if (parent === undefined) {
    return [{}];
  }
  const kind = hubOf(project, parent) === undefined ? "parent without a hub" : "parent with a hub";
  const { account, hosted, models, namePrefix = "" } = parent.config;
  const hasOwnImage = (model: string) =>
    models.some(({ name, image }) => name === model && image.startsWith(`${account}.`));
  const modelBinding = (model: string) => ({
    model,
    ...(hasOwnImage(model) && { "model with an image of the account": model }),
  });
  return endpointsOf(parent).map((endpoint) => ({
    ...{ parent: parent.name, [kind]: parent.name, endpoint },
    ...(streams(parent) && { [`streaming ${kind}`]: parent.name }),
    ...(hosted.includes(endpoint) && modelBinding(endpoint.slice(namePrefix.length))),
  }));
}

/** A LOB by what its Studio can do. */
function capabilityBindings(project: Project, child: ChildStack, callsParent: boolean): Binding {
  const { name } = child;
  const named = new Set<string>(studioCapabilitiesOf(project, child));
  const hasJobs = ["training", "processing", "models"].some((capability) => named.has(capability));
  return {
    ...(named.has("parent-models") && { "LOB with parent-models": name }),
    ...(named.has("parent-models") && callsParent && { "LOB that calls its parent": name }),
    ...(named.has("ecr") && { "LOB with ecr": name }),
    ...(named.has("registry") && { "LOB with registry": name }),
    ...(named.has("code-editor") && { "LOB with code-editor": name }),
    ...(named.has("models") && { "LOB with models": name }),
    ...(hasJobs && { "LOB with jobs": name }),
  };
}

/** Whether a child's people may call its parent from Studio. */
function isStudioTrusted(parent: ParentStack | undefined, { config }: ChildStack): boolean {
  return parent !== undefined && trusts(parent, config.account) && parent.config.invokeRole.studio === true;
}

function callerBinding(parent: ParentStack, child: ChildStack): Binding {
  const { name, config } = child;
  const trusted = trusts(parent, config.account);
  return {
    child: name,
    ...(trusted && { "trusted child": name }),
    ...(streams(parent) && { "streaming child": name }),
    ...(trusted && streams(parent) && { "trusted streaming child": name }),
    ...(isStudioTrusted(parent, child) && { "child whose Studio is trusted": name }),
  };
}

/** The name of the role that code in a LOB's Studio runs under. */
function executionRole({ config }: ChildStack): string {
  const own = config.executionRoleArn?.split("/").at(-1);
  return withoutPrefix(own ?? lobNames(config.lob ?? "", config).executionRole, config);
}

function childBindings(project: Project, child: ChildStack, people: LobPeople): Binding[] {
  const { name, config } = child;
  const parent = parentOf(project, child);
  const own = parent && callerBinding(parent, child);
  const hub = hubOf(project, child);
  if (hub === undefined) {
    return [own ?? {}];
  }
  const isMember = hub.config.organizationId !== undefined;
  const lob = {
    ...own,
    LOB: name,
    ...capabilityBindings(project, child, isStudioTrusted(parent, child)),
    ...(logsToCloudWatch(child) && { "LOB with flow logs": name }),
    ...(isMember && { "LOB in an organization": name }),
    ...(config.lob !== undefined && { "LOB's name": config.lob, "execution role": executionRole(child) }),
  };
  return [
    lob,
    ...(people.get(name) ?? []).map(({ profile, user }) => ({ ...lob, profile, ...(user !== undefined && { user }) })),
  ];
}

function together(...parts: readonly Binding[][]): Binding[] {
  return parts.reduce<Binding[]>(
    (all, part) => all.flatMap((one) => part.map((other) => ({ ...one, ...other }))),
    [{}],
  );
}

/** Everything that variables can stand for together: a child with its own parent and hub, a parent with its own hub. */
export function bindingsOf(project: Project, people: LobPeople): Binding[] {
  const { stacks } = project;
  return [
    ...stacks.filter(isShared).flatMap(hubBindings),
    ...stacks
      .filter(isParent)
      .flatMap((parent) => together(hubBindings(hubOf(project, parent)), parentBindings(project, parent))),
    ...stacks
      .filter(isChild)
      .flatMap((child) =>
        together(
          hubBindings(hubOf(project, child)),
          parentBindings(project, parentOf(project, child)),
          childBindings(project, child, people),
        ),
      ),
  ];
}
