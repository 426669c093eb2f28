import type { Stack } from "../../stacks/project/stack";

/** The outcome of bringing a stack up. */
export interface Deployment {
  /** Resources of AWS in the stack. */
  readonly resources: number;
  /** The program's warnings, as a preview would show them. */
  readonly warnings: readonly string[];
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What a stack runs. */
export type Program = () => Promise<Record<string, unknown>>;

/** The part of a stack that a deployer needs. */
export type DeployableStack = Pick<Stack, "name" | "texts">;

/** A way to bring the stacks of a project up on a local AWS. */
export interface Deployer {
  /**
   * Brings a stack up, or updates it.
   *
   * @param refresh whether to read first what AWS has, so that manual changes are undone. Default: false.
   * @throws what the program, or AWS, refuses.
   */
  up(stack: DeployableStack, refresh?: boolean): Promise<Deployment>;
}
