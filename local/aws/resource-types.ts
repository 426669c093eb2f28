import type { Request, ResourceType } from "./core/resource-type";
import { services } from "./services";

/** Every type of resource that the local AWS knows. */
export const resourceTypes: readonly ResourceType[] = services.flatMap(({ types }) => types);

const typesByToken = new Map(resourceTypes.map((type) => [type.token, type]));

/**
 * The type of a token.
 *
 * @param request the resource that it is asked for, to name in the error.
 * @throws Error naming a type that the local AWS doesn't know.
 */
export function resourceTypeOf(token: string, request?: Pick<Request, "name" | "stack">): ResourceType {
  const type = typesByToken.get(token);
  if (type === undefined) {
    const what = request === undefined ? token : `${token} "${request.name}" in stack ${request.stack}`;
    throw new Error(`${what} is a type that the local AWS doesn't know: add it to its service in local/aws`);
  }
  return type;
}
