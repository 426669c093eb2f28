import { ofType, refersTo } from "../support/references";
import type { Resource, StackRule } from "../support/rule";
import { isKnown } from "../support/values";

/** The name of the function that makes presigned URLs, as a name with any prefix, an ARN or either with a version. */
const presignedUrl = /(^|:)[a-z0-9-]*studio-presigned-url-[\w-]+(:|$)/;

/** Whether a permission is one of the function that makes presigned URLs. */
function isOnIt(permission: Resource, functions: readonly Resource[]): boolean {
  const { function: name } = permission.props;
  return (
    (typeof name === "string" && presignedUrl.test(name)) ||
    functions.some((each) => presignedUrl.test(String(each.props.name)) && refersTo(permission, "function", each))
  );
}

/** Whether a source is one of the stack's APIs; the update checks what a preview doesn't know yet. */
function isOfAnApi(sourceArn: unknown, apis: readonly Resource[]): boolean {
  if (!isKnown(sourceArn)) {
    return true;
  }
  const id = /^arn:[\w-]+:execute-api:[\w-]+:\d{12}:(\w+)\//.exec(String(sourceArn))?.[1];
  return id !== undefined && apis.some(({ props }) => !isKnown(props.id) || props.id === id);
}

export const presignedUrlCaller: StackRule = {
  name: "presigned-url-caller",
  description: "Only the stack's API may call the function that makes presigned URLs.",
  source:
    "API Gateway Developer Guide, Lambda proxy integrations in API Gateway, Input format: a direct caller writes requestContext.authorizer itself",
  judgeStack(resources) {
    const functions = ofType(resources, "aws:lambda/function:Function");
    const apis = ofType(resources, "aws:apigateway/restApi:RestApi");
    return ofType(resources, "aws:lambda/permission:Permission")
      .filter((permission) => isOnIt(permission, functions))
      .flatMap(({ urn, props: { principal, sourceArn } }) =>
        (!isKnown(principal) || principal === "apigateway.amazonaws.com") && isOfAnApi(sourceArn, apis)
          ? []
          : [
              {
                urn,
                message: `lets ${isKnown(principal) ? principal : "somebody"} call the function that makes presigned URLs, which gives a direct caller any user's URL: allow apigateway.amazonaws.com with the stack's API as sourceArn, and nobody else`,
              },
            ],
      );
  },
};
