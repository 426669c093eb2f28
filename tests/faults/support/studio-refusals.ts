import type { Refusal } from "../../flows/support/refusals";

/** What people are told when AWS fails them. */
export const throttled: Refusal = [429, "Throttled", "too many people open Studio at once: try again in a minute"];
export const unavailable: Refusal = [503, "ServiceUnavailable", "Studio is not available: try again in a minute"];
export const unreachable: Refusal = [
  503,
  "Unreachable",
  "a service that Studio needs could not be reached: try again in a minute",
];
export const late: Refusal = [504, "Timeout", "Studio did not answer in time: try again in a minute"];

/** What they are told when nobody can say who they are. */
export const notJudged: Refusal = [
  500,
  "InternalError",
  "The request failed: try again; if it fails again, give the administrators the request id.",
];
