/** An account in a region, which quotas are for. */
export interface Place {
  readonly account: string;
  readonly region: string;
}
