import type { NamedPolicy, Question } from "./question";
import { type Doubt, type Knowledge, settled } from "./unknown-conditions";

/**
 * What an organization lays over the policies of its accounts: it gives no permission, and takes what it doesn't allow.
 *
 * Source: IAM User Guide, "Policy evaluation logic".
 */
export interface Guardrails {
  /** Service control policies, a list for each level of the organization; every level has to allow a call. */
  readonly levels: readonly (readonly NamedPolicy[])[];
  /** Accounts below these levels. */
  readonly accounts: ReadonlySet<string>;
  /** The permissions boundary of every role of the stacks, in place of one that it has. */
  readonly boundary?: NamedPolicy | undefined;
  /** Names of the stacks whose roles have the boundary. */
  readonly stacks: ReadonlySet<string>;
  /** How conditions count that ask for what isn't known of a call. */
  readonly doubt: Doubt;
  /** Ids of the stacks' resources here, which the documents name where they name what isn't there yet. */
  readonly inventedIds: ReadonlySet<string>;
}

/**
 * Keys that a call doesn't have unless an AWS service makes it, or passes it on.
 *
 * Source: IAM User Guide, "AWS global condition context keys".
 */
const absentFromOwnCalls = [
  "aws:calledvia*",
  "aws:principalservicename*",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
];

/** Who calls: an account's own principal, in which stack if any. */
interface Caller {
  readonly account: string;
  readonly stack: string | undefined;
}

/** The guardrails' part of a question: what limits a caller, with what isn't known settled. */
export function limitsOf(
  { levels, accounts, boundary, stacks, doubt, inventedIds }: Guardrails,
  { account, stack }: Caller,
  { context, absent }: Omit<Knowledge, "inventedIds">,
): Pick<Question, "controlPolicies" | "permissionsBoundary"> {
  const known = { context, absent: [...absentFromOwnCalls, ...absent], inventedIds };
  const isBound = boundary !== undefined && stack !== undefined && stacks.has(stack);
  return {
    controlPolicies: accounts.has(account)
      ? levels.map((policies) => policies.map((policy) => settled(policy, known, doubt)))
      : [],
    ...(isBound && { permissionsBoundary: settled(boundary, known, doubt) }),
  };
}
