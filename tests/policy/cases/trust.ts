import { notYetKnown } from "../../../policy/support/values";
import { document, fails, passes, type RuleCases, resource } from "../support/case";

const role = (statement: object, props: Readonly<Record<string, unknown>> = {}) =>
  resource("aws:iam/role:Role", { assumeRolePolicy: document(statement), ...props });
const permission = (props: Readonly<Record<string, unknown>>) => resource("aws:lambda/permission:Permission", props);

const api = (id: unknown) => resource("aws:apigateway/restApi:RestApi", { id }, "api");
const presignedUrl = "studio-presigned-url-shared";
const presigner = resource("aws:lambda/function:Function", { id: presignedUrl, name: presignedUrl }, "function");
const ofApi = {
  function: presignedUrl,
  principal: "apigateway.amazonaws.com",
  sourceArn: "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/studio/GET/*",
};
const letsCall = (who: string) =>
  `lets ${who} call the function that makes presigned URLs, which gives a direct caller any user's URL: allow apigateway.amazonaws.com with the stack's API as sourceArn, and nobody else`;

const theRole = { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/SageMakerInvoker-*" } };
const theId = { StringEquals: { "sts:ExternalId": "222222222222" } };
const invokers = {
  Sid: "Invokers",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::333333333333:root" },
  Action: "sts:AssumeRole",
  Condition: { ...theRole, ...theId },
};
const sageMaker = {
  Sid: "Studio",
  Effect: "Allow",
  Principal: { Service: "sagemaker.amazonaws.com" },
  Action: "sts:AssumeRole",
  Condition: { StringEquals: { "aws:SourceAccount": "333333333333" } },
};
const pipeline = {
  Effect: "Allow",
  Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
  Action: "sts:AssumeRoleWithWebIdentity",
};
const subject = "token.actions.githubusercontent.com:sub";

const everyRole =
  "assumeRolePolicy, statement Invokers trusts every role of the accounts: require the intended one by aws:PrincipalArn";
const noId =
  "assumeRolePolicy, statement Invokers requires neither an ExternalId nor a source identity: require sts:ExternalId, or that sts:SourceIdentity is set";
const everyUser =
  'assumeRolePolicy, statement 1 trusts every user of "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com": require the user by its condition key that ends in :sub';

export const trustCases: RuleCases = {
  "cross-account-trust": [
    passes("an account's named roles with the ExternalId, for an hour", role(invokers, { maxSessionDuration: 3600 })),
    passes(
      "a named role for a named user",
      role({ ...invokers, Condition: { ...theRole, Null: { "sts:SourceIdentity": "false" } } }),
    ),
    passes(
      "setting a source identity, by a named role",
      role({ ...invokers, Action: "sts:SetSourceIdentity", Condition: theRole }),
    ),
    passes("a service, for longer", role(sageMaker, { maxSessionDuration: 43_200 })),
    passes(
      "a trust policy that a preview doesn't know",
      resource("aws:iam/role:Role", { assumeRolePolicy: notYetKnown }),
    ),
    fails("an account without any condition", role({ ...invokers, Condition: {} }), everyRole, noId),
    fails("everyone in the account who knows the ExternalId", role({ ...invokers, Condition: theId }), everyRole),
    fails("named roles without ExternalId", role({ ...invokers, Condition: theRole }), noId),
    fails(
      "any ExternalId",
      role({ ...invokers, Condition: { ...theRole, StringLike: { "sts:ExternalId": "*" } } }),
      noId,
    ),
    fails(
      "a source identity that must be missing",
      role({ ...invokers, Condition: { ...theRole, Null: { "sts:SourceIdentity": "true" } } }),
      noId,
    ),
    fails(
      "a role as principal",
      role({ ...invokers, Principal: { AWS: "arn:aws:iam::333333333333:role/SageMakerInvoker-child" } }),
      'assumeRolePolicy, statement Invokers names "arn:aws:iam::333333333333:role/SageMakerInvoker-child" as principal, which AWS stores by its unique id: name its account and require the ARN by aws:PrincipalArn',
    ),
    fails(
      "sessions of two hours",
      role(invokers, { maxSessionDuration: 7200 }),
      "allows sessions of 7200 seconds: a role that other roles assume allows 3600 at most; set maxSessionDuration",
    ),
  ],
  "presigned-url-caller": [
    passes("the stack's API", api("a1b2c3d4e5"), presigner, permission(ofApi)),
    passes("an API that a preview doesn't know", api(notYetKnown), presigner, permission(ofApi)),
    passes(
      "what a preview doesn't know of a permission",
      presigner,
      permission({ ...ofApi, principal: notYetKnown, sourceArn: notYetKnown }),
    ),
    passes(
      "an account that calls another function",
      presigner,
      permission({ function: "studio-authorizer-shared", principal: "111122223333" }),
    ),
    ...["111122223333", "arn:aws:iam::111122223333:role/Operators", "s3.amazonaws.com", "*"].map((principal) =>
      fails(
        `${principal} beside the API, who could name any user`,
        [api("a1b2c3d4e5"), presigner, permission({ ...ofApi, principal })],
        letsCall(principal),
      ),
    ),
    ...[
      "arn:aws:execute-api:eu-west-1:111122223333:zzzzzzzzzz/studio/GET/*",
      "arn:aws:execute-api:eu-west-1:111122223333:*/studio/GET/*",
      "arn:aws:s3:::bucket",
      undefined,
    ].map((sourceArn) =>
      fails(
        `the source ${sourceArn}, which isn't the stack's API`,
        [api("a1b2c3d4e5"), presigner, permission({ ...ofApi, sourceArn })],
        letsCall("apigateway.amazonaws.com"),
      ),
    ),
    ...[
      "arn:aws:lambda:eu-west-1:111122223333:function:studio-presigned-url-shared",
      "studio-presigned-url-dev-shared:live",
      "111122223333:function:studio-presigned-url-shared:1",
    ].map((name) =>
      fails(
        `another stack's permission on ${name}`,
        permission({ function: name, principal: "111122223333" }),
        letsCall("111122223333"),
      ),
    ),
    fails(
      "an account, where a preview knows the function by what the permission is made of",
      [
        { ...presigner, props: { name: presignedUrl, id: notYetKnown } },
        {
          ...permission({ function: notYetKnown, principal: "111122223333" }),
          references: { function: [presigner.urn] },
        },
      ],
      letsCall("111122223333"),
    ),
  ],
  "service-trust": [
    passes("SageMaker for this account", role(sageMaker)),
    passes(
      "Lambda, which is handed its roles",
      role({ ...sageMaker, Principal: { Service: "lambda.amazonaws.com" }, Condition: {} }),
    ),
    passes(
      "a pipeline's branch",
      role({ ...pipeline, Condition: { StringEquals: { [subject]: "repo:org/name:ref:refs/heads/main" } } }),
    ),
    passes(
      "a method that may call a function",
      permission({ principal: "apigateway.amazonaws.com", sourceArn: notYetKnown }),
    ),
    fails(
      "SageMaker for everyone who asks it",
      role({ ...sageMaker, Condition: {} }),
      "assumeRolePolicy, statement Studio trusts sagemaker.amazonaws.com on anybody's behalf: require this account by aws:SourceAccount, since others can ask the service too",
    ),
    fails(
      "flow logs of every account",
      role({
        ...sageMaker,
        Principal: { Service: ["vpc-flow-logs.amazonaws.com", "lambda.amazonaws.com"] },
        Condition: {},
      }),
      "assumeRolePolicy, statement Studio trusts vpc-flow-logs.amazonaws.com on anybody's behalf: require this account by aws:SourceAccount, since others can ask the service too",
    ),
    fails("everybody's pipelines", role(pipeline), everyUser),
    fails(
      "everybody's pipelines, by a pattern",
      role({ ...pipeline, Condition: { StringLike: { [subject]: "*" } } }),
      everyUser,
    ),
    fails(
      "every API of everybody's",
      permission({ principal: "apigateway.amazonaws.com" }),
      "lets apigateway.amazonaws.com call the function on anybody's behalf: add sourceArn with the ARN of what calls, without a pattern for its account",
    ),
  ],
};
