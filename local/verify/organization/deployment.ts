import { isRecord } from "../../../common/is-record";
import actionsOfTypes from "../../../docs/oidc/actions.json";
import type { Project, Stack } from "../../../stacks/project/stack";
import { defaultTags } from "../../../stacks/required-tags";
import {
  type Context,
  decisionOf,
  type Guardrails,
  limitsOf,
  listedAction,
  type NamedPolicy,
  namesAction,
  needsNoPermission,
  type Question,
  type Resource,
  takesKey,
  type World,
} from "../../aws";
import { callTargets } from "./call-targets";
import type { Documents } from "./documents";
import { guardrailsOf } from "./filled";
import { member, type RequestKeys, requestKeys } from "./request-keys";

/** A call of the provider that an organization's documents refuse, or may refuse. */
export interface LimitedCall {
  readonly stack: string;
  /** As the program names it. */
  readonly resource: string;
  readonly type: string;
  /** Such as `ec2:CreateInternetGateway`. */
  readonly call: string;
  /** Which statements of which documents decide it; which condition keys it depends on where these aren't known. */
  readonly decidedBy: string;
}

/** What documents refuse of the calls that bring stacks up, keep them, and take them away. */
export interface LimitedCalls {
  /** How many calls were judged. */
  readonly asked: number;
  readonly refused: readonly LimitedCall[];
  /** Calls that only deleting or replacing a resource takes. */
  readonly refusedWhenDeleted: readonly LimitedCall[];
  /** Calls that depend on conditions that nobody knows beforehand. */
  readonly unknown: readonly LimitedCall[];
}

/** Calls that take something away again. Some services call an update so, which counts as one. */
const takesAway = /:(Delete|DELETE|Detach|Disable|Disassociate|Remove|Terminate|Untag)(?!Tags|RetentionPolicy)/;

/** Keys of a call that the provider makes: who deploys, from where and when isn't known, and nothing else is missing. */
const absentKeys = ["aws:requesttag/*"];

function isNamed(type: string): type is keyof typeof actionsOfTypes {
  return Object.hasOwn(actionsOfTypes, type);
}

/** The calls of the provider for a type of resource: to read it, and to make, change and delete it. */
function callsOf({ type }: Resource): string[] {
  if (!isNamed(type)) {
    return [];
  }
  const { reads, changes } = actionsOfTypes[type];
  return [...reads, ...changes];
}

/**
 * What the program's own key policies give the account, whose policies then decide: without it a key refuses everybody.
 *
 * Source: KMS Developer Guide, "Default key policy".
 */
function ownersKey(account: string): NamedPolicy {
  const Principal = { AWS: `arn:aws:iam::${account}:root` };
  const statement = { Sid: "Owner", Effect: "Allow", Principal, Action: "kms:*", Resource: "*" };
  return { name: "the key's policy", document: { Version: "2012-10-17", Statement: [statement] } };
}

/** How a call fares. */
interface Verdict {
  readonly decidedBy: string;
  readonly isCertain: boolean;
}

/** A call on one thing. */
interface CallOn {
  readonly action: string;
  readonly arn: string;
  readonly account: string;
  readonly told: RequestKeys;
}

/** Whether statements, in lower case, tell one resource from another. */
function namesResources(text: string): boolean {
  return text.includes("${") || /"(notresource"|resource":(?!"\*"|\["\*"\]))/.test(text);
}

