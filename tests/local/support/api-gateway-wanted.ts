import { inventApiId } from "../../../local/aws/api-gateway/api";
import { parentAccount, policyText, region, type Wanted } from "./local-aws";

type Inputs = Readonly<Record<string, unknown>>;

/** The id that the local AWS gives the first API of a name. */
export const apiId = (api: string) => inventApiId(10, parentAccount, region, api);

/** The id of a path of an API. */
export const pathId = (api: string, path: string) =>
  path === "/" ? inventApiId(10, apiId(api), "/") : inventApiId(6, apiId(api), path);

/** The id of an API's authorizer. */
export const authorizerId = (api: string) => inventApiId(6, apiId(api), "authorizer");

/** The id of the deployment with a version's triggers. */
export const deploymentId = (api: string, version = "1") => inventApiId(6, apiId(api), JSON.stringify({ version }));

/** What the ARNs of an API's methods begin with. */
export const executionArn = (api: string) => `arn:aws:execute-api:${region}:${parentAccount}:${apiId(api)}`;

/** How API Gateway names a function that it is to call. */
export const invocationUri = (name: string) =>
  `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${region}:${parentAccount}:function:${name}/invocations`;

export function restApi(name: string, inputs: Inputs = {}): Wanted {
  return {
    type: "aws:apigateway/restApi:RestApi",
    inputs: { name, endpointConfiguration: { types: "PRIVATE" }, ...inputs },
  };
}

export function apiPolicy(api: string, ...statements: readonly object[]): Wanted {
  const inputs = { restApiId: apiId(api), policy: policyText(...statements) };
  return { type: "aws:apigateway/restApiPolicy:RestApiPolicy", as: api, inputs };
}

/** A path such as `/users/{userId}`, under one that exists already. */
export function apiPath(api: string, path: string): Wanted {
  const [, parent = "", pathPart = ""] = /^(.*)\/(.*)$/.exec(path) ?? [];
  const inputs = { restApi: apiId(api), parentId: pathId(api, parent === "" ? "/" : parent), pathPart };
  return { type: "aws:apigateway/resource:Resource", as: `${api}${path}`, inputs };
}

export function apiAuthorizer(api: string, inputs: Inputs = {}): Wanted {
  return {
    type: "aws:apigateway/authorizer:Authorizer",
    as: `${api}-authorizer`,
    inputs: {
      restApi: apiId(api),
      name: "authorizer",
      type: "REQUEST",
      authorizerUri: invocationUri("authorizer"),
      authorizerResultTtlInSeconds: 0,
      ...inputs,
    },
  };
}

/** A method that asks for nobody's permission but the API's policy. */
export function openMethod(api: string, path: string, httpMethod = "GET", inputs: Inputs = {}): Wanted {
  return {
    type: "aws:apigateway/method:Method",
    as: `${api}${path}-${httpMethod}`,
    inputs: { restApi: apiId(api), resourceId: pathId(api, path), httpMethod, authorization: "NONE", ...inputs },
  };
}

/** A method that the API's authorizer judges. */
export function guardedMethod(api: string, path: string, httpMethod = "GET"): Wanted {
  return openMethod(api, path, httpMethod, { authorization: "CUSTOM", authorizerId: authorizerId(api) });
}

/** Has the function `target` answer a method. */
export function proxy(api: string, path: string, httpMethod = "GET", inputs: Inputs = {}): Wanted {
  return {
    type: "aws:apigateway/integration:Integration",
    as: `${api}${path}-${httpMethod}`,
    inputs: {
      restApi: apiId(api),
      resourceId: pathId(api, path),
      httpMethod,
      type: "AWS_PROXY",
      integrationHttpMethod: "POST",
      uri: invocationUri("target"),
      ...inputs,
    },
  };
}

/** A deployment; other triggers make another. */
export function apiDeployment(api: string, version = "1"): Wanted {
  const inputs = { restApi: apiId(api), triggers: { version } };
  return { type: "aws:apigateway/deployment:Deployment", as: api, inputs };
}

/** Shows a deployment under the name `studio`. */
export function apiStage(api: string, deployment: string, inputs: Inputs = {}): Wanted {
  return {
    type: "aws:apigateway/stage:Stage",
    as: `${api}-studio`,
    inputs: { restApi: apiId(api), deployment, stageName: "studio", ...inputs },
  };
}

export function apiSettings(api: string, settings: Inputs): Wanted {
  const inputs = { restApi: apiId(api), stageName: "studio", methodPath: "*/*", settings };
  return { type: "aws:apigateway/methodSettings:MethodSettings", as: api, inputs };
}

export function apiAccount(role: string): Wanted {
  const inputs = { cloudwatchRoleArn: `arn:aws:iam::${parentAccount}:role/${role}` };
  return { type: "aws:apigateway/account:Account", as: "account", inputs };
}

/** Lets API Gateway call a function for what the pattern names. */
export function apiPermission(name: string, sourceArn: string, inputs: Inputs = {}): Wanted {
  return {
    type: "aws:lambda/permission:Permission",
    as: name,
    inputs: {
      statementId: "Api",
      action: "lambda:InvokeFunction",
      function: name,
      principal: "apigateway.amazonaws.com",
      sourceArn,
      ...inputs,
    },
  };
}
