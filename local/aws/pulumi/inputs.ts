import { marksOf } from "../core/resource-marks";
import type { Request } from "../core/resource-type";
import { resourceTypeOf } from "../resource-types";
import { isSameValue } from "./same-value";

export { outputsOf } from "./outputs";

/** The changes that another set of inputs makes to a resource. */
export interface Differences {
  /** Inputs that differ. */
  readonly changed: string[];
  /** Those among them that AWS can't change: the resource is replaced. */
  readonly replaces: string[];
  /** Whether the old resource is deleted before the new one is created. */
  readonly deleteBeforeReplace: boolean;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * Compares inputs with a resource as Pulumi's provider `aws` does: sets without order, policies by their meaning,
 * absent values as their defaults.
 *
 * @param token the resource's type.
 * @param state what AWS last gave back; where it has nothing of an input, the old inputs count.
 * @param before what the program asked for last.
 * @param inputs what it asks for now.
 * @throws Error naming a type that the local AWS doesn't know.
 */
export function differences(token: string, state: Values, before: Values, inputs: Values): Differences {
  const type = resourceTypeOf(token);
  const changed = Object.entries(type.inputs).filter(
    ([key, schema]) => !isSameValue(schema, state[key] ?? before[key], inputs[key], before[key]),
  );
  const changedKeys = changed.map(([key]) => key);
  const replaces = changed.flatMap(([key, schema]) => (marksOf(schema).forcesNew === true ? [key] : []));
  const keepsName = Object.entries(type.inputs).some(
    ([key, schema]) => marksOf(schema).physicalName === true && inputs[key] !== undefined && !changedKeys.includes(key),
  );
  return {
    changed: changedKeys,
    replaces,
    deleteBeforeReplace: replaces.length > 0 && (keepsName || type.marks.deleteBeforeReplace === true),
  };
}

/** @throws Error naming a type, or inputs of it, that the local AWS doesn't know. */
export function checkInputs(request: Request): void {
  resourceTypeOf(request.type, request).check(request);
}
