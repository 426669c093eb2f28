import { XMLBuilder } from "fast-xml-parser";
import { AwsError } from "../core/aws-error";
import { NotKnown } from "../core/not-known";
import type { HttpAnswer, Via } from "../core/service";
import { type Session, sessionArn } from "../core/sessions";
import type { Place, World } from "../core/world";
import { judge } from "../iam/authorize";
import { notAuthorized } from "../iam/denial";

/** Who calls EC2, where, and which way. */
export interface Ec2Caller extends Place {
  readonly session: Session;
  readonly via: Via | undefined;
}

/** What a call of EC2 asks for. */
export interface Ec2Query {
  /** The operation, such as `DescribeVpcs`. */
  readonly operation: string;
  /** Members with one value by name. */
  readonly members: ReadonlyMap<string, string>;
  /** Members with a list of values by name. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** Values by the filter's name: one of them must be the item's. */
  readonly filters: ReadonlyMap<string, readonly string[]>;
}

const namespace = "http://ec2.amazonaws.com/doc/2016-11-15/";

const xml = new XMLBuilder({ ignoreAttributes: false });

/**
 * Reads a call in EC2's query protocol: `Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-…`.
 *
 * Source: Smithy, "AWS EC2 query protocol".
 */
export function readQuery(body: Uint8Array): Ec2Query {
  const form = new URLSearchParams(Buffer.from(body).toString("utf8"));
  const members = new Map<string, string>();
  const lists = new Map<string, string[]>();
  const filters = new Map<string, string[]>();
  for (const [key, value] of form) {
    const [name = "", index, member] = key.split(".");
    if (index === undefined) {
      members.set(name, value);
    } else if (name !== "Filter") {
      lists.set(name, [...(lists.get(name) ?? []), value]);
    } else if (member === "Value") {
      const filter = form.get(`Filter.${index}.Name`) ?? "";
      filters.set(filter, [...(filters.get(filter) ?? []), value]);
    }
  }
  const operation = members.get("Action") ?? "";
  members.delete("Action");
  members.delete("Version");
  return { operation, members, lists, filters };
}

/** What an operation understands of a query: anything else is an error that names it. */
export interface Understood<T> {
  /** The list that names items by their ids, and the code with which AWS refuses one that isn't there. */
  readonly ids?: { readonly list: string; readonly of: (item: T) => string; readonly missing: string };
  /** By the filter's name, what it compares. */
  readonly filters?: Readonly<Record<string, (item: T) => string>>;
  /** Members with one value that the operation reads by itself. */
  readonly members?: readonly string[];
}

function checkUnderstood<T>(query: Ec2Query, { ids, filters = {}, members = [] }: Understood<T>): void {
  const strange = [
    ...[...query.members.keys()].filter((name) => !members.includes(name)),
    ...[...query.lists.keys()].filter((name) => name !== ids?.list),
    ...[...query.filters.keys()].filter((name) => !Object.hasOwn(filters, name)).map((name) => `filter ${name}`),
  ];
  if (strange.length > 0) {
    throw NotKnown.members("EC2", query.operation, strange);
  }
}

/**
 * Those items that a query asks for.
 *
 * @throws AwsError for an id that isn't there; NotKnown naming what the operation doesn't understand.
 */
export function select<T>(query: Ec2Query, items: readonly T[], understood: Understood<T>): T[] {
  checkUnderstood(query, understood);
  const { ids, filters = {} } = understood;
  const wanted = ids === undefined ? undefined : query.lists.get(ids.list);
  const missing = wanted?.find((id) => !items.some((item) => ids?.of(item) === id));
  if (missing !== undefined && ids !== undefined) {
    throw new AwsError(ids.missing, `The ID '${missing}' does not exist`);
  }
  return items
    .filter((item) => wanted === undefined || (ids !== undefined && wanted.includes(ids.of(item))))
    .filter((item) => [...query.filters].every(([name, values]) => values.includes(filters[name]?.(item) ?? "")));
}

/** A list as EC2's XML writes it; an empty one has no items. */
export function itemSet(items: readonly (object | string)[]): object {
  return { item: items };
}

/** An answer of EC2 in XML. */
export function ec2Answer(operation: string, content: object): HttpAnswer {
  const body = xml.build({ [`${operation}Response`]: { "@_xmlns": namespace, ...content } });
  return { status: 200, headers: { "content-type": "text/xml;charset=UTF-8" }, body };
}

/** An error of EC2, whose form is its own. Source: EC2 API, "Troubleshooting API request errors". */
export function ec2Error({ code, message, status }: AwsError, requestId: string): HttpAnswer {
  const body = xml.build({ Response: { Errors: { Error: { Code: code, Message: message } }, RequestID: requestId } });
  return { status, headers: { "content-type": "text/xml;charset=UTF-8" }, body };
}

/**
 * Lets a call pass that policies allow.
 *
 * @throws AwsError UnauthorizedOperation, in EC2's words.
 */
export async function permitEc2(world: World, caller: Ec2Caller, operation: string, arn: string): Promise<void> {
  const { session, via, account, region } = caller;
  const action = `ec2:${operation}`;
  const verdict = await judge(world, { session, via, action, resource: { arn, account, region } });
  if (!verdict.allowed) {
    const { reason } = verdict;
    const why = notAuthorized(sessionArn(session), action, arn === "*" ? { reason } : { resource: arn, reason });
    throw new AwsError("UnauthorizedOperation", `You are not authorized to perform this operation. ${why}`, 403);
  }
}
