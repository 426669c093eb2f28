/**
 * A condition key that IAM replaces by its value, such as `${aws:SourceIdentity}`; a statement with a key that the
 * request doesn't have matches nothing.
 *
 * Source: IAM User Guide, "IAM policy elements: Variables and tags".
 */
export function policyVariable(key: string): string {
  return `\${${key}}`;
}
