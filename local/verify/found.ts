import type { CostReport } from "./cost/cost-report";
import type { ReportFigure } from "./document";
import type { AccessChange } from "./former-report";
import type { Limits } from "./organization/limits";
import type { Verification } from "./verification";

/** Everything that a run of `npm run verify` found out. */
export interface Found {
  readonly verification: Verification;
  /** Compared with an earlier run, where one was given. */
  readonly change: AccessChange | undefined;
  /** What the organization's documents refuse, where any were given. */
  readonly organization: Limits | undefined;
  /** What nobody gave the documents of, a sentence each. */
  readonly unjudged: readonly string[];
  /** Undefined where the project has no hub. */
  readonly cost: CostReport | undefined;
  readonly diagram: ReportFigure;
}
