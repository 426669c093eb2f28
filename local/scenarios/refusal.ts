import { invokerNames, parentNames, roleInArn } from "../../infra/support/naming";
import type { ChildStack } from "../../stacks/project/roles";
import type { Estate, ObservedCall } from "../estate/estate";
import { type Cast, madeUp } from "./cast";
import { type Play, readAnswer, type Scenario, type Stage } from "./scenario";
import type { ScenarioId } from "./scenario-ids";

/** A scenario in which a call is refused, with its neighbour one step away in which the same call is allowed. */
export interface RefusalScenario {
  readonly id: ScenarioId;
  readonly expected: string;
  /** Who takes part. */
  cast(stage: Stage): Cast;
  /** What happens before the call, as a person would do it. */
  arrange(estate: Estate, cast: Cast): Promise<void>;
  /** Fields of the request besides the payload. */
  readonly request?: (cast: Cast) => object;
  /** The call itself. Default: of `invoke-endpoint`. */
  readonly call?: (estate: Estate, child: ChildStack, event: object) => Promise<ObservedCall>;
  /** What AWS must answer. */
  message(cast: Cast): string;
  /** What must have decided it. */
  decidedBy(cast: Cast): RegExp;
  /** The one step that makes the same call allowed. */
  relent(estate: Estate, cast: Cast): Promise<void>;
  /** That step in words, after "allowed after". */
  readonly relenting: (cast: Cast) => string;
}

/** The session in which a child's function calls. */
export function functionSession({ name, config }: ChildStack): string {
  const { invoker, invokerRole } = invokerNames(name, config);
  return `arn:aws:sts::${config.account}:assumed-role/${invokerRole}/${invoker}`;
}

/** AWS's sentence for a refused AssumeRole. */
export function assumeRoleDenied({ parent, child }: Cast): string {
  return `User: ${functionSession(child)} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${parent.config.account}:role/${roleInArn(parentNames(parent.config).invokeRole, parent.config)}`;
}

function decision(call: ObservedCall): string {
  return call.decisions.findLast(({ allowed }) => !allowed)?.decidedBy ?? "no policy: nothing was refused";
}

/** Turns a refusal into a scenario: an estate of its own, the change, the call, the neighbour. */
export function refusalScenario(scenario: RefusalScenario): Scenario {
  const { id, expected } = scenario;
  return { id, expected, flow: "Cross-account inference", play: (stage) => play(scenario, stage) };
}

async function play(scenario: RefusalScenario, stage: Stage): Promise<Play> {
  const cast = scenario.cast(stage);
  const { child } = cast;
  const estate = await stage.estate.sibling(stage.project);
  try {
    await scenario.arrange(estate, cast);
    const event = { ...stage.payloads[0], ...scenario.request?.(cast) };
    const invoke = scenario.call ?? ((on, caller, request) => on.invoke(caller, request));
    const call = await invoke(estate, child, event);
    const answer = readAnswer(call);
    const decidedBy = decision(call);

    await scenario.relent(estate, cast);
    await estate.coolDown(child);
    const neighbour = readAnswer(await invoke(estate, child, event));

    const asStated =
      answer.status === 403 && answer.error?.code === "AccessDenied" && answer.error.message === scenario.message(cast);
    // A model that fails was reached: IAM allowed the call.
    const relented = neighbour.status === 200 || neighbour.error?.code === "ModelError";
    const forTheReason = scenario.decidedBy(cast).test(decidedBy);
    return {
      ok: asStated && forTheReason && relented,
      actual: `${answer.status} ${answer.error?.code ?? "answered"}: ${answer.error?.message ?? Buffer.from(answer.bytes).toString("utf8")}`,
      notes: [
        ...madeUp(stage.project, child),
        `decided by ${decidedBy}`,
        `${relented ? "allowed" : `still refused (${neighbour.status} ${neighbour.error?.message})`} after ${scenario.relenting(cast)}`,
      ],
    };
  } finally {
    await estate.close();
  }
}
