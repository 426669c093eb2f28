import type { ApiDefinition, Integration, Method } from "./kinds";
import { isSameMethod } from "./method";

/** The method that a request is for. */
export interface Route {
  readonly resourceId: string;
  /** Such as `/users/{userId}`. */
  readonly resourcePath: string;
  readonly method: Method;
  readonly integration: Integration;
  /**
   * The variables of the path as the caller wrote them: a REST API hands them to functions with their percent signs, so
   * that an encoded slash stays inside of one variable.
   */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** The values of a path's variables, if a resource's path matches it. */
interface Match {
  readonly parameters: Readonly<Record<string, string>>;
  /** A digit for each part, lower is closer: a literal, a variable, a variable that matches the whole rest. */
  readonly rank: string;
}

/** The parts of a path; a slash at its end doesn't count. */
function partsOf(path: string): string[] {
  return path.replace(/\/$/, "").split("/").slice(1);
}

/** A part of a resource's path: what it is called, and its digit in a match's rank. */
function readPart(part: string): { readonly name: string; readonly rank: string } {
  const [, name, greedy] = /^\{([^+}]+)(\+?)\}$/.exec(part) ?? [];
  return name === undefined ? { name: part, rank: "0" } : { name, rank: greedy === "" ? "1" : "2" };
}

/** Matches a path, as the caller wrote it, with a resource's. */
export function matchPath(resourcePath: string, path: string): Match | undefined {
  const wanted = partsOf(resourcePath).map(readPart);
  const parts = partsOf(path);
  const before = wanted.length - 1;
  const given = wanted.at(-1)?.rank === "2" ? [...parts.slice(0, before), parts.slice(before).join("/")] : parts;
  const fits = wanted.every(({ name, rank }, index) => (rank === "0" ? given[index] === name : given[index]));
  return fits && given.length === wanted.length
    ? {
        parameters: Object.fromEntries(
          wanted.flatMap(({ name, rank }, index) => (rank === "0" ? [] : [[name, given[index] ?? ""]])),
        ),
        rank: wanted.map(({ rank }) => rank).join(""),
      }
    : undefined;
}

/** Finds the method for a verb and a path: the resource whose path is closest, and its method or the one for any verb. */
export function findRoute(definition: ApiDefinition, verb: string, path: string): Route | undefined {
  const [best] = Object.entries(definition.paths)
    .flatMap(([resourceId, resourcePath]) => {
      const match = matchPath(resourcePath, path);
      return match === undefined ? [] : [{ resourceId, resourcePath, match }];
    })
    .sort((one, other) => (one.match.rank < other.match.rank ? -1 : 1));
  if (best === undefined) {
    return undefined;
  }
  const { resourceId, resourcePath, match } = best;
  const methods = definition.methods.filter((method) => method.resourceId === resourceId);
  const method =
    methods.find(({ httpMethod }) => httpMethod === verb) ?? methods.find(({ httpMethod }) => httpMethod === "ANY");
  const integration = method && definition.integrations.find((candidate) => isSameMethod(candidate, method));
  return method === undefined || integration === undefined
    ? undefined
    : { resourceId, resourcePath, method, integration, pathParameters: match.parameters };
}
