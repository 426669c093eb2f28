import {
  CommandError,
  type Deployment,
  type LocalWorkspace,
  PulumiCommand,
  StackNotFoundError,
} from "@pulumi/pulumi/automation";
import * as v from "valibot";
import { Refusal } from "../../common/refusal";
import { check } from "../../common/validation";
import { unreadMistake } from "./cli-words";
import { preferInstalledCli } from "./pulumi-cli";
import { type CliSettings, openWorkspace } from "./workspace";

/** A resource that a stack's state has. */
export interface StateResource {
  readonly urn: string;
  /** Such as `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** The id that AWS gave it; undefined for a component. */
  readonly id?: string | undefined;
}

/** What the engine knows of a stack that was created. */
export interface EngineState {
  /** The stack's outputs; empty for one that was never brought up. Secret ones are in clear. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** In the order in which they were made. */
  readonly resources: readonly StateResource[];
  /** Operations that an update started, and whose end it didn't record. */
  readonly pendingOperations: readonly { readonly urn: string; readonly type: string }[];
  /** Whether an update is running now; undefined if the backend doesn't tell, such as a file or a bucket. */
  readonly isUpdating: boolean | undefined;
}

const stackType = "pulumi:pulumi:Stack";

const resource = v.object({
  urn: v.string(),
  type: v.string(),
  id: v.optional(v.string()),
  outputs: v.optional(v.record(v.string(), v.unknown()), {}),
});

/** Source: Pulumi's `apitype.DeploymentV3`, as `pulumi stack export` writes it. */
const deployment = v.object({
  resources: v.nullish(v.array(resource)),
  pending_operations: v.nullish(v.array(v.object({ type: v.string(), resource: v.object({ urn: v.string() }) }))),
});

/** Parses the output of `pulumi stack export`. Throws a Refusal if it has another form. */
export function parseDeployment(stack: string, exported: unknown): Omit<EngineState, "isUpdating"> {
  const checked = check(v.nullish(deployment), exported);
  if ("mistakes" in checked) {
    const reason = "has an unknown form: use the version of the CLI that package.json names";
    throw new Refusal(`stack ${stack}`, [{ property: "its state", reason }]);
  }
  const resources = checked.value?.resources ?? [];
  return {
    outputs: resources.find(({ type }) => type === stackType)?.outputs ?? {},
    resources: resources.filter(({ type }) => type !== stackType).map(({ urn, type, id }) => ({ urn, type, id })),
    pendingOperations: (checked.value?.pending_operations ?? []).map(({ type, resource: { urn } }) => ({ type, urn })),
  };
}

/** A stack's export, and whether an update is running. */
export interface ExportedStack extends Pick<EngineState, "isUpdating"> {
  /** As `pulumi stack export` writes it. */
  readonly exported: Deployment;
}

/**
 * Exports a stack by a workspace. Returns undefined if there is no such stack; throws a Refusal if the CLI can't read
 * it.
 *
 * @param tells whether the backend tells that an update is running. Default: it is asked.
 */
export async function exportStack(
  stack: string,
  open: () => Promise<LocalWorkspace>,
  tells: (workspace: LocalWorkspace) => Promise<boolean> = async () => true,
): Promise<ExportedStack | undefined> {
  try {
    const workspace = await open();
    const exported = await workspace.exportStack(stack);
    const summaries = (await tells(workspace)) ? await workspace.listStacks() : [];
    const isUpdating = summaries.find(({ name }) => name.split("/").at(-1) === stack)?.updateInProgress;
    return { exported, isUpdating };
  } catch (error) {
    if (error instanceof StackNotFoundError) {
      return undefined;
    }
    if (error instanceof CommandError) {
      throw new Refusal(`stack ${stack}`, [unreadMistake("its state", error)]);
    }
    throw error;
  }
}

/**
 * Reads what the Pulumi CLI knows of a stack, without changing the selected stack. Nothing is locked or changed.
 *
 * @param folder the project's folder.
 * @returns undefined if there is no such stack.
 * @throws Refusal if the CLI can't read it.
 */
export async function readEngineState(
  stack: string,
  folder: string,
  settings: CliSettings = {},
): Promise<EngineState | undefined> {
  const found = await exportStack(stack, () => openWorkspace(folder, settings));
  return found && { ...parseDeployment(stack, found.exported.deployment), isUpdating: found.isUpdating };
}

/** The version of the Pulumi CLI that `npx pulumi` runs, such as `3.255.0`; undefined if there is none. */
export async function readEngineVersion(): Promise<string | undefined> {
  preferInstalledCli();
  try {
    // Without the check, so that a version that is too old gets its own message.
    const { version } = await PulumiCommand.get({ skipVersionCheck: true });
    return version?.toString();
  } catch {
    return undefined;
  }
}
