import type { EngineState } from "../support/engine-state";

/** A run of Pulumi that the backend's history has. */
export interface Update {
  /** Such as `update`, `refresh` or `destroy`. */
  readonly kind: string;
  /** Such as `succeeded`, `failed` or `in-progress`. */
  readonly result: string;
  readonly began: Date;
  /** Texts of config keys, with their namespaces. */
  readonly config: Readonly<Record<string, string>>;
}

/** What the backend has of a stack. */
export interface StackRecord extends Pick<EngineState, "outputs" | "pendingOperations"> {
  /** Resources of AWS. */
  readonly resources: number;
  /** The last ones, newest first. A run that was killed isn't among them where the backend is a folder or a bucket. */
  readonly updates: readonly Update[];
  /** Whether another run updates it; undefined if the backend doesn't tell. */
  readonly isUpdating: boolean | undefined;
  /** Who holds its lock; undefined when nobody does, or the backend keeps none that can be read. */
  readonly lockedBy: string | undefined;
  /** Whether its lock couldn't be read. */
  readonly isLockUnread: boolean;
}

/** What Pulumi's backend knows. */
export interface Engine {
  /** A stack's record; undefined if the backend doesn't have it. Throws Refusal if the CLI can't read it. */
  record(stack: string): Promise<StackRecord | undefined>;
}
