import { rules } from "../../../policy/rules";
import { isStackRule, judges, type Rule } from "../../../policy/support/rule";
import type { Registration } from "./registrations";

/** What a rule found, as a person reads it. */
export interface Finding {
  readonly rule: string;
  readonly resource: string;
  readonly message: string;
}

function judgeOne(rule: Rule, stack: readonly Registration[]): Finding[] {
  if (isStackRule(rule)) {
    const outputs = stack.map((each) => each.outputs);
    return rule.judgeStack(outputs).map(({ urn, message }) => ({
      rule: rule.name,
      resource: outputs.find((resource) => resource.urn === urn)?.name ?? urn,
      message,
    }));
  }
  return stack
    .filter(({ inputs }) => judges(rule, inputs.type))
    .flatMap(({ inputs }) =>
      rule.judge(inputs).map((message) => ({ rule: rule.name, resource: inputs.name, message })),
    );
}

/** Judges a stack by every rule, as the engine does: each resource by its inputs, the whole by the outputs. */
export function findings(stack: readonly Registration[]): Finding[] {
  return rules.flatMap((rule) => judgeOne(rule, stack));
}
