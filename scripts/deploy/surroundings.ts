import type { STSClient } from "@aws-sdk/client-sts";
import type { Project, Stack } from "../../stacks/project/stack";
import type { Engine as WholeEngine } from "../engine/engine";
import type { RunSurroundings } from "../stack-runs/surroundings";
import type { StackRuns } from "../stack-runs/work-on";
import type { CredentialSource, Profiles } from "../support/credentials";
import { Stopped } from "../support/stopped";
import type { Chosen } from "./options";

/** What a deployment needs of Pulumi's engine. */
export type Engine = Omit<WholeEngine, "destroy">;

/** What `npm run deploy` finds around it. */
export interface Surroundings extends RunSurroundings {
  /** Reads the project's files. Throws what is wrong with them. */
  readProject(): Project;
  engine(profiles: Profiles): Engine;
  /** @param source where the credentials come from; undefined for those at hand. */
  sts(stack: Stack, source: CredentialSource | undefined): STSClient;
}

/** What the steps of a run share. */
export interface Deployment extends StackRuns {
  readonly project: Project;
  readonly chosen: Chosen;
  readonly engine: Engine;
}

/** Ends a run that the operator ended before anything was changed. */
export function unlessEnded(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new Stopped("stopped, as you asked; nothing was changed");
  }
}
