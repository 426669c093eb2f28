import { isStackRule, judges, type Resource, type Rule } from "../../../policy/support/rule";

/** A rule's findings about something. */
export interface RuleCase {
  readonly what: string;
  readonly resources: readonly Resource[];
  /** Exactly what the rule finds, each with the name of its resource; nothing where all is well. */
  readonly messages: readonly string[];
}

/** The cases of rules, by the rule's name. */
export type RuleCases = Readonly<Record<string, readonly RuleCase[]>>;

/** A resource of a given type, called `it` unless told. */
export function resource(type: string, props: Resource["props"], name = "it"): Resource {
  return { type, name, urn: `urn:pulumi:stack::project::${type}::${name}`, props };
}

/** A policy document as text. */
export function document(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export function passes(what: string, ...resources: readonly Resource[]): RuleCase {
  return { what, resources, messages: [] };
}

export function fails(
  what: string,
  resources: Resource | readonly Resource[],
  ...messages: readonly string[]
): RuleCase {
  return { what, resources: [resources].flat(), messages };
}

/** What a rule finds, each message after the name of its resource unless that is `it`. */
export function found(rule: Rule, resources: readonly Resource[]): string[] {
  const named = (urn: string, message: string) => {
    const name = resources.find((each) => each.urn === urn)?.name;
    return name === "it" ? message : `${name}: ${message}`;
  };
  return isStackRule(rule)
    ? rule.judgeStack(resources).map(({ urn, message }) => named(urn, message))
    : resources
        .filter(({ type }) => judges(rule, type))
        .flatMap((each) => rule.judge(each).map((message) => named(each.urn, message)));
}
