import { lambdaFunction } from "../../aws";
import { type Access, accessKey } from "../access/access";
import { compare } from "../access/compare";
import type { Declaration, Declared } from "../access/declared";
import type { VerifiedEstate } from "../access/verified-estate";
import type { Verification } from "../verification";
import type { Documents } from "./documents";
import { guardrailsOf } from "./filled";

/** A declared access that the stacks allow, and that an organization's documents refuse or may refuse. */
export type LimitedAccess = Declared & Pick<Access, "decidedBy">;

/** The declared accesses that documents limit. */
export interface LimitedAccesses {
  readonly refused: readonly LimitedAccess[];
  /**
   * Refused only from places where no stack calls from, and still allowed from inside: the documents close what the
   * stacks can't close.
   */
  readonly closed: readonly LimitedAccess[];
  /** Accesses whose conditions have values that aren't known beforehand. */
  readonly unknown: readonly LimitedAccess[];
}

/** Places outside every network of the stacks. */
const outside = ["internet", "another network"];

/** Names of the roles whose functions run outside a network: they call from the internet. */
function callersOutside({ estate }: VerifiedEstate): ReadonlySet<string> {
  const functions = estate.aws.world.all(lambdaFunction).filter(({ state }) => state.vpcConfig === undefined);
  return new Set(functions.map(({ state, stack }) => `${state.role.split("/").at(-1)} of ${stack}`));
}

/** Asks the running estate which of its declared and allowed accesses an organization's documents refuse. */
export async function limitedAccesses(
  estate: VerifiedEstate,
  declaration: Declaration,
  { differences }: Verification,
  documents: Documents,
): Promise<LimitedAccesses> {
  const { world, lambda } = estate.estate.aws;
  const guardrails = guardrailsOf(world, estate.project, documents);
  const declared = declaration.expanded(estate.bindings, estate.declaredPlaces);
  const known = new Set([...differences.refused, ...differences.unknown].map(accessKey));
  const refusedWith = async (doubt: "pass" | "refuse"): Promise<LimitedAccess[]> => {
    // A function keeps its credentials, and would not ask again.
    await Promise.all(world.all(lambdaFunction).map(({ state }) => lambda.recycle(state.arn)));
    world.guardrails = { ...guardrails, doubt };
    try {
      const { answers } = await estate.ask();
      return compare(answers, declared).refused.filter((access) => !known.has(accessKey(access)));
    } finally {
      world.guardrails = undefined;
    }
  };
  const certain = await refusedWith("pass");
  const isDoubtful = /"Condition"|\$\{/.test(JSON.stringify([guardrails.levels, guardrails.boundary]));
  const doubtful = isDoubtful ? await refusedWith("refuse") : certain;
  const keys = new Set(certain.map(accessKey));
  const words = ({ who, may }: LimitedAccess) => `${who}\n${may}`;
  const inside = new Set(
    declared
      .filter((access) => !outside.includes(access.from) && !access.isAcross)
      .map((access) => ({ ...access, decidedBy: "" }))
      .filter((access) => !keys.has(accessKey(access)))
      .map(words),
  );
  const stoppedInside = new Set(certain.filter(({ from }) => !outside.includes(from)).map(words));
  const callers = callersOutside(estate);
  const isClosed = (access: LimitedAccess) =>
    outside.includes(access.from) &&
    inside.has(words(access)) &&
    !stoppedInside.has(words(access)) &&
    !callers.has(access.who);
  return {
    refused: certain.filter((access) => !isClosed(access)),
    closed: certain.filter(isClosed),
    unknown: doubtful.filter((access) => !keys.has(accessKey(access))),
  };
}
