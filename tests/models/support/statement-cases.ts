import type { Statement } from "../../../policy/support/documents";
import { statementsOf } from "../../../policy/support/documents";

/** A statement and what AWS's lists find wrong in it. */
export interface StatementCase {
  readonly what: string;
  readonly statement: object;
  readonly mistakes: readonly string[];
}

/** A statement as policies write it, read. */
export function read(statement: object): Statement {
  const [only] = statementsOf({ Statement: statement }) ?? [];
  if (only === undefined) {
    throw new Error("the statement isn't one");
  }
  return only;
}

const pool = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_abcdefghi";
const table = "arn:aws:dynamodb:eu-west-1:111122223333:table/users";
const bucket = "arn:aws:s3:::files";
const app = "arn:aws:sagemaker:eu-west-1:333333333333:app/d-abc/*";

export const statementCases: readonly StatementCase[] = [
  {
    what: "an action that isn't there",
    statement: { Action: ["s3:GetObject", "s3:ReadObject"], Resource: `${bucket}/*` },
    mistakes: ["AWS has no action s3:ReadObject"],
  },
  {
    what: "a pattern that no action has, and a service that isn't there",
    statement: { Action: ["s3:Read*", "studio:Open"], Resource: "*" },
    mistakes: ["AWS has no action s3:Read*", "AWS has no action studio:Open"],
  },
  {
    what: "an ARN for an action that takes only *",
    statement: { Action: "sagemaker:ListDomains", Resource: "arn:aws:sagemaker:eu-west-1:333333333333:domain/*" },
    mistakes: [
      "sagemaker:ListDomains takes only *, and is given arn:aws:sagemaker:eu-west-1:333333333333:domain/*",
      "no action takes arn:aws:sagemaker:eu-west-1:333333333333:domain/*",
    ],
  },
  {
    what: "the user pool's ARN for signing in, which has no resource",
    statement: { Action: ["cognito-idp:InitiateAuth", "cognito-idp:RespondToAuthChallenge"], Resource: pool },
    mistakes: [
      `cognito-idp:InitiateAuth takes only *, and is given ${pool}`,
      `cognito-idp:RespondToAuthChallenge takes only *, and is given ${pool}`,
      `no action takes ${pool}`,
    ],
  },
  {
    what: "an action that takes none of the ARNs",
    statement: { Action: ["dynamodb:GetItem", "s3:GetObject"], Resource: [table, bucket] },
    mistakes: [`s3:GetObject takes none of ${table}, ${bucket}`, `no action takes ${bucket}`],
  },
  {
    what: "an ARN that no action takes, beside one that is taken",
    statement: { Action: "dynamodb:GetItem", Resource: [table, bucket] },
    mistakes: [`no action takes ${bucket}`],
  },
  {
    what: "an ARN of the right words in the wrong service, region or kind",
    statement: {
      Action: "sagemaker:DeleteApp",
      Resource: [
        app,
        app.replace("sagemaker", "sage"),
        app.replace("app/", "apps/"),
        "arn:aws:sagemaker:::app/d/p/t/n",
      ],
    },
    mistakes: [
      "no action takes arn:aws:sage:eu-west-1:333333333333:app/d-abc/*",
      "no action takes arn:aws:sagemaker:eu-west-1:333333333333:apps/d-abc/*",
    ],
  },
  {
    what: "a condition key that the action doesn't have",
    statement: {
      Action: ["sagemaker:CreateSpace", "sagemaker:DescribeSpace"],
      Resource: "arn:aws:sagemaker:eu-west-1:333333333333:space/*",
      Condition: { StringEquals: { "sagemaker:SpaceSharingType": "Private", "aws:SourceVpce": "vpce-1" } },
    },
    mistakes: ["sagemaker:DescribeSpace has no condition key sagemaker:spacesharingtype"],
  },
  {
    what: "a condition key that nothing has, and a global one misspelled",
    statement: {
      Action: "s3:*",
      Resource: "*",
      Condition: { StringEquals: { "s3:owner": "x", "aws:PrincipalOrgld": "o-exampleorg1" } },
    },
    mistakes: ["s3:* has no condition key s3:owner", "s3:* has no condition key aws:principalorgld"],
  },
  {
    what: "tags in a request that takes none",
    statement: {
      Action: "sagemaker:DescribeDomain",
      Resource: "*",
      Condition: {
        StringEquals: { "aws:RequestTag/team": "a", "aws:ResourceTag/team": "a", "aws:PrincipalTag/team": "a" },
      },
    },
    mistakes: ["sagemaker:DescribeDomain has no condition key aws:requesttag/team"],
  },
  {
    what: "a service's key with every action",
    statement: { Action: "*", Resource: "*", Condition: { StringEquals: { "sts:ExternalId": "x" } } },
    mistakes: ["* has no condition key sts:externalid"],
  },
  {
    what: "a policy variable that isn't there",
    statement: {
      Action: "s3:GetObject",
      Resource: [`${bucket}/\${aws:PrincipalTag/team}/*`, `${bucket}/\${aws:user}/\${*}`],
      Condition: { StringEquals: { "aws:SourceIdentity": `\${s3:prefix, 'none'}` } },
    },
    mistakes: ["s3:GetObject has no policy variable aws:user", "s3:GetObject has no policy variable s3:prefix"],
  },
  {
    what: "a variable of Studio as a condition key",
    statement: {
      Action: "sagemaker:ListApps",
      Resource: "*",
      Condition: { StringEquals: { "sagemaker:DomainId": "d" } },
    },
    mistakes: ["sagemaker:ListApps has no condition key sagemaker:domainid"],
  },
  {
    what: "all but some actions or resources",
    statement: { NotAction: "s3:GetObject", Resource: "*" },
    mistakes: ["NotAction and NotResource aren't judged: name what is meant"],
  },
];
