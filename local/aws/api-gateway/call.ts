import type { AwsRequest, Via } from "../core/service";
import type { Resource } from "../core/world";
import type { ApiDefinition, RestApi, Stage } from "./kinds";
import type { Route } from "./route";

/** A request that found a stage of an API. */
export interface ApiCall {
  readonly api: Resource<RestApi>;
  readonly stage: Resource<Stage>;
  /** The deployed API, which may be older than the API's present state. */
  readonly definition: ApiDefinition;
  readonly request: AwsRequest;
  readonly via: Via | undefined;
  /** The path below the stage, as the caller wrote it. */
  readonly path: string;
  readonly requestId: string;
  readonly time: Date;
}

/** A request that found its method. */
export interface RoutedCall extends ApiCall {
  readonly route: Route;
}

/** The ARN that policies judge a call by: the path as it was asked for, not the resource's. */
export function methodArn({ api, stage, request, path }: ApiCall): string {
  return `${api.state.executionArn}/${stage.state.stageName}/${request.method}${path}`;
}

/** The caller's address: inside the network through an endpoint, somewhere on the internet otherwise. */
export function sourceIp({ via }: ApiCall): string {
  return via?.sourceAddress ?? "203.0.113.1";
}

/** All values of a request's headers, by the names that the caller wrote. */
export function headerLists({ headers, headerLists: lists = {} }: AwsRequest): Record<string, string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [...(lists[name] ?? [value])]]));
}

/** A header by its name, however the caller spelled it; the last one of several, as functions get it. */
export function header(request: AwsRequest, name: string): string | undefined {
  return Object.entries(headerLists(request))
    .find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
    .at(-1);
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A time as `$context.requestTime` has it: `22/Nov/2026:20:53:25 +0000`. */
export function requestTime(time: Date): string {
  const [date = "", clock = ""] = time.toISOString().split(/[T.]/);
  const [year, month, day] = date.split("-");
  return `${day}/${months[Number(month) - 1]}/${year}:${clock} +0000`;
}