function listOf(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function touches({ Action, NotAction }: Record<string, unknown>, action: string): boolean {
  const isNamed = listOf(Action ?? NotAction).some((one) => typeof one === "string" && namesAction(one, action));
  return isNamed === (NotAction === undefined);
}

/** Whether a statement allows everything, as that of FullAWSAccess. */
function allowsAll({ Effect, Action, Resource, Condition }: Record<string, unknown>): boolean {
  return Effect === "Allow" && Condition === undefined && [Action, Resource].every((one) => listOf(one).includes("*"));
}

/** The statements that decide about an action: none where every level allows everything and denies others. */
function decisive(action: string, levels: Guardrails["levels"]): Record<string, unknown>[] {
  return levels.flatMap((policies) => {
    const statements = policies.flatMap(({ document }) => listOf(member(document, "Statement")).filter(isRecord));
    const touching = statements.filter((statement) => touches(statement, action));
    const isAllowed = touching.some(allowsAll);
    return isAllowed ? touching.filter(({ Effect }) => Effect === "Deny") : statements;
  });
}

/** Judges the calls of stacks' `up`. */
class Deployment {
  private readonly known = new Map<string, Promise<Verdict | undefined>>();

  constructor(
    private readonly world: World,
    private readonly guardrails: Omit<Guardrails, "doubt">,
    private readonly deployRole: string | undefined,
  ) {}

  /** What decides a call where documents refuse it, and whether that is certain; undefined where they don't. */
  async judge(action: string, resource: Resource, stack: Stack): Promise<Verdict | undefined> {
    const statements = decisive(action, this.guardrails.levels);
    if (statements.length === 0) {
      return undefined;
    }
    // What the statements don't name decides nothing.
    const text = JSON.stringify(statements).toLowerCase();
    const listed = await listedAction(action);
    const { account } = resource;
    const deployer = this.deployRole && { "aws:PrincipalArn": `arn:aws:iam::${account}:role/${this.deployRole}` };
    const keys = { ...requestKeys(action, resource, this.world, defaultTags(stack.config)), ...deployer };
    const asked = Object.entries(keys).filter(([key]) => text.includes(key.toLowerCase()));
    const verdicts: Verdict[] = [];
    for (const { arn, target } of callTargets(action, listed, resource, this.world)) {
      const told = Object.fromEntries(asked.filter(([key]) => takesKey(listed, target, key)));
      const on = namesResources(text) ? `${arn} ${account}` : `${target?.kind}`;
      const verdict = await this.judgeOnce({ action, arn, account, told }, on);
      verdicts.push(...(verdict === undefined ? [] : [verdict]));
    }
    return verdicts.find(({ isCertain }) => isCertain) ?? verdicts[0];
  }

  /** Calls that differ only in what no document asks for are one question. */
  private judgeOnce(call: CallOn, on: string): Promise<Verdict | undefined> {
    const entries = Object.entries(call.told).map(([key, value]) => [key, value ?? null]);
    const key = JSON.stringify([call.action, on, entries]);
    const known = this.known.get(key) ?? this.judgeOn(call);
    this.known.set(key, known);
    return known;
  }

  private async judgeOn({ action, arn, account, told }: CallOn): Promise<Verdict | undefined> {
    const given = Object.entries(told).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
    const context: Context = Object.fromEntries(given);
    const missing = Object.keys(told).filter((key) => told[key] === undefined);
    const knowledge = { context, absent: [...absentKeys, ...missing.map((key) => key.toLowerCase())] };
    const name = this.deployRole?.split("/").at(-1) ?? "Deployment";
    const question = (doubt: "pass" | "refuse"): Question => ({
      principal: `arn:aws:sts::${account}:assumed-role/${name}/up`,
      action,
      resource: { arn, account },
      context,
      identityPolicies: [needsNoPermission(action)],
      ...(action.startsWith("kms:") && { resourcePolicy: ownersKey(account) }),
      ...limitsOf({ ...this.guardrails, doubt }, { account, stack: undefined }, knowledge),
    });
    const certain = await decisionOf(question("pass"));
    if (!certain.allowed) {
      return { decidedBy: certain.decidedBy, isCertain: true };
    }
    const doubtful = await decisionOf(question("refuse"));
    return doubtful.allowed ? undefined : { decidedBy: doubtful.decidedBy, isCertain: false };
  }
}

/** Which calls of each stack's `up` an organization's documents refuse. */
export async function limitedCalls(world: World, project: Project, documents: Documents): Promise<LimitedCalls> {
  const deployment = new Deployment(world, guardrailsOf(world, project, documents), documents.deployRole);
  const calls = project.stacks.flatMap((stack) =>
    world.ofStack(stack.name).flatMap((resource) => callsOf(resource).map((call) => ({ stack, resource, call }))),
  );
  const limited: (LimitedCall & { readonly isCertain: boolean })[] = [];
  for (const { stack, resource, call } of calls) {
    const verdict = await deployment.judge(call, resource, stack);
    if (verdict !== undefined) {
      const { urn, type } = resource;
      limited.push({ stack: stack.name, resource: urn.split("::").at(-1) ?? urn, type, call, ...verdict });
    }
  }
  const certain = limited.filter(({ isCertain }) => isCertain);
  return {
    asked: calls.length,
    refused: certain.filter(({ call }) => !takesAway.test(call)),
    refusedWhenDeleted: certain.filter(({ call }) => takesAway.test(call)),
    unknown: limited.filter(({ isCertain }) => !isCertain),
  };
}
