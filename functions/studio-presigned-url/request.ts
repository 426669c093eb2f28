import * as v from "valibot";
import type { Failure } from "../lib/error-answer";
import { headerValues } from "../lib/http-headers";
import { limitedText, shownText } from "../lib/limited-text";
import { isUserName } from "../lib/user-name";
import { prefersJson } from "./accept";

/** Source: SageMaker API, CreatePresignedDomainUrl, `LandingUri` and `SpaceName`. */
const parameters = v.strictObject(
  {
    landingUri: limitedText(
      1023,
      /^(studio:|app:(JupyterLab|JupyterServer|CodeEditor|RStudioServerPro|Canvas)):(?![./]|[\w.+-]+:)(?!.*(\.\.|%(25)*(2[efEF]|5[cC])))[\w.~!$&'()*+,;=:%/?-]*$/,
      "must be studio::<path> or app:<JupyterLab, JupyterServer, CodeEditor, RStudioServerPro or Canvas>:<path>, up to 1023 characters, with a relative path in a URL's characters that doesn't start with a dot and has no @, no .., and no encoded dot, slash or backslash",
    ),
    space: limitedText(
      63,
      /^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/,
      "must be a space name: 1 to 63 letters, digits and hyphens, starting and ending with a letter or digit",
    ),
  },
  "is not known: the parameters are landingUri and space",
);

const event = v.object({
  requestContext: v.optional(v.object({ authorizer: v.nullish(v.object({ userId: v.optional(v.unknown()) })) })),
  headers: v.optional(v.unknown()),
  // Not a record, which would silently drop names such as __proto__ and constructor.
  queryStringParameters: v.nullish(v.custom<object>((query) => typeof query === "object" && !Array.isArray(query))),
});

/** What a user asks for. */
export interface StudioRequest {
  /** From the authorizer; the path, which the caller writes, is never read. */
  readonly userId: string;
  readonly landingUri?: string | undefined;
  readonly space?: string | undefined;
  /** Whether the answer is JSON instead of a redirect. */
  readonly wantsJson: boolean;
}

const notSignedIn: Failure = {
  statusCode: 403,
  code: "UnknownUser",
  message: "you are not signed in: call with the header Authorization: Bearer <access token>",
};

function wordOf(issue: v.InferIssue<typeof parameters>): string {
  const name = v.getDotPath(issue);
  return name === null ? `the query ${issue.message}` : `${shownText(name)} ${issue.message}`;
}

/** What an event of API Gateway asks for, or what is wrong with it. Never throws, whatever the event. */
export function readRequest(sent: unknown): StudioRequest | Failure {
  const parsed = v.safeParse(event, sent);
  if (!parsed.success) {
    return { statusCode: 400, code: "BadRequest", message: "the event is not from API Gateway" };
  }
  const { requestContext, headers, queryStringParameters } = parsed.output;
  const userId = requestContext?.authorizer?.userId;
  if (!isUserName(userId)) {
    return notSignedIn;
  }
  const query = v.safeParse(parameters, queryStringParameters ?? {});
  if (!query.success) {
    return { statusCode: 400, code: "BadRequest", message: query.issues.map(wordOf).join("; ") };
  }
  return { userId, ...query.output, wantsJson: prefersJson(headerValues(headers, "accept").join(",")) };
}
