/**
 * Whose an ARN says that something is, and where; each empty where the service has none, such as the region of IAM's.
 *
 * Source: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)".
 */
export function placeIn(arn: string): { readonly region: string; readonly account: string } {
  const [, , , region = "", account = ""] = arn.split(":");
  return { region, account };
}
