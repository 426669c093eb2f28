import { isRecord } from "../../../common/is-record";
import type { NamedPolicy, Question } from "./question";

/** The statements of a policy that name an action, by action; each is looked up once. */
const found = new WeakMap<NamedPolicy, Map<string, NamedPolicy | undefined>>();

/** An action's pattern, in which `*` is any text and `?` one character; case doesn't count. */
function names(pattern: unknown, action: string): boolean {
  const text = String(pattern).replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${text.replaceAll("*", ".*").replaceAll("?", ".")}$`, "i").test(action);
}

function isAbout(statement: unknown, action: string): boolean {
  if (!isRecord(statement) || statement.Action === undefined) {
    return true;
  }
  return [statement.Action].flat().some((pattern) => names(pattern, action));
}

function partOf(policy: NamedPolicy, action: string): NamedPolicy | undefined {
  const { document } = policy;
  if (!isRecord(document) || !Array.isArray(document.Statement)) {
    return policy;
  }
  const statements = document.Statement.filter((statement: unknown) => isAbout(statement, action));
  return statements.length === 0 ? undefined : { ...policy, document: { ...document, Statement: statements } };
}

/**
 * A question without what its caller's own policies state of other actions: that neither decides nor explains anything,
 * and IAM is asked far fewer different questions.
 */
export function relevant(question: Question): Question {
  const { action } = question;
  const identityPolicies = question.identityPolicies.flatMap((policy) => {
    const known = found.get(policy) ?? new Map<string, NamedPolicy | undefined>();
    if (!known.has(action)) {
      found.set(policy, known.set(action, partOf(policy, action)));
    }
    return known.get(action) ?? [];
  });
  return { ...question, identityPolicies };
}
