import type * as v from "valibot";
import { AwsError } from "../core/aws-error";
import { constraint, permit, readMembers } from "../core/aws-json";
import type { Via } from "../core/service";
import type { Session } from "../core/sessions";
import type { Place, Resource, World } from "../core/world";
import type { Context } from "../iam/context";
import { ownDomain, ownProfile, studioName } from "./domain";
import type { Domain, UserProfile } from "./kinds";

/** Who calls SageMaker, where and which way. */
export interface SageMakerCaller extends Place {
  readonly session: Session;
  readonly via: Via | undefined;
}

/** ARN of something that SageMaker has in the caller's account. */
export function arnOf({ account, region }: Place, resource: string): string {
  return `arn:aws:sagemaker:${region}:${account}:${resource}`;
}

/**
 * Lets a call pass that policies allow.
 *
 * @throws AwsError AccessDeniedException, in AWS's words.
 */
export function permitOn(
  world: World,
  { session, via, account, region }: SageMakerCaller,
  operation: string,
  arn: string,
  context: Context = {},
): Promise<void> {
  return permit(world, {
    session,
    via,
    action: `sagemaker:${operation}`,
    resource: { arn, account, region },
    context,
  });
}

/** Refuses a number outside of its range. */
export function within(member: string, value: number, from: number, to: number): number {
  if (value < from) {
    constraint(member, value, `have value greater than or equal to ${from}`);
  }
  if (value > to) {
    constraint(member, value, `have value less than or equal to ${to}`);
  }
  return value;
}

/** Refuses a name that nothing in Studio can have. */
export function checkStudioName(member: string, name: string): void {
  if (!studioName.test(name)) {
    constraint(member, name, "satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}");
  }
}

/** Says that something isn't there. */
export function notFound(kind: "App" | "Domain" | "Space" | "UserProfile", name: string): never {
  throw new AwsError("ResourceNotFound", `${kind} [${name}] does not exist.`);
}

export function existingDomain(world: World, place: Place, id: string): Resource<Domain> {
  return ownDomain(world, place, id) ?? notFound("Domain", id);
}

export function existingProfile(world: World, place: Place, domainId: string, name: string): Resource<UserProfile> {
  return ownProfile(world, place, domainId, name) ?? notFound("UserProfile", name);
}

/** A time as AWS's JSON protocols carry it. */
export function seconds(iso: string): number {
  return Date.parse(iso) / 1000;
}

/** Items of a page, unless told otherwise. */
const usualPage = 10;

/**
 * A page of a list.
 *
 * @throws AwsError ValidationException for a token that isn't one.
 */
export function pageOf<T>(
  items: readonly T[],
  {
    MaxResults,
    NextToken = "0",
  }: { readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined },
): { readonly page: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const size = MaxResults ?? usualPage;
  if (!/^\d+$/.test(NextToken)) {
    throw new AwsError("ValidationException", "The provided NextToken is not valid.");
  }
  const from = Number(NextToken);
  const hasMore = items.length > from + size;
  return { page: items.slice(from, from + size), next: hasMore ? { NextToken: String(from + size) } : {} };
}

/** An operation of SageMaker's, as far as it depends on the world alone. */
export type Operation = (world: World, caller: SageMakerCaller, members: unknown) => Promise<object>;

/** Defines an operation by its name, the members that it understands, and what it does. */
export function operation<S extends v.GenericSchema>(
  name: string,
  schema: S,
  run: (world: World, caller: SageMakerCaller, input: v.InferOutput<S>) => Promise<object>,
): readonly [string, Operation] {
  return [name, (world, caller, members) => run(world, caller, readMembers("SageMaker", name, schema, members))];
}
