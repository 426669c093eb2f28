import type { Resource } from "../../../policy/support/rule";
import type { Registration } from "./registrations";

/** What a stack registered. */
export type Stack = readonly Registration[];

/** A stack in which one resource has other properties. */
function withChanged(
  stack: Stack,
  name: string,
  change: (props: Resource["props"]) => Resource["props"],
): Registration[] {
  if (!stack.some(({ inputs }) => inputs.name === name)) {
    throw new Error(`the stack has no resource ${name}`);
  }
  const changed = (resource: Resource): Resource => ({ ...resource, props: change(resource.props) });
  return stack.map((each) =>
    each.inputs.name === name ? { inputs: changed(each.inputs), outputs: changed(each.outputs) } : each,
  );
}

/** A stack without some of its resources. */
export function without(stack: Stack, ...names: readonly string[]): Registration[] {
  const left = stack.filter(({ inputs }) => !names.includes(inputs.name));
  if (left.length + names.length !== stack.length) {
    throw new Error(`the stack doesn't have each of ${names.join(", ")} once`);
  }
  return left;
}

/** Sets properties of one resource. */
export function setting(name: string, props: Readonly<Record<string, unknown>>) {
  return (stack: Stack) => withChanged(stack, name, (before) => ({ ...before, ...props }));
}

/** Changes every statement of a document. */
export function rewriting(
  name: string,
  property: string,
  change: (statement: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
) {
  return (stack: Stack) =>
    withChanged(stack, name, (props: Resource["props"]) => {
      const document: { Statement: Record<string, unknown>[] } = JSON.parse(String(props[property]));
      return { ...props, [property]: JSON.stringify({ ...document, Statement: document.Statement.map(change) }) };
    });
}
