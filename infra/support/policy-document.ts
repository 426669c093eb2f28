/** A condition block: operator, condition key, value or values. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** One statement of an IAM policy. Every statement here has a `Sid`, so that a refusal can name it. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  /** In policies of resources and endpoints alone. `*` by itself is for endpoints, which take nothing else. */
  readonly Principal?: "*" | { readonly AWS: string | readonly string[] } | { readonly Service: string };
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Condition;
}

/** An IAM policy document as a plain value. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** Makes a policy document out of its statements. */
export function policy(...statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/**
 * Characters that IAM counts of a document. IAM leaves white space out, and the documents here are sent without any.
 * Source: IAM User Guide, "IAM and AWS STS quotas".
 */
export function policyLength(document: PolicyDocument): number {
  return JSON.stringify(document).length;
}
