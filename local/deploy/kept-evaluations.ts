import type { LocalAws } from "../aws";
import type { Deployment } from "./deployer";
import type { Evaluation, Outputs } from "./evaluation";

/** An evaluation with what came of it. */
export interface Evaluated extends Pick<Deployment, "outputs" | "warnings"> {
  readonly evaluation: Evaluation;
}

/** A large run evaluates some dozens, of some hundred resources each. */
const limit = 100;

/** The latest first. */
let kept: readonly (readonly [string, Evaluated])[] = [];

/**
 * Evaluates the project's program, or repeats what an evaluation in this process asked for: the program depends on nothing
 * else than its stack's name and config, the outputs that it reads and AWS's answers.
 *
 * @param key the stack's name and config.
 */
export async function evaluatedOnce(
  key: string,
  aws: LocalAws,
  outputs: Outputs,
  evaluate: () => Promise<Evaluated>,
): Promise<Evaluated> {
  const known = kept.find(([other, { evaluation }]) => other === key && evaluation.reads(outputs));
  const isRepeated = known !== undefined && (await known[1].evaluation.isRepeated(aws));
  const evaluated = isRepeated ? known[1] : await evaluate();
  kept = [[key, evaluated] as const, ...kept.filter((one) => one !== known)].slice(0, limit);
  return evaluated;
}
