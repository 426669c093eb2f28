import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { hubNames, type Naming } from "../support/naming";
import { definitionHash } from "./definition-hash";
import { studioApiPolicy } from "./policies/studio-api-policy";
import { gatewayResponses } from "./studio-api-refusals";
import { StudioApiStage } from "./studio-api-stage";
import { StudioSignInPage } from "./studio-sign-in-page";
import { studioStage } from "./studio-stage";

/** Milliseconds that API Gateway waits for a function, its usual limit. Source: API Gateway Developer Guide, "Amazon API Gateway quotas". */
const integrationTimeout = 29_000;

/** A function that the API calls. */
export interface ApiFunction {
  readonly functionName: pulumi.Input<string>;
  readonly functionArn: pulumi.Input<string>;
}

export interface StudioApiArgs extends Naming {
  account: string;
  region: string;
  suffix: string;
  /** Whether the role for logs is made and set here, or is set already. Default: it is made. */
  apiGatewayLogRole?: "create" | "existing" | undefined;
  /** Id of the hub's `execute-api` endpoint, the only way in. */
  endpointId: pulumi.Input<string>;
  /** Identifies the caller. */
  authorizer: ApiFunction;
  /** Answers `GET /{userId}`. */
  presignedUrl: ApiFunction;
  /** Id of the user pool's client, which the sign-in page signs in with. */
  clientId: pulumi.Input<string>;
  /** Days that access logs are kept. */
  logRetentionDays: number;
}

/**
 * The private REST API, stage `studio`: `GET /` is the sign-in page, and `GET /{userId}` returns a presigned URL of a
 * user's own Studio. What a deployment freezes (policy, methods, integrations, page, authorizer, own answers) is hashed
 * into its triggers, so that a change of any of them makes a new deployment and nothing else does. Results of the
 * authorizer aren't cached: an expired token is refused at once.
 *
 * Source: API Gateway Developer Guide, "Private REST APIs in API Gateway" and "Use API Gateway Lambda authorizers".
 */
export class StudioApi extends pulumi.ComponentResource {
  /** The API's id. */
  readonly apiId: pulumi.Output<string>;
  /** Address of the stage, ending in a slash: the sign-in page. */
  readonly apiUrl: pulumi.Output<string>;
  /** The access log's name in AWS. */
  readonly accessLogGroupName: pulumi.Output<string>;

  constructor(name: string, args: StudioApiArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:access:StudioApi", name, {}, options);
    const { account, region } = args;
    const names = hubNames(args.suffix, args);
    const own = { parent: this };

    const api = new aws.apigateway.RestApi(
      `${name}-rest-api`,
      {
        name: names.api,
        description: "Presigned URLs of Studio domains, only from inside the network",
        endpointConfiguration: { types: "PRIVATE", vpcEndpointIds: [args.endpointId] },
      },
      own,
    );
    const policyInputs = {
      restApiId: api.id,
      policy: pulumi
        .all([api.id, args.endpointId])
        .apply(([apiId, endpointId]) => JSON.stringify(studioApiPolicy({ account, region, apiId, endpointId }))),
    };
    const policy = new aws.apigateway.RestApiPolicy(`${name}-policy`, policyInputs, own);
    const authorizerInputs = {
      restApi: api.id,
      name: names.authorizer,
      type: "REQUEST",
      authorizerUri: invocationUri(region, args.authorizer),
      identitySource: "method.request.header.Authorization",
      authorizerResultTtlInSeconds: 0,
    };
    const authorizer = new aws.apigateway.Authorizer(`${name}-authorizer`, authorizerInputs, own);
    const resourceInputs = { restApi: api.id, parentId: api.rootResourceId, pathPart: "{userId}" };
    const resource = new aws.apigateway.Resource(`${name}-user`, resourceInputs, own);
    const methodInputs = {
      restApi: api.id,
      resourceId: resource.id,
      httpMethod: "GET",
      authorization: "CUSTOM",
      authorizerId: authorizer.id,
      requestParameters: {
        "method.request.path.userId": true,
        "method.request.querystring.landingUri": false,
        "method.request.querystring.space": false,
      },
    };
    const method = new aws.apigateway.Method(`${name}-get`, methodInputs, own);
    const integrationInputs = {
      restApi: api.id,
      resourceId: resource.id,
      httpMethod: method.httpMethod,
      type: "AWS_PROXY",
      // Lambda is called by POST, whatever the method.
      integrationHttpMethod: "POST",
      uri: invocationUri(region, args.presignedUrl),
      timeoutMilliseconds: integrationTimeout,
    };
    const integration = new aws.apigateway.Integration(`${name}-get-integration`, integrationInputs, own);
    const responses = gatewayResponses.map(
      (response) =>
        new aws.apigateway.Response(`${name}-${response.responseType}`, { restApiId: api.id, ...response }, own),
    );
    const page = new StudioSignInPage(
      `${name}-sign-in-page`,
      { apiId: api.id, rootResourceId: api.rootResourceId, region, clientId: args.clientId },
      own,
    );
    const frozen = {
      page: page.frozen,
      policyInputs,
      authorizerInputs,
      resourceInputs,
      methodInputs,
      integrationInputs,
      gatewayResponses,
    };
    const deployment = new aws.apigateway.Deployment(
      `${name}-deployment`,
      { restApi: api.id, triggers: { definition: pulumi.output(frozen).apply(definitionHash) } },
      { parent: this, dependsOn: [policy, authorizer, method, integration, ...page.parts, ...responses] },
    );

    const stage = new StudioApiStage(`${name}-stage`, { ...args, apiId: api.id, deploymentId: deployment.id }, own);

    const executionArn = pulumi.interpolate`arn:aws:execute-api:${region}:${account}:${api.id}`;
    const mayCall = (who: string, { functionName }: ApiFunction, sourceArn: pulumi.Input<string>) =>
      new aws.lambda.Permission(
        `${name}-${who}-permission`,
        {
          statementId: "StudioApi",
          action: "lambda:InvokeFunction",
          function: functionName,
          principal: "apigateway.amazonaws.com",
          sourceArn,
        },
        own,
      );
    mayCall("authorizer", args.authorizer, pulumi.interpolate`${executionArn}/authorizers/${authorizer.id}`);
    // `*`: the user in the path, the only part that varies.
    mayCall("get", args.presignedUrl, pulumi.interpolate`${executionArn}/${studioStage}/GET/*`);

    this.apiId = api.id;
    this.apiUrl = pulumi.interpolate`https://${api.id}.execute-api.${region}.amazonaws.com/${studioStage}/`;
    this.accessLogGroupName = stage.accessLogGroupName;
    this.registerOutputs({ apiId: this.apiId, apiUrl: this.apiUrl, accessLogGroupName: this.accessLogGroupName });
  }
}

/** How API Gateway names a function that it calls. Source: API Gateway API, CreateAuthorizer, `authorizerUri`. */
function invocationUri(region: string, { functionArn }: ApiFunction): pulumi.Output<string> {
  return pulumi.interpolate`arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}
