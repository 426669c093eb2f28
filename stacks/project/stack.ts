import type { Mistake } from "../../common/validation";
import { parseConfig } from "../config";
import type { StackConfig } from "../config-schemas";

/** A stack as its file describes it. */
export interface Stack {
  readonly name: string;
  /** Config keys of the project without namespace, each with its text, as Pulumi passes them to a program. */
  readonly texts: Readonly<Record<string, string>>;
  readonly config: StackConfig;
}

/** The project and its stacks, in the order in which they come up. */
export interface Project {
  readonly name: string;
  readonly stacks: readonly Stack[];
}

/** Makes a stack from its config texts. Throws a Refusal naming every mistake in them, and those found already. */
export function makeStack(
  name: string,
  texts: Readonly<Record<string, string>>,
  found: readonly Mistake[] = [],
): Stack {
  return { name, texts, config: parseConfig(name, texts, found) };
}
