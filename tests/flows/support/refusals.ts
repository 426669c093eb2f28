import { expect } from "chai";
import { role } from "../../../local/aws/iam/kinds";
import { lambdaFunction } from "../../../local/aws/lambda/kinds";
import { domain } from "../../../local/aws/sagemaker/kinds";
import type { Page } from "../../../local/scenarios/browser";
import type { StudioStage } from "../../../local/scenarios/studio-stage";

/** What the API answers to somebody whom it refuses: status, word and sentence. */
export type Refusal = readonly [status: number, code: string, message: string];

export const unauthorized: Refusal = [
  401,
  "Unauthorized",
  "Sign in again, and send the access token as Authorization: Bearer <access token>.",
];
export const forbidden: Refusal = [
  403,
  "Forbidden",
  "This call is not allowed: ask for your own path, from inside the network.",
];
export const tooLong: Refusal = [431, "BadRequest", "The request is not valid: correct it."];
export const unknownUser: Refusal = [
  403,
  "UnknownUser",
  "you are not registered for Studio: ask your administrators to add you",
];
export const noLob: Refusal = [
  404,
  "NoLob",
  "your line of business is not set up for Studio: ask your administrators to register it",
];
export const noDomain: Refusal = [
  404,
  "NoDomain",
  "your line of business has no Studio domain that can be used: try again later, or ask your administrators",
];
export const notSetUp: Refusal = [
  502,
  "CallRejected",
  "your access to Studio is not set up correctly: give your administrators the request id",
];
export const noProfile: Refusal = [
  404,
  "NoProfile",
  "you have no user profile in your line of business's Studio domain: ask your administrators to create it",
];
export const badLandingUri: Refusal = [
  400,
  "BadRequest",
  "landingUri must be studio::<path> or app:<JupyterLab, JupyterServer, CodeEditor, RStudioServerPro or Canvas>:<path>, up to 1023 characters, with a relative path in a URL's characters that doesn't start with a dot and has no @, no .., and no encoded dot, slash or backslash",
];

/** Names that nobody outside is to learn. */
function insideNames({ estate, hub }: StudioStage): string[] {
  const { world } = estate.aws;
  return [
    ...world.all(role).flatMap(({ account, state }) => [account, state.name]),
    ...world.all(domain).flatMap(({ id, state }) => [id, state.domainName]),
    ...world.all(lambdaFunction).map(({ state }) => state.name),
    ...["userPoolId", "usersTableName", "lobsTableName"].map((key) => estate.output(hub, key)),
    "arn:",
    "vpce-",
  ];
}

/** Expects exactly this answer, which isn't stored and tells nothing of the inside. */
export function expectRefusal(stage: StudioStage, { status, headers, text }: Page, refusal: Refusal): void {
  const [wanted, code, message] = refusal;
  const { error } = JSON.parse(text);
  expect({ status, error: { ...error, requestId: "" } }).to.deep.equal({
    status: wanted,
    error: { code, message, requestId: "" },
  });
  expect(error.requestId).to.match(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  expect(headers["cache-control"]).to.equal("no-store");
  const seen = `${JSON.stringify(headers)} ${text}`;
  expect(insideNames(stage).filter((name) => seen.includes(name))).to.deep.equal([]);
}
