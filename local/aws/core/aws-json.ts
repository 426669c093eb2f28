import * as v from "valibot";
import { type Call, judge } from "../iam/authorize";
import { notAuthorized } from "../iam/denial";
import { AwsError } from "./aws-error";
import { NotKnown } from "./not-known";
import type { AwsRequest, HttpAnswer } from "./service";
import { type Session, sessionArn } from "./sessions";
import type { World } from "./world";

/** An operation as AWS's JSON protocols carry it: its name in a header, its members in the body. */
export interface Operation {
  /** Such as `GetItem`. */
  readonly name: string;
  readonly members: unknown;
}

/** Reads a request of the JSON protocols, whose header `x-amz-target` ends in the operation's name. */
export function readOperation({ headers, body }: AwsRequest): Operation {
  const name = /^\w+\.(\w+)$/.exec(headers["x-amz-target"] ?? "")?.[1] ?? "";
  const text = Buffer.from(body).toString("utf8");
  try {
    return { name, members: JSON.parse(text === "" ? "{}" : text) };
  } catch {
    throw new AwsError("SerializationException", "The request's body isn't JSON.");
  }
}

/**
 * Reads an operation's members.
 *
 * @throws NotKnown naming members that the local AWS doesn't know, since what isn't understood can't be judged. It shows
 *   no values: passwords and tokens are among them.
 */
export function readMembers<S extends v.GenericSchema>(
  service: string,
  operation: string,
  schema: S,
  members: unknown,
): v.InferOutput<S> {
  const parsed = v.safeParse(schema, members);
  if (!parsed.success) {
    const members = parsed.issues.map((issue) => v.getDotPath(issue) ?? "its members");
    throw NotKnown.members(service, operation, members);
  }
  return parsed.output;
}

export function jsonAnswer(content: unknown, version: "1.0" | "1.1" = "1.1"): HttpAnswer {
  return {
    status: 200,
    headers: { "content-type": `application/x-amz-json-${version}` },
    body: JSON.stringify(content),
  };
}

export function jsonError({ code, message, status, members }: AwsError, version: "1.0" | "1.1" = "1.1"): HttpAnswer {
  return {
    status,
    headers: { "content-type": `application/x-amz-json-${version}`, "x-amzn-errortype": code },
    body: JSON.stringify({ __type: code, message, ...members }),
  };
}

/** Refuses a value that breaks a constraint of the API's model, in the words that the JSON services have for it. */
export function constraint(member: string, value: string | number, demand: string): never {
  throw new AwsError(
    "ValidationException",
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${demand}`,
  );
}

/**
 * Lets a signed call pass that policies allow.
 *
 * @throws AwsError AccessDeniedException, in AWS's words.
 */
export async function permit(world: World, call: Call & { readonly session: Session }): Promise<void> {
  const { session, action, resource } = call;
  const verdict = await judge(world, call);
  if (!verdict.allowed) {
    const { reason } = verdict;
    throw new AwsError(
      "AccessDeniedException",
      notAuthorized(sessionArn(session), action, { resource: resource.arn, reason }),
    );
  }
}
