import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type SignInPage, signInDocument } from "./sign-in-page/document";

/**
 * Headers of the page's answer; values that don't come from the request are written in single quotes. The page's policy
 * is in the page itself, since it has single quotes of its own.
 *
 * Source: API Gateway Developer Guide, "API Gateway request and response data mapping reference".
 */
const headers = {
  "Content-Type": "text/html; charset=utf-8",
  "Cache-Control": "no-store",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=31536000",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

function responseParameters<T>(put: (value: string) => T): Record<string, T> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, put(value)]),
  );
}

export interface StudioSignInPageArgs {
  /** The API's id. */
  apiId: pulumi.Input<string>;
  /** Id of the API's resource `/`. */
  rootResourceId: pulumi.Input<string>;
  /** Region of the user pool. */
  region: SignInPage["region"];
  /** Id of the user pool's client. */
  clientId: pulumi.Input<SignInPage["clientId"]>;
}

/**
 * The sign-in page at `GET /` of the private API: API Gateway answers it by itself, without a function. It needs no
 * authorization; the API's policy shows it only inside the network.
 *
 * Source: API Gateway Developer Guide, "Mock integrations for REST APIs in API Gateway".
 */
export class StudioSignInPage extends pulumi.ComponentResource {
  /** What a deployment freezes of the page. */
  readonly frozen: pulumi.Output<unknown>;
  /** What has to be there before the API is deployed. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: StudioSignInPageArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:access:StudioSignInPage", name, {}, options);
    const own = { parent: this };

    const method = new aws.apigateway.Method(
      `${name}-get`,
      { restApi: args.apiId, resourceId: args.rootResourceId, httpMethod: "GET", authorization: "NONE" },
      own,
    );
    const ofMethod = { restApi: args.apiId, resourceId: args.rootResourceId, httpMethod: method.httpMethod };
    const integrationInputs = {
      ...ofMethod,
      type: "MOCK",
      requestTemplates: { "application/json": JSON.stringify({ statusCode: 200 }) },
      passthroughBehavior: "WHEN_NO_TEMPLATES",
    };
    const integration = new aws.apigateway.Integration(`${name}-integration`, integrationInputs, own);
    const response = new aws.apigateway.MethodResponse(
      `${name}-response`,
      {
        ...ofMethod,
        statusCode: "200",
        responseModels: { "text/html": "Empty" },
        responseParameters: responseParameters(() => true),
      },
      own,
    );
    const answerInputs = {
      ...ofMethod,
      statusCode: "200",
      responseTemplates: {
        "text/html": pulumi
          .output(args.clientId)
          .apply((clientId) => signInDocument({ region: args.region, clientId })),
      },
      responseParameters: responseParameters((value) => `'${value}'`),
    };
    const answer = new aws.apigateway.IntegrationResponse(
      `${name}-answer`,
      answerInputs,
      // API Gateway refuses an integration's answer whose integration, or whose headers, don't exist yet.
      { ...own, dependsOn: [integration, response] },
    );

    this.frozen = pulumi.output({ integrationInputs, answerInputs });
    this.parts = [method, integration, response, answer];
    this.registerOutputs({});
  }
}
