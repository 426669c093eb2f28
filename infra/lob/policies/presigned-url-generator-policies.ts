import { type PolicyDocument, policy } from "../../support/policy-document";

/** Who may assume a LOB's role `PresignedURLGenerator`. */
export interface GeneratorTrust {
  /** Id of the hub's account. */
  readonly hubAccount: string;
  /** ARN of the execution role of the hub's presigned-URL function. */
  readonly functionRoleArn: string;
  /** The organization that the hub's account must be in. */
  readonly organizationId?: string | undefined;
}

/**
 * Only the hub's presigned-URL function, and only for a named user: a source identity must be set, so that CloudTrail
 * shows for whom a URL was made. The function's role is named by `aws:PrincipalArn`, since a role's ARN as principal is
 * stored as that role's id and breaks when the role is created again.
 *
 * Setting a source identity is a separate action, without the session's name.
 *
 * Source: IAM User Guide, "Monitor and control actions taken with assumed roles", "IAM and AWS STS condition context
 * keys" and "AWS JSON policy elements: Principal".
 */
export function generatorTrustPolicy({ hubAccount, functionRoleArn, organizationId }: GeneratorTrust): PolicyDocument {
  const principal = { AWS: `arn:aws:iam::${hubAccount}:root` };
  const theFunction = { ArnEquals: { "aws:PrincipalArn": functionRoleArn } };
  const ofOrganization = organizationId !== undefined && { StringEquals: { "aws:PrincipalOrgID": organizationId } };
  return policy(
    {
      Sid: "HubFunctionForNamedUser",
      Effect: "Allow",
      Principal: principal,
      Action: "sts:AssumeRole",
      Condition: { ...theFunction, ...ofOrganization, Null: { "sts:SourceIdentity": "false" } },
    },
    {
      Sid: "HubFunctionNamesUser",
      Effect: "Allow",
      Principal: principal,
      Action: "sts:SetSourceIdentity",
      Condition: { ...theFunction, ...ofOrganization },
    },
  );
}

/** What presigned URLs are made for, and through. */
export interface GeneratorScope {
  /** Id of the LOB's account, 12 digits. */
  readonly account: string;
  /** Its region. */
  readonly region: string;
  /** The LOB's Studio domain, `d-…`. */
  readonly domainId: string;
  /** Id of the hub's endpoint `sagemaker.api`, which the function calls through. */
  readonly apiEndpointId: string;
  /** Id of the hub's endpoint `studio`, which the user's browser comes through. */
  readonly studioEndpointId: string;
}

/**
 * Make URLs for the profiles of one domain, and find that domain by its name.
 *
 * SageMaker checks every request of the opened Studio against this policy again, so the statement allows both endpoints
 * and has no other condition: the browser has none of the function's keys.
 *
 * Source: SageMaker API, CreatePresignedDomainUrl.
 */
export function generatorPolicy(scope: GeneratorScope): PolicyDocument {
  const { account, region, domainId, apiEndpointId, studioEndpointId } = scope;
  return policy(
    {
      Sid: "MakeAndUseUrls",
      Effect: "Allow",
      Action: "sagemaker:CreatePresignedDomainUrl",
      // `*`: any profile of the domain; the hub's table of users decides whose.
      Resource: `arn:aws:sagemaker:${region}:${account}:user-profile/${domainId}/*`,
      Condition: { StringEquals: { "aws:SourceVpce": [apiEndpointId, studioEndpointId] } },
    },
    {
      Sid: "FindDomain",
      Effect: "Allow",
      Action: "sagemaker:ListDomains",
      // `*`: ListDomains takes no resource.
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceVpce": apiEndpointId } },
    },
  );
}
