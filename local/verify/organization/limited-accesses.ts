import { lambdaFunction } from "../../aws";
import { type Access, accessKey } from "../access/access";
import { compare } from "../access/compare";
import type { Declaration, Declared } from "../access/declared";
import type { VerifiedEstate } from "../access/verified-estate";
import type { Verification } from "../verification";
import type { Documents } from "./documents";
import { guardrailsOf } from "./filled";

/** An access that is declared, allowed by the stacks, and refused by an organization's documents, or perhaps. */
export type LimitedAccess = Declared & Pick<Access, "decidedBy">;

/** What documents refuse of the accesses that are declared. */
export interface LimitedAccesses {
  readonly refused: readonly LimitedAccess[];
  /**
   * Refused only from where nothing of the stacks calls, while the same stays allowed from inside: the documents close
   * what the stacks can't.
   */
  readonly closed: readonly LimitedAccess[];
  /** Accesses that depend on conditions that nobody knows beforehand. */
  readonly unknown: readonly LimitedAccess[];
}

/** Places that are nobody's of the estate. */
const outside = ["internet", "another network"];

/** Names of the roles whose functions run outside a network: they call from the internet. */
function callersOutside({ estate }: VerifiedEstate): ReadonlySet<string> {
  const functions = estate.aws.world.all(lambdaFunction).filter(({ state }) => state.vpcConfig === undefined);
  return new Set(functions.map(({ state, stack }) => `${state.role.split("/").at(-1)} of ${stack}`));
}

/** Which accesses that are declared and allowed an organization's documents refuse, asked of the estate as it stands. */
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
