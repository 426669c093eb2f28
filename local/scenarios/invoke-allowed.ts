import type { Estate } from "../estate/estate";
import { calledEndpoint } from "../estate/hosted-endpoints";
import { type Cast, trustedCast } from "./cast";
import { modelRefused, type Play, readAnswer, type Scenario, type Stage, shownAnswer } from "./scenario";

async function call(estate: Estate, stage: Stage, { parent, child }: Cast): Promise<Play> {
  // Asked for by name, which also works where a parent shares all its endpoints.
  const endpointName = calledEndpoint(parent, estate.isOwnModel);
  const { inferenceComponents = [] } = parent.config.invokeRole;
  const isMade = parent.config.hosted.includes(endpointName);
  // Inference components are made on endpoints outside the stack.
  const [component] = inferenceComponents === "all" || isMade ? [] : inferenceComponents;
  const request = { endpointName, ...(component !== undefined && { inferenceComponentName: component }) };

  await estate.coolDown(child);
  const [first, second = first] = stage.payloads;
  const cold = await estate.invoke(child, { ...first, ...request });
  const warm = await estate.invoke(child, { ...second, ...request });
  const answers = [readAnswer(cold), readAnswer(warm)] as const;
  const differ = first === second || !Buffer.from(answers[0].bytes).equals(Buffer.from(answers[1].bytes));
  const model = estate.isOwnModel ? "your model" : "the sample model";
  const madeUp = isMade
    ? `endpoint ${endpointName} of stack ${parent.name}, answered by ${model}`
    : `made up: endpoint ${endpointName}, answered by ${model}`;
  const calls = `cold ${cold.calls} AWS calls, warm ${warm.calls}`;
  return {
    ok: answers.every(({ status }) => status === 200) && differ,
    actual: shownAnswer(answers[0]),
    notes: [
      ...(first === second ? [] : [`another payload: ${shownAnswer(answers[1])}`]),
      calls,
      ...modelRefused(answers[0]),
      madeUp,
    ],
    answer: answers[0].status === 200 ? answers[0].bytes : undefined,
  };
}

/** A trusted child's function calls the parent's first endpoint, cold and warm. */
export const invokeAllowed: Scenario = {
  id: "invoke-allowed",
  expected: "200 with the model's answer",
  flow: "Cross-account inference",
  play: async (stage) => call(stage.estate, stage, trustedCast(stage.project)),
};
