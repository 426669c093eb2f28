/** What API Gateway refuses. */
export const apiGatewayRefusals = {
  R70: { code: "BadRequestException", fact: "a private API is deployed without a resource policy" },
  R71: { code: "BadRequestException", fact: "an API without methods is deployed" },
  R72: { code: "BadRequestException", fact: "an API is deployed with a method that nothing answers" },
  R73: { code: "BadRequestException", fact: "a stage writes logs in a region without a role for API Gateway's logs" },
  R74: { code: "BadRequestException", fact: "the role for API Gateway's logs can't be assumed by API Gateway" },
  R75: { code: "BadRequestException", fact: "a method names an authorizer that its API doesn't have" },
  R76: { code: "ConflictException", fact: "a path has the same part twice" },
  R77: {
    code: "BadRequestException",
    fact: "a part of a path has a wrong character, or conflicts with a path variable",
  },
  R78: {
    code: "NotFoundException",
    fact: "a part of an API names an API, path, method, deployment or stage that doesn't exist",
  },
  R79: {
    code: "BadRequestException",
    fact: "an API names a VPC endpoint that its account doesn't have, or isn't private",
  },
  R80: { code: "BadRequestException", fact: "an authorizer or integration has no URI that calls a Lambda function" },
  R81: { code: "ConflictException", fact: "an API has two stages of one name" },
  R82: { code: "BadRequestException", fact: "an authorizer's results are cached for more than 3,600 seconds" },
  R84: { code: "BadRequestException", fact: "an API's resource policy can't be read, or names no principal" },
  R85: { code: "ConflictException", fact: "a path has two methods of one verb" },
  R86: { code: "BadRequestException", fact: "an integration's timeout is below 50 ms or above 29 s" },
  R88: { code: "BadRequestException", fact: "a stage's name has other characters than letters, digits, _ and -" },
  R112: { code: "BadRequestException", fact: "a deployment that a stage uses is deleted" },
  R113: { code: "ConflictException", fact: "an authorizer that a method uses is deleted" },
} as const;
