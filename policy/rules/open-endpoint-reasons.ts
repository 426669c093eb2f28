import type { Statement } from "../support/documents";

/** What anybody may do through an endpoint, since nothing can be said of the caller. */
interface OpenEndpointReason {
  readonly reason: string;
  readonly actions: readonly string[];
  /** What a resource has to look like: it must say whose it is. */
  readonly resource: RegExp;
}

/** The whole list of actions that an endpoint's policy may allow without a condition on the caller. */
const openEndpointReasons: readonly OpenEndpointReason[] = [
  {
    reason:
      "callers bear a token and are anonymous to the endpoint: API Gateway Developer Guide, Use VPC endpoint policies for private APIs",
    actions: ["execute-api:Invoke"],
    resource: /^arn:aws:execute-api:[^:*?]+:\d{12}:.+$/,
  },
  {
    reason:
      "who signs in isn't known to AWS yet: Cognito Developer Guide, Access Amazon Cognito user pools using an interface endpoint",
    actions: [
      "cognito-idp:AssociateSoftwareToken",
      "cognito-idp:InitiateAuth",
      "cognito-idp:RespondToAuthChallenge",
      "cognito-idp:RevokeToken",
      "cognito-idp:SetUserMFAPreference",
      "cognito-idp:VerifySoftwareToken",
    ],
    resource: /^arn:aws:cognito-idp:[^:*?]+:\d{12}:userpool\/[^*?]+$/,
  },
  {
    reason:
      "AWS's own accounts sign the addresses of layers, models and examples: Amazon ECR User Guide, Amazon ECR interface VPC endpoints; in buckets of AWS's whole names, since anybody can make one whose name begins so",
    actions: ["s3:GetObject", "s3:ListBucket"],
    resource:
      /^arn:aws:s3:::(prod-[a-z0-9-]+-starport-layer-bucket|(jumpstart-cache|jumpstart-private-cache|sagemaker-example-files)-prod-[a-z0-9-]+)(\/\*)?$/,
  },
];

/** Whether everything that a statement allows may be allowed to anybody who comes through an endpoint. */
export function mayBeOpen({ actions, notAction, resources, notResource }: Statement): boolean {
  return (
    !notAction &&
    !notResource &&
    openEndpointReasons.some(
      (entry) =>
        actions.every((action) => entry.actions.includes(action)) &&
        resources.length > 0 &&
        resources.every((resource) => entry.resource.test(resource)),
    )
  );
}
