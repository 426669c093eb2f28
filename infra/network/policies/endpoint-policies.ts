import { executionRoleName } from "../../lob/lob-names";
import { presignedUrlGeneratorRoleName } from "../../support/naming";
import type { PolicyDocument, Statement } from "../../support/policy-document";
import { calledBy, endpointPolicy, type Members, ownedBy } from "./endpoint-policy";

/** Whom the hub's endpoints are for. */
export interface EndpointScope extends Members {
  /** Id of the hub's account. */
  readonly account: string;
  /** The hub's region. */
  readonly region: string;
}

/** A service's actions for the members' callers; what each of them may do is said by its own policies. */
export function membersOnly(sid: string, action: string | readonly string[]) {
  return (scope: EndpointScope): PolicyDocument =>
    endpointPolicy({
      Sid: sid,
      Effect: "Allow",
      Action: action,
      // `*`: callers reach what their own policies name, in whichever of the members' accounts.
      Resource: "*",
      Condition: { StringEquals: calledBy(scope) },
    });
}

/** The same for every action of a service. */
export function wholeService(prefix: string) {
  // `*`: what of the service somebody may do is for the caller's policies to say; the endpoint says who comes through.
  return membersOnly("CallOwnService", `${prefix}:*`);
}

/**
 * The same, towards resources of the members' accounts only: otherwise what a member may write could go to a stranger's
 * key, secret or log group that lets the member in. A request without a resource has no `aws:ResourceAccount`; where AWS
 * sends the key all the same, it is the caller's own account, which the first statement takes.
 *
 * Source: IAM User Guide, "AWS global condition context keys", `aws:ResourceAccount` and `aws:ResourceOrgID`.
 */
export function ownResources(
  prefix: string,
  ...more: readonly ((scope: EndpointScope) => Omit<Statement, "Principal">)[]
) {
  return (scope: EndpointScope): PolicyDocument =>
    endpointPolicy(
      {
        Sid: "UseOwnResources",
        Effect: "Allow",
        // `*`: what of the service somebody may do is for the caller's policies to say.
        Action: `${prefix}:*`,
        // `*`: whatever belongs to the members.
        Resource: "*",
        Condition: { StringEquals: { ...calledBy(scope), ...ownedBy(scope) } },
      },
      {
        Sid: "CallWithoutResource",
        Effect: "Allow",
        // `*`: lists and the like, which change from year to year.
        Action: `${prefix}:*`,
        // `*`: these requests have no resource, as the condition says.
        Resource: "*",
        Condition: { StringEquals: calledBy(scope), Null: { "aws:ResourceAccount": "true" } },
      },
      ...more.map((statement) => statement(scope)),
    );
}

/**
 * Read what Systems Manager offers to everybody, such as the ids of images, in no account.
 *
 * Source: Systems Manager User Guide, "Working with public parameters".
 */
export function publicParameters(scope: EndpointScope): Omit<Statement, "Principal"> {
  return {
    Sid: "ReadPublicParameters",
    Effect: "Allow",
    Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
    // `*`: any of AWS's own parameters, whose ARNs have no account.
    Resource: `arn:aws:ssm:${scope.region}::parameter/aws/*`,
    Condition: { StringEquals: calledBy(scope) },
  };
}

/**
 * Assume the members' roles, with a source identity and tags, and ask who one is. The latter has no resource, so it
 * can't be held to one.
 *
 * Source: IAM User Guide, "Monitor and control actions taken with assumed roles"; Service Authorization Reference,
 * "AWS Security Token Service".
 */
export function stsPolicy(scope: EndpointScope): PolicyDocument {
  return endpointPolicy(
    {
      Sid: "AssumeOwnRoles",
      Effect: "Allow",
      Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
      // `*`: any role of the members' accounts, which the condition demands; each role's trust policy says whose it is.
      Resource: "arn:aws:iam::*:role/*",
      Condition: { StringEquals: { ...calledBy(scope), ...ownedBy(scope) } },
    },
    {
      Sid: "AskWhoOneIs",
      Effect: "Allow",
      Action: "sts:GetCallerIdentity",
      // `*`: the action takes no resource.
      Resource: "*",
      Condition: { StringEquals: calledBy(scope) },
    },
  );
}

/**
 * Call the hub account's APIs. Callers bear a token and are anonymous to this policy, so nothing can be said of them.
 *
 * Source: API Gateway Developer Guide, "Use VPC endpoint policies for private APIs".
 */
export function executeApiPolicy({ account, region }: EndpointScope): PolicyDocument {
  return endpointPolicy({
    Sid: "CallOwnApis",
    Effect: "Allow",
    Action: "execute-api:Invoke",
    // `*`, which takes in slashes: the API is made after this endpoint, which it names; who may call what of it is said
    // by its own policy.
    Resource: `arn:aws:execute-api:${region}:${account}:*`,
  });
}

