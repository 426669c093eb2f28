import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { parentNames } from "../../infra/support/naming";
import { internet, role } from "../aws";
import type { Estate } from "../estate/estate";
import { calledEndpoint } from "../estate/hosted-endpoints";
import { type Cast, trustedCast } from "./cast";
import { broken } from "./facts";
import { modelRefused, type Play, readAnswer, type Scenario, type Stage } from "./scenario";

/** Invokes from the internet, with a session of the parent's role that is as good as the function's. */
async function fromOutside(estate: Estate, { parent }: Cast, endpoint: string): Promise<string> {
  const { account, region } = parent.config;
  const named = parentNames(parent.config).invokeRole;
  const invokeRole = estate.aws.world.list(role, account).find(({ state }) => state.name === named);
  if (invokeRole === undefined) {
    throw new Error(`stack ${parent.name} has no role ${named}`);
  }
  const client = new SageMakerRuntimeClient({
    region,
    endpoint: await estate.aws.addressOf(internet, region),
    credentials: estate.aws.sessions.open(invokeRole, "outside", 3600),
  });
  try {
    await client.send(new InvokeEndpointCommand({ EndpointName: endpoint, Body: Buffer.from("{}") }));
    return "was answered";
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } finally {
    client.destroy();
  }
}

async function play({ project, estate, payloads }: Stage): Promise<Play> {
  const cast = trustedCast(project);
  const { parent, child } = cast;
  const endpointName = calledEndpoint(parent, estate.isOwnModel);
  await estate.coolDown(child);
  const call = await estate.invoke(child, { ...payloads[0], endpointName });
  const answer = readAnswer(call);
  const mark = estate.aws.world.trail.mark();
  const outside = await fromOutside(estate, cast, endpointName);
  const refusal = estate.aws.world.trail.since(mark).find(({ allowed }) => !allowed);
  const ways = call.decisions.map(({ action, via }) => `${action} through ${via ?? "the internet"}`);
  const facts = {
    "the model answers": answer.status === 200,
    "each call went through an endpoint":
      call.decisions.length > 0 && call.decisions.every(({ via }) => via !== undefined),
    "the same session is refused from outside": outside.startsWith("AccessDeniedException: "),
    "the endpoint decided it": /requires aws:SourceVpce /.test(refusal?.decidedBy ?? ""),
  };
  const wrong = broken(facts);
  return {
    ok: wrong.length === 0,
    actual: `${answer.status} by ${ways.join(", ")}`,
    notes: [
      ...modelRefused(answer),
      `from outside: ${outside}`,
      `decided by ${refusal?.decidedBy ?? "nothing"}`,
      ...wrong,
    ],
  };
}

/** A child behind a hub calls the parent's endpoint through the hub's endpoints, and nobody gets there any other way. */
export const invokeThroughHub: Scenario = {
  id: "invoke-through-hub",
  expected: "200 through the hub's endpoints for sts and sagemaker.runtime, 403 for the same session from outside",
  flow: "Cross-account inference",
  play,
};
