import type { VpcEndpoint } from "../resource-types/vpc-endpoint";
import type { Resource, World } from "../world";
import type { Origin } from "./origin";

/** The way that a connection takes, step by step, or the step at which it ends. */
export type Path =
  | {
      readonly reached: true;
      readonly address: string;
      /** Undefined on AWS's public side. */
      readonly endpoint: Resource<VpcEndpoint> | undefined;
      readonly sourceAddress: string;
      readonly steps: readonly string[];
    }
  | {
      readonly reached: false;
      readonly failedAt: "name" | "rule" | "route" | "transit gateway" | "security group" | "endpoint" | "return route";
      readonly reason: string;
      readonly steps: readonly string[];
    };

export function findPath(_world: World, origin: Origin, _destination: { readonly host: string }): Path {
  if (origin.kind === "internet") {
    return { reached: true, address: "198.51.100.1", endpoint: undefined, sourceAddress: "203.0.113.1", steps: [] };
  }
  return { reached: false, failedAt: "route", reason: "no network yet", steps: [] };
}
