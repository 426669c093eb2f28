/**
 * A condition block: operator, condition key, value or values.
 *
 * @example
 * { StringEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } }
 */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Accounts and roles. */
export interface AwsPrincipal {
  /** Account ids or ARNs; `*` is everybody. */
  readonly AWS: string | readonly string[];
}

/** A service of AWS. */
export interface ServicePrincipal {
  /** Its name, such as `lambda.amazonaws.com`. */
  readonly Service: string;
}

/** One statement of an IAM policy. Every statement has a `Sid`, so that a refusal can name it. */
export interface Statement {
  /** Its name, unique within the policy. */
  readonly Sid: string;
  /** Its effect on the calls that it matches. */
  readonly Effect: "Allow" | "Deny";
  /** Only in policies of resources and endpoints. `*` by itself is for endpoints, which take nothing else. */
  readonly Principal?: "*" | AwsPrincipal | ServicePrincipal;
  /** Actions, such as `sts:AssumeRole`. */
  readonly Action: string | readonly string[];
  /** ARNs; none in trust policies. */
  readonly Resource?: string | readonly string[];
  /** Further conditions on a call. */
  readonly Condition?: Condition;
}

/** An IAM policy document as a plain value. */
export interface PolicyDocument {
  /** The language's version, which is the newest one. */
  readonly Version: "2012-10-17";
  /** Statements, in the order in which they are written. */
  readonly Statement: readonly Statement[];
}

/** Makes a policy document out of its statements. */
export function policy(...statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/**
 * Characters that IAM counts of a document: without white space, which the documents here don't have. Source: IAM User
 * Guide, "IAM and AWS STS quotas".
 */
export function policyLength(document: PolicyDocument): number {
  return JSON.stringify(document).length;
}
