import { type Call, explain, type NamedPolicy, type Question, questionOf, simulate, type World } from "../../aws";

/** What IAM says of a call, and what decides it. */
export interface Judgement {
  readonly allowed: boolean;
  readonly decidedBy: string;
}

/** A policy, by a number that equal ones share. */
class KnownPolicy {
  private readonly keys = new Map<string, boolean>();

  constructor(
    readonly number: number,
    private readonly text: string,
  ) {}

  /** Whether it names a condition key, in whatever letter case. */
  names(key: string): boolean {
    const known = this.keys.get(key) ?? this.text.includes(key.toLowerCase());
    this.keys.set(key, known);
    return known;
  }
}

/** Policies by what is written in them. */
class KnownPolicies {
  private readonly byText = new Map<string, KnownPolicy>();
  private readonly byDocument = new WeakMap<NamedPolicy, KnownPolicy>();

  get(policy: NamedPolicy): KnownPolicy {
    const known = this.byDocument.get(policy) ?? this.read(JSON.stringify(policy));
    this.byDocument.set(policy, known);
    return known;
  }

  private read(text: string): KnownPolicy {
    const known = this.byText.get(text) ?? new KnownPolicy(this.byText.size, text.toLowerCase());
    this.byText.set(text, known);
    return known;
  }
}

const judgements = new Map<string, Promise<Judgement>>();
const policies = new KnownPolicies();

/** Asks IAM, each question once: its answer depends on nothing but the question, whichever estate it is about. */
export function askIam(world: World, call: Call): Promise<Judgement> {
  const question = questionOf(world, call);
  const key = essence(question);
  const known = judgements.get(key) ?? decide(question, call.session?.role.state.name ?? "nobody");
  judgements.set(key, known);
  return known;
}

/**
 * A question as far as IAM's answer depends on it: of the condition keys, only those that a policy names. Calls from
 * many places differ in keys that nobody asks for.
 */
function essence({ context, ...question }: Question): string {
  const { principal, action, resource, identityPolicies, resourcePolicy, endpointPolicy } = question;
  const numbered = [...identityPolicies, resourcePolicy, endpointPolicy].map(
    (policy) => policy && policies.get(policy),
  );
  const asked = Object.entries(context).filter(([key]) => numbered.some((policy) => policy?.names(key)));
  const numbers = numbered.map((policy) => policy?.number ?? "-").join(" ");
  return `${principal}\n${action}\n${resource.arn}\n${resource.account}\n${numbers}\n${JSON.stringify(asked)}`;
}

async function decide(question: Question, identity: string): Promise<Judgement> {
  const analysis = await simulate(question);
  return { allowed: analysis.result === "Allowed", decidedBy: explain(analysis, question, identity) };
}
