import type { Stack } from "../../stacks/project/stack";

/** Those that come up side by side, in the order of their roles. */
export function levelsOf(stacks: readonly Stack[]): Stack[][] {
  const roles = ["shared", "parent", "child"] as const;
  return roles.map((role) => stacks.filter(({ config }) => config.role === role));
}

/** Works on items, at most so many at once, in their order. Rejects with the first failure. */
export async function sideBySide<T>(
  items: readonly T[],
  most: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const open = [...items];
  const worker = async () => {
    for (let item = open.shift(); item !== undefined; item = open.shift()) {
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
}
