import { isDeepStrictEqual } from "node:util";
import { configKeys, decode } from "../../stacks/config-keys";
import type { Stack } from "../../stacks/project/stack";
import { lockSentence } from "../stack-runs/states";
import type { StackRecord, Update } from "./engine";

/** How a stack stands. */
export interface Standing {
  readonly stack: Stack;
  /** Undefined for a stack that the backend doesn't have, or that couldn't be looked at. */
  readonly record?: StackRecord | undefined;
  /** Why it couldn't be looked at. */
  readonly unseen?: string;
}

/** The last `up` that came to its end well; undefined where the history that was read has none. */
function lastUp({ updates }: StackRecord): Update | undefined {
  return updates.find(({ kind, result }) => kind === "update" && result === "succeeded");
}

/**
 * The config keys whose values in a stack's file aren't those of its last successful `up`.
 *
 * @param project the namespace of its keys.
 * @returns undefined where no such `up` is known.
 */
export function changedKeys({ texts }: Stack, record: StackRecord, project: string): string[] | undefined {
  const update = lastUp(record);
  if (update === undefined) {
    return undefined;
  }
  const prefix = `${project}:`;
  const own = Object.keys(update.config).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
  const decoded = (key: string, text: string | undefined) => decode(key, text ?? configKeys.get(key)?.default ?? "");
  return [...new Set([...Object.keys(texts), ...own])].filter(
    (key) => !isDeepStrictEqual(decoded(key, texts[key]), decoded(key, update.config[`${prefix}${key}`])),
  );
}

/** Outputs that people look for, by role. None is a secret. */
const wanted = {
  shared: { apiUrl: "sign-in page and API" },
  parent: { invokeRoleArn: "role" },
  child: { functionName: "function", domainId: "Studio domain" },
} as const;

/** What a stack gave what people look for, such as `function invoke-endpoint-child`. */
export function outputsThatMatter({ config }: Stack, { outputs }: StackRecord): Record<string, string> {
  const names = Object.entries(wanted[config.role]).flatMap(([key, what]) => {
    const value = outputs[key];
    return typeof value === "string" && value !== "" ? [[what, value] as const] : [];
  });
  return Object.fromEntries(names);
}

/** What is wrong with a stack, each a sentence's end. */
export function problemsOf({ stack: { name }, record, unseen }: Standing): string[] {
  if (record === undefined) {
    return unseen === undefined ? [] : [unseen];
  }
  const { updates, pendingOperations, isUpdating, lockedBy, isLockUnread } = record;
  const [last] = updates;
  return [
    ...(last?.result === "failed" ? [`its last ${last.kind} failed: npm run deploy -- --stack ${name}`] : []),
    ...pendingOperations.map(({ type, urn }) => {
      const [types = "", ...rest] = urn.split("::").slice(2);
      const what = `${types.split("$").at(-1)} "${rest.join("::")}"`;
      return `${type} ${what} was cut off, and how it ended isn't known: npx pulumi refresh --stack ${name} asks you`;
    }),
    ...(lockedBy !== undefined || isUpdating === true ? [lockSentence(name, lockedBy)] : []),
    ...(isLockUnread ? ["its lock couldn't be read: see that the backend's credentials may read .pulumi/locks"] : []),
  ];
}
