import type { ServiceResources } from "../core/resource-type";
import { apiResourceType, restApiPolicyType, restApiType } from "./api";
import { apiDeletions } from "./deletions";
import { deploymentType } from "./deployment";
import { authorizerType, integrationType, methodType } from "./method";
import { gatewayResponseType, integrationResponseType, methodResponseType } from "./response";
import { apiAccountType, methodSettingsType, stageType } from "./stage";

export const apiGateway: ServiceResources = {
  types: [
    restApiType,
    restApiPolicyType,
    apiResourceType,
    authorizerType,
    methodType,
    methodResponseType,
    integrationType,
    integrationResponseType,
    gatewayResponseType,
    deploymentType,
    apiAccountType,
    stageType,
    methodSettingsType,
  ],
  deletions: apiDeletions,
};
