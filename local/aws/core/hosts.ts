import type { AwsRequest } from "./service";

/** Services whose host name isn't the name that requests are signed for. */
function hostOf(service: string, region: string, target: string): string {
  if (service === "sagemaker") {
    return target.startsWith("SageMaker.")
      ? `api.sagemaker.${region}.amazonaws.com`
      : `runtime.sagemaker.${region}.amazonaws.com`;
  }
  return service === "ecr" ? `api.ecr.${region}.amazonaws.com` : `${service}.${region}.amazonaws.com`;
}

/** Whether an unsigned form is a call of STS. Source: STS API reference, its version. */
function isForSts(headers: AwsRequest["headers"], body: Uint8Array): boolean {
  const isForm = (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
  return isForm && new URLSearchParams(Buffer.from(body).toString("utf8")).get("Version") === "2011-06-15";
}

/**
 * The host name that an SDK's request would have had, had the SDK not been pointed to the local AWS: told by what the
 * request is signed for, or by an unsigned operation. Undefined when neither tells it.
 */
export function addressedHost({ url, headers, body }: AwsRequest, region: string): string | undefined {
  const target = headers["x-amz-target"] ?? "";
  const scope = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? "");
  if (scope !== null) {
    const [, signedRegion = "", service = ""] = scope;
    return hostOf(service, signedRegion, target);
  }
  const pool = /^\/([a-z0-9-]+)_[A-Za-z0-9]+\/\.well-known\//.exec(url.pathname);
  if (pool !== null) {
    return `cognito-idp.${pool[1]}.amazonaws.com`;
  }
  if (target.startsWith("AWSCognitoIdentityProviderService.")) {
    return `cognito-idp.${region}.amazonaws.com`;
  }
  return isForSts(headers, body) ? `sts.${region}.amazonaws.com` : undefined;
}
