import { lobNames, type Naming, roleInArn } from "../../support/naming";
import type { PolicyDocument, Statement } from "../../support/policy-document";
import { calledBy, endpointPolicy, type Members, ownedBy } from "./endpoint-policy";

/** Whom the hub's endpoints are for. */
export interface EndpointScope extends Members, Readonly<Naming> {
  /** Id of the hub's account. */
  readonly account: string;
  /** The hub's region. */
  readonly region: string;
  /** Whether the API's authorizer asks Cognito through the endpoint. Default: false. */
  readonly authorizerInVpc?: boolean | undefined;
}

/** A service's actions for the members' callers; each caller's own policies decide what it may do. */
export function membersOnly(sid: string, action: string | readonly string[]) {
  return (scope: EndpointScope): PolicyDocument =>
    endpointPolicy({
      Sid: sid,
      Effect: "Allow",
      Action: action,
      // `*`: callers' own policies name what they reach, in any of the members' accounts.
      Resource: "*",
      Condition: { StringEquals: calledBy(scope) },
    });
}

/** The same for every action of a service. */
export function wholeService(prefix: string) {
  // `*`: the caller's own policies decide what it may do; the endpoint's policy decides who may come through.
  return membersOnly("CallOwnService", `${prefix}:*`);
}

/**
 * The same, only for resources of the members' accounts: otherwise a member could write to a stranger's key, secret or
 * log group that lets the member in. A request without a resource has no `aws:ResourceAccount`; where AWS sends the key
 * nevertheless, it is the caller's own account, which the first statement allows.
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
        // `*`: the caller's own policies decide what it may do.
        Action: `${prefix}:*`,
        // `*`: everything that belongs to the members.
        Resource: "*",
        Condition: { StringEquals: { ...calledBy(scope), ...ownedBy(scope) } },
      },
      {
        Sid: "CallWithoutResource",
        Effect: "Allow",
        // `*`: lists and similar actions, which change over time.
        Action: `${prefix}:*`,
        // `*`: these requests have no resource, as the condition requires.
        Resource: "*",
        Condition: { StringEquals: calledBy(scope), Null: { "aws:ResourceAccount": "true" } },
      },
      ...more.map((statement) => statement(scope)),
    );
}

/**
 * Read public parameters of Systems Manager, such as the ids of images, which are in no account.
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
 * Assume the members' roles, with a source identity and tags, and call GetCallerIdentity, which has no resource.
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
      // `*`: any role of the members' accounts, which the condition requires; each role's trust policy decides who may
      // assume it.
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
 * Call the hub account's APIs. Callers have a token and are anonymous to this policy, so it can't name them.
 *
 * Source: API Gateway Developer Guide, "Use VPC endpoint policies for private APIs".
 */
export function executeApiPolicy({ account, region }: EndpointScope): PolicyDocument {
  return endpointPolicy({
    Sid: "CallOwnApis",
    Effect: "Allow",
    Action: "execute-api:Invoke",
    // `*`, which also matches slashes: the API is created after this endpoint, which it names; its own policy decides
    // who may call what.
    Resource: `arn:aws:execute-api:${region}:${account}:*`,
  });
}

/**
 * Open Studio by a URL that `PresignedURLGenerator` made, or that Studio made for its own user under the LOB's
 * execution role, as it does to open JupyterLab; and start apps there. Studio asks at every request of the browser.
 *
 * AWS doesn't document which condition keys a browser's requests have at this endpoint. Each condition therefore holds
 * where its key is absent: with plain operators, an absent key would close Studio to everybody. The role's own policy,
 * which AWS also evaluates, decides what a caller may do.
 *
 * Source: SageMaker API, CreatePresignedDomainUrl; SageMaker Developer Guide, "Connect to Amazon SageMaker Studio
 * through an interface VPC endpoint", for CreateApp; "Give your users access to spaces".
 */
export function studioPolicy(scope: EndpointScope): PolicyDocument {
  const names = lobNames("*", scope);
  const arn = (resource: string) => `arn:aws:sagemaker:${scope.region}:*:${resource}`;
  return endpointPolicy({
    Sid: "UseOwnStudio",
    Effect: "Allow",
    Action: ["sagemaker:CreateApp", "sagemaker:CreatePresignedDomainUrl"],
    // `*`: any user of any LOB and their apps; the conditions limit the accounts. AWS's list of resources has apps for
    // CreateApp, its page on Studio's endpoint has user profiles, so both are named.
    Resource: [arn("app/*"), arn("user-profile/*")],
    Condition: {
      StringEqualsIfExists: { ...calledBy(scope), ...ownedBy(scope) },
      // `*`: the role of that name in each LOB's account, and each LOB's execution role, whose name ends in the LOB's.
      ArnLikeIfExists: {
        "aws:PrincipalArn": [
          `arn:aws:iam::*:role/${roleInArn(names.generatorRole, scope)}`,
          `arn:aws:iam::*:role/${roleInArn(names.executionRole, scope)}`,
        ],
      },
    },
  });
}

/**
 * Pull images, also AWS's own, which are in AWS's accounts; anything else only in the members' registries, so that
 * nothing can be pushed to a stranger's.
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
      // `*`: SageMaker's images are in accounts of AWS, a different one in each region, and a token takes no resource.
      Resource: "*",
      Condition: { StringEquals: calledBy(scope) },
    },
    {
      Sid: "UseOwnRegistries",
      Effect: "Allow",
      // `*`: the caller's own policies decide what it may do.
      Action: "ecr:*",
      // `*`: any registry that belongs to the members.
      Resource: "*",
      Condition: { StringEquals: { ...calledBy(scope), ...ownedBy(scope) } },
    },
  );
}

/**
 * Sign in, and set up a second factor; with an authorizer in the VPC also what that asks. AWS doesn't know yet who signs in, so the policy can't name callers; and AWS's
 * list gives these actions no resource type, so it can't name the pool either.
 *
 * Source: Cognito Developer Guide, "Access Amazon Cognito user pools using an interface endpoint"; Service Authorization
 * Reference, "Actions, resources, and condition keys for Amazon Cognito User Pools".
 */
export function signInPolicy({ authorizerInVpc = false }: Pick<EndpointScope, "authorizerInVpc">): PolicyDocument {
  return endpointPolicy({
    Sid: "SignIn",
    Effect: "Allow",
    Action: [
      "cognito-idp:AssociateSoftwareToken",
      ...(authorizerInVpc ? ["cognito-idp:GetUser"] : []),
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

/** Read single items of the hub account's tables, only for the hub's own callers. */
export function dynamoDbEndpointPolicy({ account, region }: EndpointScope): PolicyDocument {
  return endpointPolicy({
    Sid: "ReadOwnTables",
    Effect: "Allow",
    Action: "dynamodb:GetItem",
    // `*`: the tables are created after this endpoint, and the function's own policy names them.
    Resource: `arn:aws:dynamodb:${region}:${account}:table/*`,
    Condition: { StringEquals: { "aws:PrincipalAccount": account } },
  });
}
