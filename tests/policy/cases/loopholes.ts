import { policyVariable } from "../../../infra/lob/policies/policy-variable";
import { document, fails, passes, type RuleCases, resource } from "../support/case";

const identity = (...statements: readonly object[]) =>
  resource("aws:iam/rolePolicy:RolePolicy", { policy: document(...statements) });
const endpoint = (...statements: readonly object[]) =>
  resource("aws:ec2/vpcEndpoint:VpcEndpoint", { policy: document(...statements) });
const bucketPolicy = (...statements: readonly object[]) =>
  resource("aws:s3/bucketPolicy:BucketPolicy", { policy: document(...statements) });
const key = (...statements: readonly object[]) => resource("aws:kms/key:Key", { policy: document(...statements) });
const permission = (props: Readonly<Record<string, unknown>>) => resource("aws:lambda/permission:Permission", props);

const fromAnybody = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
const where = (operator: string, name: string, ...values: readonly string[]) => ({
  ...fromAnybody,
  Condition: { [operator]: { [name]: values } },
});
const noOtherEndpoint = (Resource: string) => ({
  Effect: "Deny",
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource,
  Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } },
});

const advice = {
  callers: "name the accounts, or add a condition such as aws:PrincipalOrgID or aws:PrincipalAccount",
  sources: "name the accounts, or add a condition such as aws:PrincipalOrgID, aws:SourceArn or aws:SourceVpce",
};
const whoIsIt = (what: string, instead = advice.sources, who = "*") =>
  `${what}, statement 1 allows the principal "${who}" without a condition that limits who: ${instead}`;
const noReason = (action: string, on: string) =>
  `policy, statement 1 allows ${action} on "${on}", which has no reason on the list: name its resources, or add the action with its reason to policy/rules/star-resource-reasons.ts`;
const everyFunctionCall =
  'allows the principal "*" to call the function: name the account or service, or add sourceArn, sourceAccount or principalOrgId';
const strange = (what: string) =>
  `policy, statement 1 has ${what}, which IAM doesn't have: write the elements as IAM names them, and Effect as Allow or Deny`;

/** Conditions that look as if they limit the caller, and match everybody. */
const empty = [
  ["an organization by a pattern", "StringLike", "aws:PrincipalOrgID", "o-*"],
  ["accounts by patterns", "StringLike", "aws:PrincipalAccount", "0*", "1*"],
  ["the caller's own account", "StringEquals", "aws:PrincipalAccount", policyVariable("aws:PrincipalAccount")],
  ["any endpoint", "StringLike", "aws:SourceVpce", "vpce-*"],
  ["any organization's path", "ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-*/*"],
  ["an ARN whose pattern takes in its colons", "StringLike", "aws:PrincipalArn", "arn:aws:iam:*:role/x"],
  ["a bucket by a pattern", "ArnLike", "aws:SourceArn", "arn:aws:s3:::b*"],
] as const;

/** Other ways to write `*` as a resource. */
const everything = [
  ["arn:*", "s3:GetObject"],
  ["arn:aws:s3*", "s3:GetObject"],
  ["*:*", "s3:GetObject"],
  ["arn:aws:s3:::*/*", "s3:GetObject"],
  ["arn:aws:iam::*:role/*", "sts:AssumeRole"],
  ["arn:aws:sagemaker:*:*:endpoint/*", "sagemaker:InvokeEndpoint"],
] as const;

