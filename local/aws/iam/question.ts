import { isRecord } from "../../../common/is-record";

/** A policy by the name that a person knows it by. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: unknown;
  /** Keys that aren't known, by the id of the statement that was settled for their lack. */
  readonly doubts?: Readonly<Record<string, readonly string[]>>;
}

/** A question to IAM, with everything that AWS would take into account. */
export interface Question {
  /** A session's ARN, a service such as `lambda.amazonaws.com`, or the word `anonymous` for nobody known. */
  readonly principal: string;
  readonly action: string;
  readonly resource: { readonly arn: string; readonly account: string };
  /** Condition keys and their values, as AWS derives them. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly identityPolicies: readonly NamedPolicy[];
  /** The policy that limits what the identity's policies allow. */
  readonly permissionsBoundary?: NamedPolicy | undefined;
  /** The policy that the caller's session was opened with. */
  readonly sessionPolicy?: NamedPolicy | undefined;
  /** The resource's own policy; for AssumeRole the trust policy. */
  readonly resourcePolicy?: NamedPolicy | undefined;
  /** The policy of the VPC endpoint that the call came through. */
  readonly endpointPolicy?: NamedPolicy | undefined;
  /** The service control policies over the caller's account, a list for each level of the organization. */
  readonly controlPolicies?: readonly (readonly NamedPolicy[])[] | undefined;
  /** The resource control policies of the organization, besides AWS's own that lets everything through. */
  readonly resourceControlPolicies?: readonly NamedPolicy[] | undefined;
  /**
   * Another action that the simulator judges on this resource, where AWS's list of resources doesn't have it for the
   * action itself. The caller's own policies aren't asked then.
   */
  readonly standIn?: string | undefined;
}

/** The statements of a policy that name an action, by action; each is looked up once. */
const found = new WeakMap<NamedPolicy, Map<string, NamedPolicy | undefined>>();

/** Whether a policy's pattern names an action: `*` is any text and `?` one character; case doesn't count. */
export function names(pattern: unknown, action: string): boolean {
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
