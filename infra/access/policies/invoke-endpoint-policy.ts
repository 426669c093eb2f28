import type { PolicyDocument } from "../../support/policy-document";
import { policy } from "../../support/policy-document";

/** What the parent's role may invoke. */
export interface InvokePermission {
  /** The parent's account id. */
  readonly account: string;
  /** The endpoints' region. */
  readonly region: string;
  /** Names of endpoints, or all that the account has in the region. */
  readonly endpoints: readonly string[] | "all";
  /** Names of inference components, or all that the account has in the region. */
  readonly inferenceComponents: readonly string[] | "all";
  /** Whether answers may also be streamed, which is an action of its own. */
  readonly streaming: boolean;
  /** The only VPC endpoint through which calls are accepted. */
  readonly vpcEndpointId?: string | undefined;
}

function arns(permission: InvokePermission, type: string, names: readonly string[] | "all"): string[] {
  const arn = (name: string) => `arn:aws:sagemaker:${permission.region}:${permission.account}:${type}/${name}`;
  if (names === "all") {
    // `*` because the user wrote `all`.
    return [arn("*")];
  }
  // SageMaker writes its ARNs in lower case, and IAM compares letter by letter: both spellings name the same endpoint.
  return [...new Set(names.flatMap((name) => [arn(name), arn(name.toLowerCase())]))].sort();
}

/**
 * The policy `SageMakerExternalInvokeEndpoint`: invoke the named endpoints and inference components, nothing else.
 *
 * Source: Service Authorization Reference, "Amazon SageMaker".
 */
export function invokeEndpointPolicy(permission: InvokePermission): PolicyDocument {
  return policy({
    Sid: "InvokeEndpoints",
    Effect: "Allow",
    Action: [
      "sagemaker:InvokeEndpoint",
      ...(permission.streaming ? ["sagemaker:InvokeEndpointWithResponseStream"] : []),
    ],
    Resource: [
      ...arns(permission, "endpoint", permission.endpoints),
      ...arns(permission, "inference-component", permission.inferenceComponents),
    ],
    ...(permission.vpcEndpointId !== undefined && {
      Condition: { StringEquals: { "aws:SourceVpce": permission.vpcEndpointId } },
    }),
  });
}
