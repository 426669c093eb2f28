import { notYetKnown } from "../../../policy/support/values";
import { document, fails, passes, type RuleCases, resource } from "../support/case";

const anOrganization = { StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" } };

const endpoint = (...statements: readonly object[]) =>
  resource("aws:ec2/vpcEndpoint:VpcEndpoint", { policy: document(...statements) });
const bucketPolicy = (...statements: readonly object[]) =>
  resource("aws:s3/bucketPolicy:BucketPolicy", { policy: document(...statements) });
const role = (...statements: readonly object[]) =>
  resource("aws:iam/role:Role", { assumeRolePolicy: document(...statements) });

const fromAnybody = {
  Sid: "All",
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::b/*",
};

/** Opening Studio and starting apps there, under a condition. */
const studioIfKnown = (Condition: object) => ({
  ...fromAnybody,
  Action: ["sagemaker:CreatePresignedDomainUrl", "sagemaker:CreateApp"],
  Resource: ["arn:aws:sagemaker:eu-west-1:*:user-profile/*", "arn:aws:sagemaker:eu-west-1:*:app/*"],
  Condition,
});

const whoIsIt =
  'allows the principal "*" without a condition that limits who: name the accounts, or add a condition such as';
const callers = "aws:PrincipalOrgID or aws:PrincipalAccount";
const sources = "aws:PrincipalOrgID, aws:SourceArn or aws:SourceVpce";

export const principalCases: RuleCases = {
  "no-star-principal": [
    passes("a denial of everybody", bucketPolicy({ ...fromAnybody, Effect: "Deny" })),
    passes("callers of an organization", endpoint({ ...fromAnybody, Condition: anOrganization })),
    passes(
      "layers of ECR's images, which AWS's own account reads",
      endpoint({ ...fromAnybody, Resource: "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*" }),
    ),
    passes(
      "calls of an account's APIs, whose callers bear a token",
      endpoint({
        ...fromAnybody,
        Action: "execute-api:Invoke",
        Resource: "arn:aws:execute-api:eu-west-1:111122223333:*",
      }),
    ),
    passes(
      "sign-in through an endpoint, whose callers AWS doesn't know yet",
      endpoint({ ...fromAnybody, Action: "cognito-idp:InitiateAuth", Resource: "*" }),
    ),
    passes(
      "Studio for callers of the organization, and for browsers of whom AWS may say nothing",
      endpoint(studioIfKnown({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-exampleorg1" } })),
    ),
    passes(
      "a topic that a named alarm may use",
      resource("aws:sns/topicPolicy:TopicPolicy", {
        policy: document({
          ...fromAnybody,
          Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*" } },
        }),
      }),
    ),
    passes(
      "an Allow beside the denial of other endpoints",
      resource("aws:apigateway/restApiPolicy:RestApiPolicy", {
        policy: document(
          { ...fromAnybody, Action: "execute-api:Invoke", Resource: "execute-api:/*" },
          {
            Effect: "Deny",
            Principal: "*",
            Action: "execute-api:Invoke",
            Resource: "execute-api:/*",
            Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } },
          },
        ),
      }),
    ),
    passes(
      "a document that a preview doesn't know",
      resource("aws:s3/bucketPolicy:BucketPolicy", { policy: notYetKnown }),
    ),
    passes(
      "a service that may call a function",
      resource("aws:lambda/permission:Permission", { principal: "apigateway.amazonaws.com" }),
    ),
    fails("a bucket for everybody", bucketPolicy(fromAnybody), `policy, statement All ${whoIsIt} ${sources}`),
    fails(
      "the same in AWS's longer form",
      bucketPolicy({ ...fromAnybody, Principal: { AWS: ["*"] } }),
      `policy, statement All ${whoIsIt} ${sources}`,
    ),
    fails(
      "an endpoint for everybody, to any bucket",
      endpoint({ ...fromAnybody, Resource: "arn:aws:s3:::*" }),
      `policy, statement All ${whoIsIt} ${callers}`,
    ),
    fails(
      "an endpoint that asks for itself, which says nothing of the caller",
      endpoint({ ...fromAnybody, Condition: { StringEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } } }),
      `policy, statement All ${whoIsIt} ${callers}`,
    ),
    fails(
      "a condition that also holds where its key is missing",
      bucketPolicy({ ...fromAnybody, Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-exampleorg1" } } }),
      `policy, statement All ${whoIsIt} ${sources}`,
    ),
    fails(
      "a condition on all values, which none satisfy as well",
      bucketPolicy({
        ...fromAnybody,
        Condition: { "ForAllValues:StringLike": { "aws:PrincipalOrgPaths": "o-exampleorg1/*" } },
      }),
      `policy, statement All ${whoIsIt} ${sources}`,
    ),
    fails(
      "more than calling an API, for callers who bear a token",
      endpoint({
        ...fromAnybody,
        Action: ["execute-api:Invoke", "execute-api:InvalidateCache"],
        Resource: "arn:aws:execute-api:eu-west-1:111122223333:*",
      }),
      `policy, statement All ${whoIsIt} ${callers}`,
    ),
    fails(
      "more than signing in, for callers whom AWS doesn't know",
      endpoint({ ...fromAnybody, Action: "cognito-idp:AdminCreateUser", Resource: "*" }),
      `policy, statement All ${whoIsIt} ${callers}`,
    ),
    fails(
      "Studio for everybody",
      endpoint(studioIfKnown({ StringEqualsIfExists: { "aws:SourceVpc": "vpc-0123456789abcdef0" } })),
      `policy, statement All ${whoIsIt} ${callers}`,
    ),
    fails(
      "Studio for a role's name that anybody can give",
      endpoint(studioIfKnown({ ArnLikeIfExists: { "aws:PrincipalArn": "arn:aws:iam::*:role/PresignedURLGenerator" } })),
      `policy, statement All ${whoIsIt} ${callers}`,
    ),
    fails(
      "another action on Studio's users, for browsers of whom AWS may say nothing",
      endpoint({
        ...studioIfKnown({ StringEqualsIfExists: { "aws:PrincipalOrgID": "o-exampleorg1" } }),
        Action: "sagemaker:DeleteUserProfile",
      }),
      `policy, statement All ${whoIsIt} ${callers}`,
    ),
    fails(
      "a condition that holds for every value",
      bucketPolicy({ ...fromAnybody, Condition: { StringLike: { "aws:PrincipalOrgID": "*" } } }),
      `policy, statement All ${whoIsIt} ${sources}`,
    ),
    fails(
      "a role's name that anybody can give",
      role({ ...fromAnybody, Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Invoker-*" } } }),
      `assumeRolePolicy, statement All ${whoIsIt} ${callers}`,
    ),
    fails(
      "everybody but one account",
      bucketPolicy({ Effect: "Allow", NotPrincipal: { AWS: "111122223333" }, Action: "s3:GetObject", Resource: "*" }),
      "policy, statement 1 allows everybody but some, by NotPrincipal without a condition that limits who: name the accounts, or add a condition such as aws:PrincipalOrgID, aws:SourceArn or aws:SourceVpce",
    ),
    fails(
      "a function that everybody may call",
      resource("aws:lambda/permission:Permission", { principal: "*" }),
      'allows the principal "*" to call the function: name the account or service, or add sourceArn, sourceAccount or principalOrgId',
    ),
  ],
};
