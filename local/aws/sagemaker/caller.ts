import * as v from "valibot";
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
 * A resource's ARN as IAM compares it: in lower case, or as it is written, which is the open question `sagemaker-arns`.
 *
 * Source: denials that users report, which have the ARN in lower case whatever the name.
 */
export function comparedArn({ readings }: World, arn: string): string {
  return readings["sagemaker-arns"] === "lower" ? arn.toLowerCase() : arn;
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
    resource: { arn: comparedArn(world, arn), account, region },
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

/** Refuses because something doesn't exist. */
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

/** An operation of SageMaker that depends only on the world. */
export type Operation = (world: World, caller: SageMakerCaller, members: unknown) => Promise<object>;

/** Defines an operation by its name, the members that it understands, and what it does. */
export function operation<S extends v.GenericSchema>(
  name: string,
  schema: S,
  run: (world: World, caller: SageMakerCaller, input: v.InferOutput<S>) => Promise<object>,
): readonly [string, Operation] {
  return [name, (world, caller, members) => run(world, caller, readMembers("SageMaker", name, schema, members))];
}

/** The API's default number of items on a page. */
const usualPage = 10;

/** Which part of a list a call asks for. */
interface Page {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** The members by which a call asks for a part of a list. */
export const pageEntries = { MaxResults: v.optional(v.number()), NextToken: v.optional(v.string()) };

/** What a list holds, and how it shows it. */
interface List<Input, State> {
  items(world: World, caller: SageMakerCaller, input: Input): readonly Resource<State>[];
  /** Lets time pass for an item that somebody looks at. */
  look(world: World, item: Resource<NoInfer<State>>): void;
  /** Default: every item. */
  isWanted?(state: State, input: Input): boolean;
  details(item: Resource<State>): object;
  /** What the answer calls the items. Default: as the operation does. */
  readonly answer?: string;
}

/**
 * Defines an operation that gives a list, page by page: time passes where the first page is asked for.
 *
 * @param kind what the operation calls the items after `List`.
 */
export function listing<S extends v.GenericSchema<unknown, Page>, State>(
  kind: "Apps" | "Domains" | "Spaces" | "UserProfiles" | "TrainingJobs" | "ProcessingJobs",
  schema: S,
  { items, look, isWanted = () => true, details, answer = kind }: List<v.InferOutput<S>, State>,
): readonly [string, Operation] {
  const name = `List${kind}`;
  return operation(name, schema, async (world, caller, input) => {
    const { MaxResults = usualPage, NextToken }: Page = input;
    within("maxResults", MaxResults, 1, 100);
    await permitOn(world, caller, name, "*");
    if (NextToken === undefined) {
      for (const item of items(world, caller, input)) {
        look(world, item);
      }
    }
    const from = NextToken ?? "0";
    if (!/^\d+$/.test(from)) {
      throw new AwsError("ValidationException", "The provided NextToken is not valid.");
    }
    const wanted = items(world, caller, input).filter(({ state }) => isWanted(state, input));
    const end = Number(from) + MaxResults;
    return {
      [answer]: wanted.slice(Number(from), end).map(details),
      ...(wanted.length > end && { NextToken: String(end) }),
    };
  });
}
