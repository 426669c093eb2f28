import type { Question } from "./question";
import type { Analysis } from "./simulator";

/** The kinds of policies that can refuse a call, by AWS's names for them. */
export type PolicyKind =
  | "service control"
  | "VPC endpoint"
  | "identity-based"
  | "permissions boundary"
  | "session"
  | "resource-based";

/** A kind as AWS's sentence has it. */
function shown(kind: PolicyKind): string {
  return kind === "permissions boundary" ? kind : `${kind} policy`;
}

/** Why a call isn't allowed, as far as AWS tells its caller. */
export interface Denial {
  readonly by: PolicyKind;
  /** The end of AWS's sentence, such as `because no identity-based policy allows the sts:AssumeRole action`. */
  readonly reason: string;
}

function isExplicit(result: string | undefined): boolean {
  return result === "ExplicitlyDenied" || result === "DeniedForAccount";
}

/**
 * Which kind of policy refused a question. AWS names one, an explicit deny before a missing permission; the order
 * within each is the local AWS's own.
 *
 * Source: IAM User Guide, "Troubleshoot access denied error messages".
 */
export function denialOf(analysis: Analysis, { action }: Question): Denial {
  const results: readonly (readonly [PolicyKind, string | undefined])[] = [
    ["service control", analysis.scpAnalysis?.result],
    ["VPC endpoint", analysis.endpointAnalysis?.result],
    ["identity-based", analysis.identityAnalysis?.result],
    ["permissions boundary", analysis.permissionBoundaryAnalysis?.result],
    ["session", analysis.sessionAnalysis?.result],
    ["resource-based", analysis.resourceAnalysis?.result],
  ];
  const denying = results.find(([, result]) => isExplicit(result))?.[0];
  if (denying !== undefined) {
    const article = denying === "identity-based" ? "an" : "a";
    return { by: denying, reason: `with an explicit deny in ${article} ${shown(denying)}` };
  }
  const [by] = results.find(([, result]) => result === "ImplicitlyDenied") ?? ["identity-based"];
  return { by, reason: `because no ${shown(by)} allows the ${action} action` };
}

/** AWS's sentence for a caller who is refused; some services leave the resource out, and some the reason. */
export function notAuthorized(
  caller: string,
  action: string,
  { resource, reason }: { readonly resource?: string; readonly reason?: string | undefined },
): string {
  const where = resource === undefined ? "" : ` on resource: ${resource}`;
  const why = reason === undefined ? "" : ` ${reason}`;
  return `User: ${caller} is not authorized to perform: ${action}${where}${why}`;
}
