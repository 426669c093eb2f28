import type { Stack } from "../../stacks/project/stack";
import { type Found, lossesOf, type Target } from "./plan";

/** The most names in a line; the rest is counted. */
const longestList = 20;

/** `1 app`, `2 apps`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Names in a line, the first of them where they are many. */
export function shortList(names: readonly string[]): string {
  const more = names.length > longestList ? `, and ${names.length - longestList} more` : "";
  return `${names.slice(0, longestList).join(", ")}${more}`;
}

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
