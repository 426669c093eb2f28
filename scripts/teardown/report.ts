import type { Stack } from "../../stacks/project/stack";
import { count, shortList } from "../support/counted";
import { type Found, lossesOf, type Target } from "./plan";

/** What was found of a kind, with number and names: `2 spaces: ann, bob`. */
export function foundLine({ one, many, names }: Found): string {
  return `${count(names.length, one, many)}: ${shortList(names)}`;
}

/** All that is going to be deleted, in order. */
export function planLines(project: string, stacks: readonly Stack[], targets: readonly Target[]): string[] {
  const width = Math.max(...stacks.map(({ name }) => name.length));
  return [
    `Project ${project}, to be deleted in this order:`,
    ...stacks.flatMap((stack) => {
      const head = `  ${stack.name.padEnd(width)}  ${stack.config.account}  `;
      const target = targets.find((other) => other.stack === stack);
      if (target === undefined) {
        return [`${head}is down already`];
      }
      const losses = lossesOf(target);
      const with_ = losses.length === 0 ? "" : `, with ${losses.join(", ")}`;
      return [
        `${head}${count(target.state.resources, "resource")}${with_}`,
        ...target.found
          .filter(({ names }) => names.length > 0)
          .map((found) => `${" ".repeat(head.length)}${foundLine(found)}`),
      ];
    }),
  ];
}

/** The same for programs; a stack that is down has no resources. */
export function planDocument(stacks: readonly Stack[], targets: readonly Target[]) {
  return stacks.map((stack) => {
    const target = targets.find((other) => other.stack === stack);
    const found = (target?.found ?? []).map(({ many, names }) => [many, names] as const);
    return {
      ...{ stack: stack.name, account: stack.config.account, resources: target?.state.resources ?? 0 },
      ...{ losses: target === undefined ? [] : lossesOf(target), studio: Object.fromEntries(found) },
    };
  });
}
