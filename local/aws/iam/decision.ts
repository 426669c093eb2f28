import { type Denial, denialOf } from "./denial";
import { explain } from "./explain";
import { type NamedPolicy, type Question, relevant } from "./question";
import { simulate } from "./simulator";

/** How IAM answers a question, and why. */
export interface Decision {
  readonly allowed: boolean;
  readonly decidedBy: string;
  /** What AWS tells the caller; undefined where the call is allowed. */
  readonly denial: Denial | undefined;
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

const decisions = new Map<string, Promise<Decision>>();
const policies = new KnownPolicies();
/** Condition keys that one of some policies names, by the policies' numbers. */
const namedKeys = new Map<string, Map<string, boolean>>();
/** Condition keys that IAM took, by action. */
const takenKeys = new Map<string, Set<string>>();

/**
 * Asks IAM, each question once in a process: the answer depends on nothing but the question, whichever world it is about.
 *
 * @throws Error as {@link simulate} does.
 */
export function decisionOf(asked: Question): Promise<Decision> {
  const question = relevant(asked);
  const key = essence(question);
  const known = decisions.get(key) ?? decide(question);
  decisions.set(key, known);
  return known;
}

/**
 * A question as far as IAM's answer depends on it: of the condition keys, those that a policy names, since calls from many
 * places differ in keys that nobody asks for; and the names of those that IAM may not take with the action.
 */
function essence({ context, ...question }: Question): string {
  const { principal, action, resource, identityPolicies, permissionsBoundary, sessionPolicy, standIn } = question;
  const { resourcePolicy, endpointPolicy, controlPolicies = [] } = question;
  const limits = [permissionsBoundary, ...controlPolicies.flatMap((level) => [undefined, ...level])];
  const numbered = [...identityPolicies, sessionPolicy, resourcePolicy, endpointPolicy, ...limits].map(
    (policy) => policy && policies.get(policy),
  );
  // Where no policy has a word about the action, neither what it works on nor any key is read.
  if (standIn === undefined && numbered.every((policy) => policy === undefined)) {
    return JSON.stringify([principal, action]);
  }
  const numbers = numbered.map((policy) => policy?.number ?? "-").join(" ");
  const taken = takenKeys.get(action);
  const named = namedKeys.get(numbers) ?? new Map<string, boolean>();
  namedKeys.set(numbers, named);
  const words: unknown[] = [principal, action, resource.arn, resource.account, numbers, standIn];
  for (const [key, value] of Object.entries(context)) {
    const isNamed = named.get(key) ?? numbered.some((policy) => policy?.names(key));
    named.set(key, isNamed);
    if (isNamed) {
      words.push(key, value);
    } else if (taken?.has(key) !== true) {
      words.push(key);
    }
  }
  return JSON.stringify(words);
}

async function decide(question: Question): Promise<Decision> {
  const analysis = await simulate(question);
  const taken = takenKeys.get(question.action) ?? new Set<string>();
  Object.keys(question.context).forEach((key) => void taken.add(key));
  takenKeys.set(question.action, taken);
  const allowed = analysis.result === "Allowed";
  const [, identity = "nobody"] = /:assumed-role\/([^/]+)\//.exec(question.principal) ?? [];
  return {
    allowed,
    decidedBy: explain(analysis, question, identity),
    denial: allowed ? undefined : denialOf(analysis, question),
  };
}
