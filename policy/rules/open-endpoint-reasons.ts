import type { Statement } from "../support/documents";
import { isNarrowedIfKnown } from "../support/narrowing";

/** What anybody may do through an endpoint, since the caller isn't known. */
interface OpenEndpointReason {
  readonly reason: string;
  readonly actions: readonly string[];
  /** The required form of a resource. It names the owner, unless the reason explains why it can't. */
  readonly resource: RegExp;
  /** A further requirement on the statement. Default: none. */
  readonly besides?: (statement: Statement) => boolean;
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
      "AWS doesn't know yet who signs in, and the actions have no resource type: Cognito Developer Guide, Access Amazon Cognito user pools using an interface endpoint; Service Authorization Reference, Amazon Cognito User Pools",
    actions: [
      "cognito-idp:AssociateSoftwareToken",
      "cognito-idp:GetUser",
      "cognito-idp:InitiateAuth",
      "cognito-idp:RespondToAuthChallenge",
      "cognito-idp:RevokeToken",
      "cognito-idp:SetUserMFAPreference",
      "cognito-idp:VerifySoftwareToken",
    ],
    resource: /^\*$/,
  },
  {
    reason:
      "whether a browser's requests have keys of the caller at Studio's endpoint isn't documented, and with plain operators an absent key would close Studio to everybody; where the keys are there, they must be of the organization, or of listed accounts: SageMaker Developer Guide, Connect to Studio through an interface VPC endpoint",
    actions: ["sagemaker:CreatePresignedDomainUrl", "sagemaker:CreateApp"],
    resource: /^arn:aws:sagemaker:[^:*?]+:(\*|\d{12}):(app|user-profile)\/\*$/,
    besides: isNarrowedIfKnown,
  },
  {
    reason:
      "AWS's own accounts sign the addresses of layers, models and examples: Amazon ECR User Guide, Amazon ECR interface VPC endpoints; buckets are named in full, since anybody can create one whose name begins the same",
    actions: ["s3:GetObject", "s3:ListBucket"],
    resource:
      /^arn:aws:s3:::(prod-[a-z0-9-]+-starport-layer-bucket|(jumpstart-cache|jumpstart-private-cache|sagemaker-example-files)-prod-[a-z0-9-]+)(\/\*)?$/,
  },
];

/** Whether a statement allows only what anybody who comes through an endpoint may do. */
export function mayBeOpen(statement: Statement): boolean {
  const { actions, notAction, resources, notResource } = statement;
  return (
    !notAction &&
    !notResource &&
    openEndpointReasons.some(
      (entry) =>
        actions.every((action) => entry.actions.includes(action)) &&
        resources.length > 0 &&
        resources.every((resource) => entry.resource.test(resource)) &&
        (entry.besides?.(statement) ?? true),
    )
  );
}
