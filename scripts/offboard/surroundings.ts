import type { STSClient } from "@aws-sdk/client-sts";
import type { SharedStack } from "../../stacks/project/roles";
import type { Clients } from "../populate/populate";
import type { SharedStack as Outputs } from "../populate/shared-stack";
import type { Profiles, StackOptions } from "../support/credentials";
import type { Terminal } from "../support/terminal";
import type { Engine } from "../teardown/engine";
import type { Patience } from "../teardown/patience";
import type { Surveying } from "../teardown/survey";

/** The options of `npm run offboard`, as they are described in its help. */
export interface Options extends Pick<StackOptions, "profile"> {
  readonly user?: string;
  readonly shared?: string;
  readonly dryRun?: true;
  readonly yes?: true;
}

/** What the command finds around it. */
export interface Surroundings extends Patience, Surveying {
  /** The project's folder. */
  readonly folder: string;
  engine(profiles: Profiles): Engine;
  /** Reads the outputs of a hub. */
  readStack(name: string): Promise<Outputs>;
  /**
   * What a hub's users are asked about and removed with.
   *
   * @param profile the AWS profile to use; undefined for ambient credentials.
   */
  directory(hub: SharedStack, profile: string | undefined): Clients & { readonly sts: STSClient };
  readonly terminal: Terminal;
}