/**
 * Open Studio by a URL that `PresignedURLGenerator` made, or that Studio made for its own user under the LOB's
 * execution role, as it does to open JupyterLab; and start apps there. Studio asks at every request of the browser.
 *
 * AWS doesn't document which condition keys a browser's requests have at this endpoint. Each condition therefore holds
 * where its key is absent: with plain operators, an absent key would close Studio to everybody. What a caller may do is
 * decided by the role's own policy, which AWS asks as well.
 *
 * Source: SageMaker API, CreatePresignedDomainUrl; SageMaker Developer Guide, "Connect to Amazon SageMaker Studio
 * through an interface VPC endpoint", for CreateApp; "Give your users access to spaces".
 */
export function studioPolicy(scope: EndpointScope): PolicyDocument {
  const arn = (resource: string) => `arn:aws:sagemaker:${scope.region}:*:${resource}`;
  return endpointPolicy({
    Sid: "UseOwnStudio",
    Effect: "Allow",
    Action: ["sagemaker:CreateApp", "sagemaker:CreatePresignedDomainUrl"],
    // `*`: any user of any LOB and their apps; the conditions say which accounts. AWS's list of resources has apps for
    // CreateApp, its page on Studio's endpoint has user profiles, so both are named.
    Resource: [arn("app/*"), arn("user-profile/*")],
    Condition: {
      StringEqualsIfExists: { ...calledBy(scope), ...ownedBy(scope) },
      // `*`: the role of that name in each LOB's account, and each LOB's execution role, whose name ends in the LOB's.
      ArnLikeIfExists: {
        "aws:PrincipalArn": [
          `arn:aws:iam::*:role/${presignedUrlGeneratorRoleName}`,
          `arn:aws:iam::*:role/${executionRoleName("*")}`,
        ],
      },
    },
  });
}

/**
 * Pull images, AWS's own among them, which are in AWS's accounts; anything else in the members' registries alone, so
 * that nothing can be pushed to somebody else's.
 *
 * Source: Amazon ECR User Guide, "Amazon ECR interface VPC endpoints"; SageMaker Developer Guide, "Docker registry
 * paths".
 */
export function ecrPolicy(scope: EndpointScope): PolicyDocument {
  return endpointPolicy(
    {
      Sid: "PullImages",
      Effect: "Allow",
      Action: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetAuthorizationToken",
        "ecr:GetDownloadUrlForLayer",
      ],
      // `*`: SageMaker's images are in accounts of AWS, another one in each region, and a token takes no resource.
      Resource: "*",
      Condition: { StringEquals: calledBy(scope) },
    },
    {
      Sid: "UseOwnRegistries",
      Effect: "Allow",
      // `*`: what of it each caller may do is said by the caller's own policies.
      Action: "ecr:*",
      // `*`: whatever registry belongs to the members.
      Resource: "*",
      Condition: { StringEquals: { ...calledBy(scope), ...ownedBy(scope) } },
    },
  );
}

/**
 * Sign in, and set up a second factor. AWS doesn't know yet who signs in, so the policy can't name callers; and its list
 * gives these actions no resource type, so the policy can't name the pool either.
 *
 * Source: Cognito Developer Guide, "Access Amazon Cognito user pools using an interface endpoint"; Service Authorization
 * Reference, "Actions, resources, and condition keys for Amazon Cognito User Pools".
 */
export function signInPolicy(): PolicyDocument {
  return endpointPolicy({
    Sid: "SignIn",
    Effect: "Allow",
    Action: [
      "cognito-idp:AssociateSoftwareToken",
      "cognito-idp:InitiateAuth",
      "cognito-idp:RespondToAuthChallenge",
      "cognito-idp:RevokeToken",
      "cognito-idp:SetUserMFAPreference",
      "cognito-idp:VerifySoftwareToken",
    ],
    // `*`: the actions have no resource type; a policy that names the pool would probably refuse every sign-in.
    Resource: "*",
  });
}

/** Read single items of the hub account's tables, which the hub's own callers alone may. */
export function dynamoDbEndpointPolicy({ account, region }: EndpointScope): PolicyDocument {
  return endpointPolicy({
    Sid: "ReadOwnTables",
    Effect: "Allow",
    Action: "dynamodb:GetItem",
    // `*`: the tables are made after this endpoint, and the function's own policy names them.
    Resource: `arn:aws:dynamodb:${region}:${account}:table/*`,
    Condition: { StringEquals: { "aws:PrincipalAccount": account } },
  });
}
