import { Refusal } from "../../common/refusal";
import type { Mistake } from "../../common/validation";
import { EngineFailure } from "../engine/engine";
import { confirm } from "../support/questions";
import type { Options } from "./options";
import type { Deployment } from "./surroundings";
import type { Survey } from "./survey";

function missingMistakes(names: readonly string[]): Mistake[] {
  return names.map((name) => ({
    property: `stack ${name}`,
    reason: `isn't in the backend: check that Pulumi.${name}.yaml is meant and that npx pulumi whoami --verbose names the right backend, then give --init to create it`,
  }));
}

async function make(stack: string, { engine, teller }: Deployment): Promise<void> {
  try {
    await engine.init(stack);
  } catch (error) {
    if (!(error instanceof EngineFailure)) {
      throw error;
    }
    const mistake = { property: `stack ${stack}`, reason: `can't be created in the backend: ${error.message}` };
    throw new Refusal("npm run deploy", [mistake]);
  }
  teller.tell({ event: "initialised", stack }, [`  ${stack}  created in the backend: commit the change of its file`]);
}

/**
 * Makes the stacks that the backend doesn't have, after a question of its own or with `--init`; `--yes` doesn't answer it, so
 * that a mistyped file makes no stack.
 *
 * @throws Refusal when nobody is there to be asked, naming what else is wrong; UsersMistake when the answer isn't init.
 */
export async function initialise(
  deployment: Deployment,
  { states, mistakes }: Survey,
  { init, preview }: Options,
): Promise<void> {
  const names = deployment.chosen.stacks.map(({ name }) => name);
  const missing = names.filter((name) => states.has(name) && states.get(name) === undefined);
  if (missing.length === 0) {
    return;
  }
  if (mistakes.length > 0 || (preview && !init)) {
    throw new Refusal("npm run deploy", [...mistakes, ...(init ? [] : missingMistakes(missing))]);
  }
  if (!init) {
    const question = `The backend doesn't have ${missing.join(", ")}. To create ${missing.length === 1 ? "it" : "them"}, type init: `;
    const nobody = new Refusal("npm run deploy", missingMistakes(missing));
    await confirm(question, "init", "nothing was changed", deployment.around.terminal, nobody);
  }
  for (const stack of missing) {
    await make(stack, deployment);
  }
}
