import { render } from "velocityjs";
import { NotKnown } from "../core/not-known";
import type { Variables } from "./template";

/** What templates may also read or set, but the local AWS doesn't provide. */
const unknown = /\$!?\{?(?:input|util|stageVariables|context\.(?:request|response)Override)\b/;

interface Nested {
  [name: string]: string | Nested;
}

/** `identity.sourceIp` as templates read it: a member of a member. */
function nested(variables: Variables): Nested {
  const all: Nested = {};
  for (const [name, value] of Object.entries(variables)) {
    const parts = name.split(".");
    const last = parts.pop() ?? "";
    let members = all;
    for (const part of parts) {
      const found = members[part];
      const next = typeof found === "object" ? found : {};
      members[part] = next;
      members = next;
    }
    members[last] = value;
  }
  return all;
}

/**
 * Evaluates a template of an integration, in the language that API Gateway evaluates: Velocity's.
 *
 * Source: API Gateway Developer Guide, "Mapping template transformations for REST APIs in API Gateway".
 *
 * @param variables of `$context`, by their names without it.
 * @throws Error naming a variable that the local AWS doesn't know.
 */
export function evaluate(template: string, variables: Variables): string {
  const [variable] = unknown.exec(template) ?? [];
  if (variable !== undefined) {
    throw new NotKnown(`the local AWS doesn't know API Gateway's variable ${variable} in templates of integrations`);
  }
  return render(template, { context: nested(variables) });
}
