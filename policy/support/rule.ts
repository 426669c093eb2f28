/** A resource as a rule sees it: plain values, with {@link notYetKnown} in place of what a preview can't tell. */
export interface Resource {
  /** Its type, such as `aws:iam/role:Role`. */
  readonly type: string;
  /** Its name in the program. */
  readonly name: string;
  readonly urn: string;
  /** Inputs, in a rule of one resource; outputs, in a rule of the whole stack. */
  readonly props: Readonly<Record<string, unknown>>;
  /** URNs of the resources that a property came from, by property; only in rules of the whole stack. */
  readonly references?: Readonly<Record<string, readonly string[]>>;
}

/** What a rule found against a resource of a stack. */
export interface Violation {
  readonly urn: string;
  /** One sentence: what was found, what is allowed, what to do. */
  readonly message: string;
}

interface Named {
  /** The name that Pulumi reports it by, in kebab-case. */
  readonly name: string;
  /** What it requires, in one sentence. */
  readonly description: string;
  /** The AWS document, or the part of the design, that it comes from. */
  readonly source: string;
}

/** A rule that needs only one resource, checked before the resource is created or changed. */
export interface ResourceRule extends Named {
  /** Types that it checks: those listed, all of the provider aws, or those of every package. */
  readonly types: readonly string[] | "all" | "every package";
  /**
   * Properties that it reads; if a preview doesn't know one yet, Pulumi reports that the rule waits for the update. For
   * policy documents `readable-policy` reports it for all rules.
   */
  readonly reads: readonly string[];
  /** Messages about what is wrong; none if nothing is, or if what it needs isn't known yet. */
  judge(resource: Resource): readonly string[];
}

/** A rule about how the resources of a stack belong together, checked at the end of a preview and of an update. */
export interface StackRule extends Named {
  judgeStack(resources: readonly Resource[]): readonly Violation[];
}

export type Rule = ResourceRule | StackRule;

export function isStackRule(rule: Rule): rule is StackRule {
  return "judgeStack" in rule;
}

/** Whether a rule of one resource checks resources of a type. */
export function judges(rule: ResourceRule, type: string): boolean {
  if (rule.types === "every package") {
    return true;
  }
  return rule.types === "all" ? type.startsWith("aws:") : rule.types.includes(type);
}
