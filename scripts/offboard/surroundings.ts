import type { STSClient } from "@aws-sdk/client-sts";
import type { SharedStack } from "../../stacks/project/roles";
import type { DestroyingEngine } from "../engine/engine";
import type { Clients } from "../populate/populate";
import type { SharedStack as Outputs } from "../populate/shared-stack";
import type { RunSurroundings } from "../stack-runs/surroundings";
import type { CredentialSource, Profiles, StackOptions } from "../support/credentials";
import type { Surveying } from "../teardown/survey";

/** The options of `npm run offboard`, with their help texts. */
export interface Options extends Pick<StackOptions, "profile"> {
  readonly user?: string;
  readonly shared?: string;
  readonly dryRun?: true;
  readonly yes?: true;
}

/** The command's surroundings. */
export interface Surroundings extends RunSurroundings, Pick<Surveying, "clients"> {
  /** The project's folder. */
  readonly folder: string;
  engine(profiles: Profiles): DestroyingEngine;
  /**
   * Reads the outputs of a hub.
   *
   * @param source where the credentials come from; undefined for those of the shell.
   */
  readStack(name: string, source: CredentialSource | undefined): Promise<Outputs>;
  /**
   * Reads and removes a hub's users.
   *
   * @param source as for the outputs.
   */
  directory(hub: SharedStack, source: CredentialSource | undefined): Clients & { readonly sts: STSClient };
}
