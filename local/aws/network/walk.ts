/** The step at which a call ends. */
export type FailedAt =
  | "dns firewall"
  | "name"
  | "rule"
  | "route"
  | "transit gateway"
  | "security group"
  | "endpoint"
  | "return route";

/** Ends a walk that can't go on. It is no `Error`, whose stack trace takes longer than most walks. */
export class EndOfWalk {
  constructor(
    readonly failedAt: FailedAt,
    readonly reason: string,
  ) {}
}

/** Follows a call through the network, and writes down its steps. */
export class Walk {
  readonly steps: string[] = [];

  note(step: string): void {
    this.steps.push(step);
  }

  end(failedAt: FailedAt, reason: string): never {
    throw new EndOfWalk(failedAt, reason);
  }
}
