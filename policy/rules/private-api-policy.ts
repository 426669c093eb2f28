import { deniesOtherEndpoints } from "../support/api-policy";
import { documentsOf } from "../support/documents";
import { ofType, referring } from "../support/references";
import type { Resource, ResourceRule, StackRule } from "../support/rule";
import { at, hasUnknown, isKnown, textsOf } from "../support/values";

const restApi = "aws:apigateway/restApi:RestApi";
const restApiPolicy = "aws:apigateway/restApiPolicy:RestApiPolicy";

const source =
  "API Gateway Developer Guide, Private REST APIs in API Gateway and How API Gateway resource policies affect authorization workflow";

export const privateApiDeniesOthers: ResourceRule = {
  name: "private-api-denies-other-endpoints",
  description:
    "An API's policy denies everybody who doesn't come through the named VPC endpoint, whatever else allows them.",
  source,
  types: [restApi, restApiPolicy],
  reads: [],
  judge: (resource) => {
    const { restApiId } = resource.props;
    const api = typeof restApiId === "string" ? restApiId : undefined;
    return documentsOf(resource).every(({ statements }) =>
      statements.some((statement) => deniesOtherEndpoints(statement, api)),
    )
      ? []
      : [
          "has no statement that denies execute-api:Invoke on the whole API to the principal \"*\" where aws:SourceVpce isn't the endpoint: add it, with StringNotEquals and no other condition, since an authorizer's Allow is enough without it",
        ];
  },
};

function judgeApi(api: Resource, resources: readonly Resource[]): string[] {
  const types = at(api.props, "endpointConfiguration", "types");
  if (isKnown(types) && !hasUnknown(types) && !textsOf(types).includes("PRIVATE")) {
    return ["is reached from the internet: set endpointConfiguration.types to PRIVATE and name the VPC endpoint"];
  }
  const { policy } = api.props;
  const has =
    (policy !== undefined && policy !== "") || referring(resources, restApiPolicy, "restApiId", api).length > 0;
  return has
    ? []
    : [
        "is private and has no policy: add a RestApiPolicy that denies everybody who doesn't come through the VPC endpoint",
      ];
}

export const privateApi: StackRule = {
  name: "private-api",
  description: "Every API is a private REST API and has a policy.",
  source,
  judgeStack: (resources) => [
    ...ofType(resources, restApi).flatMap((api) =>
      judgeApi(api, resources).map((message) => ({ urn: api.urn, message })),
    ),
    ...ofType(resources, "aws:apigatewayv2/api:Api").map(({ urn }) => ({
      urn,
      message: "is reached from the internet, as every HTTP and WebSocket API is: make a private REST API",
    })),
  ],
};