/** Ways around the rules of documents, each of which got through once, and what ordinary documents have beside them. */
export const loopholeCases: RuleCases = {
  "readable-policy": [
    passes(
      "which data a log may show, which is no permission",
      resource("aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy", {
        policyDocument: document({ Sid: "Audit", DataIdentifier: ["Address"], Operation: {} }),
      }),
    ),
    fails(
      "elements in small letters, which no rule would see",
      bucketPolicy({ ...fromAnybody, principal: "*", action: "*" }),
      strange("principal"),
      strange("action"),
    ),
    fails("an effect that is neither", bucketPolicy({ ...fromAnybody, Effect: "allow" }), strange('Effect "allow"')),
    fails("no effect", identity({ Action: "*", Resource: "*" }), strange("Effect left out")),
  ],
  "no-star-principal": [
    passes(
      "callers of an account through a service, at a key",
      key({
        ...fromAnybody,
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: { StringEquals: { "kms:CallerAccount": "111122223333" } },
      }),
    ),
    passes(
      "AWS's own policy of a topic",
      resource("aws:sns/topicPolicy:TopicPolicy", {
        policy: document({ ...where("StringEquals", "AWS:SourceOwner", "111122223333"), Action: "SNS:Publish" }),
      }),
    ),
    passes(
      "an account's trails, in any region",
      bucketPolicy(where("ArnLike", "aws:SourceArn", "arn:aws:cloudtrail:*:111122223333:trail/*")),
    ),
    passes(
      "an organization's path",
      bucketPolicy(where("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-exampleorg1/*")),
    ),
    ...empty.map(([what, operator, name, ...values]) =>
      fails(what, bucketPolicy(where(operator, name, ...values)), whoIsIt("policy")),
    ),
    fails(
      "every account's root",
      bucketPolicy({ ...fromAnybody, Principal: { AWS: "arn:aws:iam::*:root" } }),
      whoIsIt("policy", advice.sources, "arn:aws:iam::*:root"),
    ),
    fails(
      "a bucket beside the denial of an API's other endpoints",
      bucketPolicy(fromAnybody, noOtherEndpoint("*")),
      whoIsIt("policy"),
    ),
    fails(
      "buckets that anybody can make, since their names begin as AWS's do",
      endpoint({ ...fromAnybody, Resource: "arn:aws:s3:::sagemaker-mine/*" }),
      whoIsIt("policy", advice.callers),
    ),
    ...["accessPolicies", "accessPolicy", "resourcePolicy"].map((property) =>
      fails(
        `a document in ${property}`,
        resource("aws:opensearch/domain:Domain", { [property]: document(fromAnybody) }),
        whoIsIt(property),
      ),
    ),
    passes("a function for one bucket", permission({ principal: "*", sourceArn: "arn:aws:s3:::files" })),
    fails(
      "a function for every bucket",
      permission({ principal: "*", sourceArn: "arn:aws:s3:::*" }),
      everyFunctionCall,
    ),
    fails(
      "a function for an account that isn't named",
      permission({ principal: "*", sourceAccount: "" }),
      everyFunctionCall,
    ),
    passes(
      "a function's address for signed calls",
      resource("aws:lambda/functionUrl:FunctionUrl", { authorizationType: "AWS_IAM" }),
    ),
    fails(
      "a function's address for everybody",
      resource("aws:lambda/functionUrl:FunctionUrl", { authorizationType: "NONE" }),
      "lets everybody on the internet call the function: set authorizationType to AWS_IAM",
    ),
    fails(
      "a layer for everybody",
      resource("aws:lambda/layerVersionPermission:LayerVersionPermission", { principal: "*" }),
      'allows the principal "*" to read the layer: name the account, or add organizationId',
    ),
    fails(
      "an event bus for everybody",
      resource("aws:cloudwatch/eventPermission:EventPermission", { principal: "*" }),
      'allows the principal "*" to send events: name the account, or add a condition on aws:PrincipalOrgID',
    ),
  ],
  "no-star-action": [
    passes(
      "a key that is handed to its account, as KMS does by default",
      key({ Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" }),
    ),
    fails(
      "a key that is handed to two accounts",
      key({ Effect: "Allow", Principal: { AWS: ["111122223333", "222222222222"] }, Action: "kms:*", Resource: "*" }),
      'policy, statement 1 allows the action "kms:*": name the intended actions',
    ),
    fails(
      "nearly all of a service, by a letter",
      identity({ Effect: "Allow", Action: "iam:*e*", Resource: "arn:aws:iam::111122223333:role/r" }),
      'policy, statement 1 allows the action "iam:*e*": name the intended actions',
    ),
  ],
  "no-star-resource": [
    passes(
      "buckets whose names begin so, and an account's endpoints",
      identity(
        { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::studio-*/anna/*" },
        {
          Effect: "Allow",
          Action: "sagemaker:InvokeEndpoint",
          Resource: "arn:aws:sagemaker:*:222222222222:endpoint/*",
        },
      ),
    ),
    ...everything.map(([on, action]) =>
      fails(`${on} for *`, identity({ Effect: "Allow", Action: action, Resource: on }), noReason(action, on)),
    ),
  ],
  "no-managed-policy": [
    fails(
      "a policy of AWS's in a role's whole list",
      resource("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", {
        policyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
      }),
      'attaches "arn:aws:iam::aws:policy/AdministratorAccess", an AWS managed policy: write your own policy with the actions that are needed',
    ),
  ],
  "private-api-denies-other-endpoints": [
    passes(
      "the denial of its own other endpoints",
      resource("aws:apigateway/restApiPolicy:RestApiPolicy", {
        restApiId: "abc123",
        policy: document(noOtherEndpoint("arn:aws:execute-api:eu-west-1:111122223333:abc123/*")),
      }),
    ),
    fails(
      "the denial of another API's",
      resource("aws:apigateway/restApiPolicy:RestApiPolicy", {
        restApiId: "abc123",
        policy: document(noOtherEndpoint("arn:aws:execute-api:eu-west-1:111122223333:other9/*")),
      }),
      "has no statement that denies execute-api:Invoke on the whole API to the principal \"*\" where aws:SourceVpce isn't the endpoint: add it, with StringNotEquals and no other condition, since an authorizer's Allow is enough without it",
    ),
  ],
  "judged-resources": [
    passes("a resource of the provider aws", resource("aws:iam/role:Role", {})),
    passes("what isn't AWS's", resource("random:index/randomId:RandomId", {})),
    ...["aws-native:iam:Role", "aws:cloudcontrol/resource:Resource", "aws:cloudformation/stack:Stack"].map((type) =>
      fails(
        type,
        resource(type, {}),
        `is a ${type}, and no rule can see what it makes: use a resource of the provider aws instead`,
      ),
    ),
  ],
};
