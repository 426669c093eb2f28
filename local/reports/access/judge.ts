import { type Call, questionOf } from "../../aws/iam/authorize";
import { explain } from "../../aws/iam/explain";
import type { Question } from "../../aws/iam/question";
import { simulate } from "../../aws/iam/simulator";
import type { World } from "../../aws/world";

/** What IAM says of a call, and what decides it. */
export interface Judgement {
  readonly allowed: boolean;
  readonly decidedBy: string;
}

/**
 * A question as far as IAM's answer depends on it: of the condition keys, those alone that a policy names. Calls from
 * many places differ in keys that nobody asks for.
 */
function essence({ context, ...question }: Question): string {
  const { identityPolicies, resourcePolicy, endpointPolicy } = question;
  const policies = JSON.stringify([identityPolicies, resourcePolicy, endpointPolicy]);
  const named = policies.toLowerCase();
  const asked = Object.entries(context).filter(([key]) => named.includes(key.toLowerCase()));
  return JSON.stringify([question.principal, question.action, question.resource, asked]) + policies;
}

/** Asks IAM, each question once, also where the same is asked again after something else changed. */
export class Judge {
  private readonly known = new Map<string, Promise<Judgement>>();

  ask(world: World, call: Call): Promise<Judgement> {
    const question = questionOf(world, call);
    const key = essence(question);
    const known = this.known.get(key) ?? decide(question, call.session?.role.state.name ?? "nobody");
    this.known.set(key, known);
    return known;
  }
}

async function decide(question: Question, identity: string): Promise<Judgement> {
  const analysis = await simulate(question);
  return { allowed: analysis.result === "Allowed", decidedBy: explain(analysis, question, identity) };
}
