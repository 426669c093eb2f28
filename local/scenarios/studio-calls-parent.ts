import { parentNames } from "../../infra/support/naming";
import { isChild, isParent } from "../../stacks/project/roles";
import { makeStack, type Project } from "../../stacks/project/stack";
import { studioCapabilitiesOf } from "../../stacks/project/studio-capabilities";
import type { Estate } from "../estate/estate";
import { calledEndpoint } from "../estate/hosted-endpoints";
import {
  bringUp,
  type Cast,
  joinOrganization,
  madeUp,
  placeOutsider,
  trustedCast,
  trusts,
  untrustedCast,
} from "./cast";
import type { Play, Scenario, Stage } from "./scenario";
import { StudioCode } from "./studio-code";
import { playOf } from "./studio-flow";
import { Unplayable } from "./unplayable";

/** Of the accounts that a parent lists, one: a trust policy with Studio has room for fewer than one without. */
function oneOf({ invokeRole: { children } }: Cast["parent"]["config"], account: string): readonly string[] {
  return children === "organization" ? [] : children.includes(account) ? [account] : children.slice(0, 1);
}

/** What the scenarios set where the project's files don't: `studio` of the parent, `parent-models` of the child. */
function withStudio(project: Project, { hub, parent, child }: Cast): { cast: Cast; notes: string[] } {
  if (hub === undefined) {
    throw new Unplayable(
      `stack ${child.name} has no Studio: name the shared stack in sharedStack in Pulumi.${child.name}.yaml`,
    );
  }
  const own = studioCapabilitiesOf(project, child);
  const named = own.includes("parent-models");
  const trusted = parent.config.invokeRole.studio === true;
  const capabilities = JSON.stringify([...own, ...(named ? [] : ["parent-models"])]);
  const { children } = parent.config.invokeRole;
  const kept = trusted ? [] : oneOf(parent.config, child.config.account);
  const isShorter = kept.length > 0 && kept.length < children.length;
  const ofParent = makeStack(parent.name, {
    ...parent.texts,
    studio: "true",
    ...(isShorter && { children: JSON.stringify(kept) }),
  });
  const ofChild = makeStack(child.name, { ...child.texts, studioCapabilities: capabilities });
  if (!isParent(ofParent) || !isChild(ofChild)) {
    throw new Error("a stack should keep its role");
  }
  const set = [
    ...(trusted ? [] : [`studio: true in stack ${parent.name}`]),
    ...(isShorter ? [`children: ${JSON.stringify(kept)} in stack ${parent.name}`] : []),
    ...(named ? [] : [`studioCapabilities: [parent-models] in stack ${child.name}`]),
  ];
  return {
    cast: { hub, parent: ofParent, child: ofChild },
    notes: set.length === 0 ? [] : [`set for this scenario: ${set.join(", ")}`],
  };
}

async function playIn(
  stage: Stage,
  made: Cast,
  act: (estate: Estate, cast: Cast, notes: readonly string[]) => Promise<Play>,
): Promise<Play> {
  const { cast, notes } = withStudio(stage.project, made);
  const estate = await stage.estate.sibling(stage.project);
  try {
    await bringUp(estate, cast);
    return await act(estate, cast, [...notes, ...madeUp(stage.project, cast.child)]);
  } finally {
    await estate.close();
  }
}

const refused = (estate: Estate, mark: number) =>
  estate.aws.world.trail.since(mark).findLast(({ allowed }) => !allowed)?.decidedBy ?? "nothing";

/** A person's code calls the parent's model; the same code in a session that names nobody is refused. */
export const studioInvokesParent: Scenario = {
  id: "studio-invokes-parent",
  expected: "200 with the model's answer through the hub's endpoints, under the person's name in the parent's account",
  flow: "Cross-account inference",
  play: (stage) =>
    playIn(stage, trustedCast(stage.project), async (estate, { parent, child }, notes) => {
      const { trail } = estate.aws.world;
      const code = StudioCode.of(estate, child);
      const told = await code.readParent();
      const mark = trail.mark();
      const endpoint = calledEndpoint(parent, estate.isOwnModel);
      const answer = await code.invoke(told, endpoint, stage.payloads[0]);
      const invoked = trail.since(mark).find(({ action }) => action === "sagemaker:InvokeEndpoint");
      const ways = trail.since(mark).map(({ via }) => via);
      const nameless = trail.mark();
      const withoutName = await code.withoutName().invoke(told, endpoint, stage.payloads[0]);
      const decidedBy = refused(estate, nameless);
      return playOf({
        actual: answer,
        notes: [
          ...notes,
          `in the parent's account: ${invoked?.action} by ${invoked?.caller}, source identity ${invoked?.sourceIdentity}`,
          `the same code in a session without a source identity: ${withoutName}`,
          `decided by ${decidedBy}`,
        ],
        facts: {
          // A model that fails was reached: IAM allowed the call.
          "the model answers": /^(200 |ModelError: )/.test(answer),
          "the parent sees the person's name": invoked?.sourceIdentity === code.profile,
          "each call went through an endpoint": ways.length > 0 && ways.every((via) => via !== undefined),
          "a session that names nobody is refused": withoutName.startsWith("AccessDenied: "),
          "the parent's trust policy decided it": /StudioOfNamedUser requires aws:SourceIdentity /.test(decidedBy),
        },
      });
    }),
};

/** The Studio of a LOB that isn't trusted has everything else in order. */
export const studioDeniedUntrusted: Scenario = {
  id: "studio-denied-untrusted",
  expected: "403 AccessDenied, decided by the parent's trust policy",
  flow: "Cross-account inference",
  play: (stage) =>
    playIn(stage, untrustedCast(stage.project), async (estate, cast, notes) => {
      const { parent, child } = cast;
      const { account } = child.config;
      const code = StudioCode.of(estate, child);
      const told = await code.readParent();
      placeOutsider(estate, cast);
      const mark = estate.aws.world.trail.mark();
      const endpoint = calledEndpoint(parent, estate.isOwnModel);
      const answer = await code.invoke(told, endpoint, stage.payloads[0]);
      const decidedBy = refused(estate, mark);
      const isOutsider = trusts(parent, account);
      if (isOutsider) {
        joinOrganization(estate, cast);
      } else {
        await estate.change(parent.name, { children: JSON.stringify([account]) });
      }
      const neighbour = await code.invoke(told, endpoint, stage.payloads[0]);
      return playOf({
        actual: `403 ${answer}`,
        notes: [
          ...notes,
          `decided by ${decidedBy}`,
          `${neighbour.slice(0, 3)} after ${isOutsider ? `account ${account} joined the organization` : `${account} was added to children of stack ${parent.name}`}`,
        ],
        facts: {
          "AssumeRole is refused": /^AccessDenied: .* not authorized to perform: sts:AssumeRole /.test(answer),
          "the parent's trust policy decided it":
            decidedBy.includes(`the trust policy of ${parentNames(parent.config).invokeRole}: `) &&
            decidedBy.includes("StudioOfNamedUser"),
          "the same call is allowed one step away": /^(200 |ModelError: )/.test(neighbour),
        },
      });
    }),
};
