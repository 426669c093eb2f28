import {
  apiAuthorizer,
  apiDeployment,
  apiId,
  apiPath,
  apiPolicy,
  apiStage,
  deploymentId,
  guardedMethod,
  pathId,
  restApi,
} from "./api-gateway-wanted";
import { asPiece, own } from "./deletion-cases";
import { trusting } from "./local-aws";

const methodKey = { restApi: apiId("api"), resourceId: pathId("api", "/url"), httpMethod: "GET" };

export const deployment = asPiece("deployment", apiDeployment("api"));
export const stage = asPiece("stage", apiStage("api", deploymentId("api")));

/** An API with a part of each type, but for what is deployed of it. */
export const fullApi = [
  asPiece("api", restApi("api")),
  asPiece("api-policy", apiPolicy("api", trusting("*"))),
  asPiece("path", apiPath("api", "/url")),
  asPiece("authorizer", apiAuthorizer("api")),
  asPiece("method", guardedMethod("api", "/url")),
  own("integration", "aws:apigateway/integration:Integration", { ...methodKey, type: "MOCK" }),
  own("method-response", "aws:apigateway/methodResponse:MethodResponse", { ...methodKey, statusCode: "200" }),
  own("integration-response", "aws:apigateway/integrationResponse:IntegrationResponse", {
    ...methodKey,
    statusCode: "200",
  }),
  own("gateway-response", "aws:apigateway/response:Response", {
    restApiId: apiId("api"),
    responseType: "UNAUTHORIZED",
  }),
];
