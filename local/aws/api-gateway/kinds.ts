import { kind, type Place } from "../core/world";

/** A REST API as API Gateway keeps it. */
export interface RestApi {
  readonly name: string;
  readonly arn: string;
  /** What the ARNs of its methods begin with. */
  readonly executionArn: string;
  /** Id of the resource `/`, which comes with the API. */
  readonly rootResourceId: string;
  readonly endpointConfiguration: {
    readonly types: "PRIVATE" | "REGIONAL";
    /** Endpoints with their own host name for the API; only the policy can keep others out. */
    readonly vpcEndpointIds: readonly string[];
  };
  /** Types whose bodies go to functions, and come from them, in base64. */
  readonly binaryMediaTypes: readonly string[];
}
export const restApi = kind<RestApi>("aws:apigateway/restApi:RestApi");

/** An API's resource policy. */
export interface RestApiPolicy {
  readonly restApiId: string;
  /** JSON text. */
  readonly policy: string;
}
export const restApiPolicy = kind<RestApiPolicy>("aws:apigateway/restApiPolicy:RestApiPolicy");

/** A part of an API's paths. */
export interface ApiResource {
  readonly restApi: string;
  readonly parentId: string;
  readonly pathPart: string;
  /** The whole path, such as `/users/{userId}`. */
  readonly path: string;
}
export const apiResource = kind<ApiResource>("aws:apigateway/resource:Resource");

/** Who may call a resource by a verb. */
export interface Method {
  readonly restApi: string;
  readonly resourceId: string;
  readonly httpMethod: string;
  readonly authorization: "NONE" | "CUSTOM";
  readonly authorizerId?: string | undefined;
}
export const method = kind<Method>("aws:apigateway/method:Method");

/** A function that API Gateway is to call. */
export interface FunctionTarget extends Place {
  readonly arn: string;
  readonly name: string;
}

/** What answers a method. */
export interface Integration {
  readonly type: "AWS_PROXY" | "MOCK";
  readonly restApi: string;
  readonly resourceId: string;
  readonly httpMethod: string;
  /** The HTTP method that Lambda is called with; only POST works. */
  readonly integrationHttpMethod?: string | undefined;
  readonly timeoutMilliseconds: number;
  readonly requestTemplates: Readonly<Record<string, string>>;
  /** Undefined where API Gateway makes up the answer itself. */
  readonly target: FunctionTarget | undefined;
}
export const integration = kind<Integration>("aws:apigateway/integration:Integration");

/** A function that authorizes requests before they reach a method. */
export interface Authorizer {
  readonly restApi: string;
  readonly name: string;
  readonly target: FunctionTarget;
  /** Where the request carries the caller's identity, such as `method.request.header.Authorization`. */
  readonly identitySources: readonly string[];
  readonly authorizerResultTtlInSeconds: number;
}
export const authorizer = kind<Authorizer>("aws:apigateway/authorizer:Authorizer");

/** An API's own form for one kind of API Gateway's refusals. */
export interface GatewayResponse {
  readonly restApiId: string;
  readonly responseType: string;
  readonly statusCode?: string | undefined;
  readonly responseTemplates: Readonly<Record<string, string>>;
  readonly responseParameters: Readonly<Record<string, string>>;
}
export const gatewayResponse = kind<GatewayResponse>("aws:apigateway/response:Response");

/** What a MOCK integration answers. */
export interface IntegrationResponse {
  readonly restApi: string;
  readonly resourceId: string;
  readonly httpMethod: string;
  readonly statusCode: string;
  readonly responseTemplates: Readonly<Record<string, string>>;
  readonly responseParameters: Readonly<Record<string, string>>;
}
export const integrationResponse = kind<IntegrationResponse>("aws:apigateway/integrationResponse:IntegrationResponse");
export const methodResponse = kind<Omit<Method, "authorization" | "authorizerId">>(
  "aws:apigateway/methodResponse:MethodResponse",
);

/** The deployed part of an API. Later changes of the API or its policy don't show in it. */
export interface ApiDefinition {
  /** JSON text. */
  readonly policy: string | undefined;
  /** The paths by the ids of their resources. */
  readonly paths: Readonly<Record<string, string>>;
  readonly methods: readonly Method[];
  readonly integrations: readonly Integration[];
  readonly integrationResponses: readonly IntegrationResponse[];
  /** By their ids. */
  readonly authorizers: Readonly<Record<string, Authorizer>>;
  readonly gatewayResponses: readonly GatewayResponse[];
}

/** A deployment as API Gateway keeps it. */
export interface Deployment {
  readonly restApi: string;
  readonly triggers: Readonly<Record<string, string>>;
  readonly definition: ApiDefinition;
}
export const deployment = kind<Deployment>("aws:apigateway/deployment:Deployment");

/** A stage as API Gateway keeps it: the name under which a deployment can be called. */
export interface Stage {
  readonly restApi: string;
  readonly stageName: string;
  /** Id of the deployment that it shows. */
  readonly deployment: string;
  readonly arn: string;
  readonly executionArn: string;
  readonly invokeUrl: string;
  readonly accessLogSettings?: { readonly destinationArn: string; readonly format: string } | undefined;
  readonly variables: Readonly<Record<string, string>>;
}
export const stage = kind<Stage>("aws:apigateway/stage:Stage");

/** What an account's API Gateway has set in a region. */
export interface ApiAccount {
  readonly cloudwatchRoleArn?: string | undefined;
}
export const apiAccount = kind<ApiAccount>("aws:apigateway/account:Account");

/** Settings of a stage's methods. */
export interface MethodSettings {
  readonly restApi: string;
  readonly stageName: string;
  /** A path and a verb such as `~1users/GET`, or `*` followed by `/*` for all. */
  readonly methodPath: string;
  readonly settings: { readonly loggingLevel: "OFF" | "ERROR" | "INFO"; readonly dataTraceEnabled: boolean };
}
export const methodSettings = kind<MethodSettings>("aws:apigateway/methodSettings:MethodSettings");
