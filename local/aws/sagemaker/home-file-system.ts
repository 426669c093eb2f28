import type { TypeName } from "../core/world";

/** A home file system that outlived its domain, with its mount targets. No stack has it, and nothing deletes it. */
export interface HomeFileSystem {
  readonly fileSystemId: string;
  /** ISO 8601. */
  readonly leftSince: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
}

export const homeFileSystem: TypeName<HomeFileSystem> = { token: "aws:efs/fileSystem:FileSystem" };
