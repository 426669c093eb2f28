import { parentNames, streamerNames } from "../../infra/support/naming";
import { isParent } from "../../stacks/project/roles";
import { makeStack } from "../../stacks/project/stack";
import type { Estate } from "../estate/estate";
import { calledEndpoint, endpointsOf } from "../estate/hosted-endpoints";
import { bringUp, type Cast, trustedCast } from "./cast";
import { refusalScenario } from "./refusal";
import { modelRefused, type Play, readAnswer, type Scenario, type Stage, shownAnswer } from "./scenario";
import { playOf } from "./studio-flow";

/** What the scenarios set where the project's files don't: `streaming` of the parent. */
function withStreaming(cast: Cast): Cast {
  const parent = makeStack(cast.parent.name, { ...cast.parent.texts, streaming: "true" });
  if (!isParent(parent)) {
    throw new Error("a stack should keep its role");
  }
  return { ...cast, parent };
}

function setFor({ parent }: Cast): string[] {
  return parent.config.invokeRole.streaming === true
    ? []
    : [`set for this scenario: streaming: true in stack ${parent.name}`];
}

async function play(estate: Estate, stage: Stage, { parent, child }: Cast, notes: readonly string[]): Promise<Play> {
  const request = {
    ...stage.payloads[0],
    endpointName: calledEndpoint(parent, estate.isOwnModel),
    // The sample model streams to callers that accept lines; another model decides by itself.
    ...(!estate.isOwnModel && { accept: "application/jsonlines" }),
  };
  const cold = await estate.stream(child, request);
  const warm = await estate.stream(child, request);
  const answer = readAnswer(warm);
  const whole = readAnswer(await estate.invoke(child, request));
  return {
    ...playOf({
      actual: shownAnswer(answer).trimEnd().replaceAll("\n", " "),
      notes: [...notes, `cold ${cold.calls} AWS calls, warm ${warm.calls}`, ...modelRefused(answer)],
      facts: {
        "the model answers": readAnswer(cold).status === 200 && answer.status === 200,
        "the answer is complete": cold.functionError === undefined && warm.functionError === undefined,
        "a warm call makes one call to AWS": warm.calls === 1,
        // A model of the user's may answer differently each time.
        "invoke-endpoint answers the same bytes": estate.isOwnModel || Buffer.from(whole.bytes).equals(answer.bytes),
      },
    }),
    answer: answer.status === 200 ? answer.bytes : undefined,
  };
}

/** A trusted child's function streams the answer of the parent's first endpoint. */
export const invokeStream: Scenario = {
  id: "invoke-stream",
  expected: "200 with the model's answer, sent on as it comes",
  flow: "Cross-account inference",
  async play(stage) {
    const own = trustedCast(stage.project);
    const cast = withStreaming(own);
    const estate = await stage.estate.sibling(stage.project);
    try {
      await bringUp(estate, cast);
      return await play(estate, stage, cast, setFor(own));
    } finally {
      await estate.close();
    }
  },
};

/** The parent no longer streams, and the child isn't brought up again yet. */
export const invokeStreamDenied = refusalScenario({
  id: "invoke-stream-denied",
  expected: "403 AccessDenied, decided by the policy of SageMakerExternal",
  cast: ({ project }) => withStreaming(trustedCast(project)),
  async arrange(estate, cast) {
    await bringUp(estate, cast);
    await estate.change(cast.parent.name, { streaming: "false" });
  },
  request: ({ parent }) => ({ endpointName: endpointsOf(parent)[0] }),
  call: (estate, child, event) => estate.stream(child, event),
  message: ({ parent, child }) =>
    `User: arn:aws:sts::${parent.config.account}:assumed-role/${parentNames(parent.config).invokeRole}/${streamerNames(child.name, child.config).streamer} is not authorized to perform: sagemaker:InvokeEndpointWithResponseStream on resource: arn:aws:sagemaker:${parent.config.region}:${parent.config.account}:endpoint/${endpointsOf(parent)[0].toLowerCase()} because no identity-based policy allows the sagemaker:InvokeEndpointWithResponseStream action`,
  decidedBy: ({ parent }) =>
    new RegExp(
      `^the policies of ${parentNames(parent.config).invokeRole}: none names sagemaker:InvokeEndpointWithResponseStream$`,
    ),
  relent: (estate, { parent }) => estate.change(parent.name, { streaming: "true" }),
  relenting: ({ parent }) => `streaming: true was set in stack ${parent.name}`,
});
