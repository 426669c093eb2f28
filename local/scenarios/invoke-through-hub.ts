import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { hubOf, isParent, isShared, type ParentStack, type SharedStack } from "../../stacks/project/roles";
import { makeStack } from "../../stacks/project/stack";
import { role } from "../aws/iam/resource-types";
import { internet } from "../aws/network/origin";
import type { Estate } from "../estate/estate";
import { endpointsOf } from "../estate/hosted-endpoints";
import type { Cast } from "./cast";
import { bringUp, freeAccount, newChild, theParent, trustedCast } from "./cast";
import { broken } from "./facts";
import { type Play, readAnswer, type Scenario, type Stage } from "./scenario";
import { theHub } from "./studio-stage";

/** A parent that takes calls through a hub alone, and the hub that lets them pass. */
function joined(parent: ParentStack, hub: SharedStack): { parent: ParentStack; hub: SharedStack } {
  const behind = makeStack(parent.name, { ...parent.texts, sharedStack: hub.name, region: hub.config.region });
  const accounts = [...new Set([...hub.config.modelAccounts, parent.config.account])];
  const passing =
    hub.config.organizationId === undefined
      ? makeStack(hub.name, { ...hub.texts, modelAccounts: JSON.stringify(accounts) })
      : hub;
  if (!isParent(behind) || !isShared(passing)) {
    throw new Error("a stack's role doesn't change with its config");
  }
  return { parent: behind, hub: passing };
}

/** The project's own parent, hub and child where they belong together; otherwise joined, with a child made up. */
function castThroughHub({ project }: Stage): { readonly cast: Cast; readonly isOwn: boolean } {
  const own = trustedCast(project);
  if (own.hub !== undefined && hubOf(project, own.parent)?.name === own.hub.name) {
    return { cast: own, isOwn: project.stacks.includes(own.child) };
  }
  const { parent, hub } = joined(theParent(project), own.hub ?? theHub(project));
  if (own.hub !== undefined) {
    return { cast: { parent, child: own.child, hub }, isOwn: false };
  }
  const { children } = parent.config.invokeRole;
  const account = children === "organization" ? freeAccount(project) : (children[0] ?? "");
  const stacks = project.stacks.map((stack) => [parent, hub].find(({ name }) => name === stack.name) ?? stack);
  const made = newChild({ ...project, stacks }, { wanted: "scenario-child", account, parent, hub });
  return { cast: { parent, child: made.child, hub: made.hub }, isOwn: false };
}

/** Invokes from the internet, with a session of the parent's role that is as good as the function's. */
async function fromOutside(estate: Estate, { parent }: Cast): Promise<string> {
  const { account, region } = parent.config;
  const invokeRole = estate.aws.world.list(role, account).find(({ state }) => state.name === "SageMakerExternal");
  if (invokeRole === undefined) {
    throw new Error(`stack ${parent.name} has no role SageMakerExternal`);
  }
  const client = new SageMakerRuntimeClient({
    region,
    endpoint: await estate.aws.addressOf(internet, region),
    credentials: estate.aws.sessions.open(invokeRole, "outside", 3600),
  });
  try {
    await client.send(new InvokeEndpointCommand({ EndpointName: endpointsOf(parent)[0], Body: Buffer.from("{}") }));
    return "was answered";
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } finally {
    client.destroy();
  }
}

async function play(stage: Stage, estate: Estate, cast: Cast): Promise<Play> {
  const { parent, child } = cast;
  await estate.coolDown(child);
  const call = await estate.invoke(child, { ...stage.payloads[0], endpointName: endpointsOf(parent)[0] });
  const answer = readAnswer(call);
  const mark = estate.aws.world.trail.mark();
  const outside = await fromOutside(estate, cast);
  const refusal = estate.aws.world.trail.since(mark).find(({ allowed }) => !allowed);
  const ways = call.decisions.map(({ action, via }) => `${action} through ${via ?? "the internet"}`);
  const facts = {
    "the model answers": answer.status === 200 || answer.error?.code === "ModelError",
    "each call went through an endpoint":
      call.decisions.length > 0 && call.decisions.every(({ via }) => via !== undefined),
    "the same session is refused from outside": outside.startsWith("AccessDeniedException: "),
    "the endpoint decided it": /wants aws:SourceVpce /.test(refusal?.decidedBy ?? ""),
  };
  const wrong = broken(facts);
  return {
    ok: wrong.length === 0,
    actual: `${answer.status} by ${ways.join(", ")}`,
    notes: [`from outside: ${outside}`, `decided by ${refusal?.decidedBy ?? "nothing"}`, ...wrong],
  };
}

/** A child behind a hub calls the parent's endpoint through the hub's endpoints, and nobody gets there any other way. */
export const invokeThroughHub: Scenario = {
  id: "invoke-through-hub",
  expected: "200 through the hub's endpoints for sts and sagemaker.runtime, 403 for the same session from outside",
  flow: "Cross-account inference",
  async play(stage) {
    const { cast, isOwn } = castThroughHub(stage);
    if (isOwn) {
      return play(stage, stage.estate, cast);
    }
    const estate = await stage.estate.sibling(stage.project);
    try {
      await bringUp(estate, cast);
      return await play(stage, estate, cast);
    } finally {
      await estate.close();
    }
  },
};
