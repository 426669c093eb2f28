/** A request, and what AWS's models find wrong in it. */
export interface RequestCase {
  readonly what: string;
  readonly operation: string;
  readonly input: unknown;
  readonly mistakes: readonly string[];
}

const role = { RoleName: "StudioApiLogs", AssumeRolePolicyDocument: "{}" };
const profile = { DomainId: "d-abc", UserProfileName: "ann" };
const alarm = { AlarmName: "errors", EvaluationPeriods: 1, ComparisonOperator: "GreaterThanThreshold" };

export const requestCases: readonly RequestCase[] = [
  { what: "a request that is well", operation: "iam:CreateRole", input: role, mistakes: [] },
  {
    what: "a member that is missing",
    operation: "iam:CreateRole",
    input: { RoleName: "StudioApiLogs", AssumeRolePolicyDocument: undefined },
    mistakes: ['iam:CreateRole, input: {"RoleName":"StudioApiLogs"} lacks AssumeRolePolicyDocument'],
  },
  {
    what: "a member that there isn't, and one within another",
    operation: "sagemaker:CreateUserProfile",
    input: { ...profile, Name: "ann", UserSettings: { IdleMinutes: 60 } },
    mistakes: [
      "sagemaker:CreateUserProfile, Name: AWS has no such member",
      "sagemaker:CreateUserProfile, UserSettings.IdleMinutes: AWS has no such member",
    ],
  },
  {
    what: "a name that is too long, and a text that is too short",
    operation: "iam:CreateRole",
    input: { ...role, RoleName: "x".repeat(65), AssumeRolePolicyDocument: "" },
    mistakes: [
      `iam:CreateRole, RoleName: "${"x".repeat(65)}" has 65 characters, more than 64`,
      'iam:CreateRole, AssumeRolePolicyDocument: "" has 0 characters, fewer than 1',
      'iam:CreateRole, AssumeRolePolicyDocument: "" doesn\'t match [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+',
    ],
  },
  {
    what: "a name of another form, and one that a pattern takes only in part",
    operation: "sagemaker:CreateUserProfile",
    input: { ...profile, UserProfileName: "ann_b" },
    mistakes: ['sagemaker:CreateUserProfile, UserProfileName: "ann_b" doesn\'t match [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}'],
  },
  {
    what: "a value that isn't among those that are allowed",
    operation: "cloudwatch:PutMetricAlarm",
    input: { ...alarm, Statistic: "Total" },
    mistakes: ['cloudwatch:PutMetricAlarm, Statistic: "Total" is none of SampleCount, Average, Sum, Minimum, Maximum'],
  },
  {
    what: "numbers that are too small and too large, and what is no number",
    operation: "cloudwatch:PutMetricAlarm",
    input: { ...alarm, EvaluationPeriods: 0, Threshold: "0" },
    mistakes: [
      "cloudwatch:PutMetricAlarm, EvaluationPeriods: 0 is less than 1",
      'cloudwatch:PutMetricAlarm, Threshold: "0" is no double',
    ],
  },
  {
    what: "a number that is too large, of a whole kind",
    operation: "sagemaker:CreatePresignedDomainUrl",
    input: { ...profile, ExpiresInSeconds: 301, SessionExpirationDurationInSeconds: 1800.5 },
    mistakes: [
      "sagemaker:CreatePresignedDomainUrl, ExpiresInSeconds: 301 is more than 300",
      "sagemaker:CreatePresignedDomainUrl, SessionExpirationDurationInSeconds: 1800.5 is no integer",
    ],
  },
  {
    what: "a list with too many members, each of which is judged",
    operation: "lambda:CreateFunction",
    input: { FunctionName: "f", Role: "arn:aws:iam::111122223333:role/f", Code: {}, Architectures: ["arm64", "arm"] },
    mistakes: [
      'lambda:CreateFunction, Architectures: ["arm64","arm"] has 2 members, more than 1',
      'lambda:CreateFunction, Architectures[1]: "arm" is none of x86_64, arm64',
    ],
  },
  {
    what: "a map's key and value",
    operation: "lambda:CreateFunction",
    input: {
      FunctionName: "f",
      Role: "arn:aws:iam::111122223333:role/f",
      Code: {},
      Environment: { Variables: { "2ND": 2 } },
    },
    mistakes: [
      'lambda:CreateFunction, Environment.Variables, key: "2ND" doesn\'t match [a-zA-Z]([a-zA-Z0-9_])+',
      "lambda:CreateFunction, Environment.Variables.2ND: 2 is no string",
    ],
  },
  {
    what: "a structure that isn't one, and a flag",
    operation: "cognito-idp:CreateUserPool",
    input: { PoolName: "users", Policies: [], AdminCreateUserConfig: { AllowAdminCreateUserOnly: "yes" } },
    mistakes: [
      "cognito-idp:CreateUserPool, Policies: [] is no structure",
      'cognito-idp:CreateUserPool, AdminCreateUserConfig.AllowAdminCreateUserOnly: "yes" is no boolean',
    ],
  },
];
