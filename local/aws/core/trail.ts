/** One decision about one call, as CloudTrail would record it, with what decided it. */
export interface TrailEvent {
  readonly time: Date;
  /** Who called: a session's ARN. */
  readonly caller: string;
  /** The source identity of the caller's session, if it has one. */
  readonly sourceIdentity?: string | undefined;
  readonly action: string;
  readonly resource: string;
  /** Id of the VPC endpoint that it came through, if any. */
  readonly via?: string | undefined;
  readonly allowed: boolean;
  /** Which policy decided and why, for the developer; callers never see it. */
  readonly decidedBy: string;
}

/** The record of all decisions, in their order. */
export class Trail {
  private readonly events: TrailEvent[] = [];

  record(event: TrailEvent): void {
    this.events.push(event);
  }

  /** The decisions since a mark that {@link mark} gave. */
  since(mark: number): readonly TrailEvent[] {
    return this.events.slice(mark);
  }

  mark(): number {
    return this.events.length;
  }
}
