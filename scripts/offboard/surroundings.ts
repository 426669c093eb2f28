import type { STSClient } from "@aws-sdk/client-sts";
import type { SharedStack } from "../../stacks/project/roles";
import type { Clients } from "../populate/populate";
import type { SharedStack as Outputs } from "../populate/shared-stack";
import type { CredentialPlaces, CredentialSource, Profiles, StackOptions } from "../support/credentials";
import type { Terminal } from "../support/terminal";
import type { Engine } from "../teardown/engine";
import type { Patience } from "../teardown/patience";
import type { Surveying } from "../teardown/survey";

/** The options of `npm run offboard`, with their help texts. */
export interface Options extends Pick<StackOptions, "profile"> {
  readonly user?: string;
  readonly shared?: string;
  readonly dryRun?: true;
  readonly yes?: true;
}

/** The command's surroundings. */
export interface Surroundings extends Patience, Surveying, CredentialPlaces {
  /** The project's folder. */
  readonly folder: string;
  engine(profiles: Profiles): Engine;
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
  readonly terminal: Terminal;
}
