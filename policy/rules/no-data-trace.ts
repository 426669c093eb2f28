import type { ResourceRule } from "../support/rule";
import { at, listOf } from "../support/values";

export const noDataTrace: ResourceRule = {
  name: "no-data-trace",
  description:
    "No stage of an API logs requests and answers in full, which would put presigned URLs and tokens into logs.",
  source: "API Gateway Developer Guide, Set up CloudWatch logging for REST APIs, Execution logging",
  types: ["aws:apigateway/methodSettings:MethodSettings", "aws:apigatewayv2/stage:Stage"],
  reads: ["settings", "defaultRouteSettings", "routeSettings"],
  judge: ({ props: { settings, defaultRouteSettings, routeSettings } }) => {
    const traces = [settings, defaultRouteSettings, ...listOf(routeSettings)].map((each) =>
      at(each, "dataTraceEnabled"),
    );
    // AWS's default is off, and only `dataTraceEnabled` turns it on.
    return traces.includes(true)
      ? ["logs requests and answers in full, with presigned URLs and tokens: set dataTraceEnabled to false"]
      : [];
  },
};
