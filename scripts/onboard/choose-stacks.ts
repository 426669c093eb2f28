import type { Checked } from "../../common/validation";
import { reason } from "../../common/validation";
import {
  hubOf,
  isChild,
  isParent,
  isShared,
  type ParentStack,
  parentOf,
  type SharedStack,
} from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import type { Given } from "./options";

function refused(property: string, text: string): { readonly mistakes: [{ property: string; reason: string }] } {
  return { mistakes: [{ property, reason: text }] };
}

/** The hub of a new LOB: the one named, or else the project's only one. */
export function chooseHub(project: Project, wanted: string | undefined): Checked<SharedStack> {
  const hubs = project.stacks.filter(isShared);
  const names = hubs.map(({ name }) => name).join(", ");
  if (hubs.length === 0) {
    return refused(
      "--shared",
      "can't name a stack, since none of this project has the role shared, and a LOB needs a hub; write the hub's file first",
    );
  }
  const found = wanted === undefined && hubs.length === 1 ? hubs[0] : hubs.find(({ name }) => name === wanted);
  return found === undefined
    ? refused("--shared", reason(wanted, `the shared stacks of this project are ${names}; name one of them`))
    : { value: found };
}

/** The parent that a LOB will read. */
export interface ChosenParent {
  /** The stack's name, short or with organization and project. */
  readonly reference: string;
  /** The stack itself; undefined if it is of another project. */
  readonly stack: ParentStack | undefined;
}

/** Why LOBs of a hub can't call a parent's endpoints. */
function unfitness(project: Project, hub: SharedStack, parent: ParentStack): string | undefined {
  const its = hubOf(project, parent);
  if (parent.config.sharedStack !== undefined && its?.name !== hub.name) {
    return `it takes calls only through the hub of stack ${parent.config.sharedStack}`;
  }
  return parent.config.region === hub.config.region
    ? undefined
    : `its endpoints are in ${parent.config.region}, which the hub in ${hub.config.region} doesn't serve`;
}

/** The parents that the hub's LOBs read, each once; if none reads any, those that name the hub. */
function usualParents(project: Project, hub: SharedStack): ChosenParent[] {
  const chosen = new Map<string, ChosenParent>();
  for (const child of project.stacks.filter(isChild)) {
    const reference = child.config.parentStack;
    if (reference !== undefined && hubOf(project, child)?.name === hub.name) {
      const stack = parentOf(project, child);
      const name = stack?.name ?? reference;
      chosen.set(name, chosen.get(name) ?? { reference, stack });
    }
  }
  return chosen.size > 0
    ? [...chosen.values()]
    : project.stacks
        .filter(isParent)
        .filter((parent) => hubOf(project, parent)?.name === hub.name)
        .map((stack) => ({ reference: stack.name, stack }));
}

function named(project: Project, hub: SharedStack, reference: string): Checked<ChosenParent> {
  const parents = project.stacks.filter(isParent);
  const stack = parents.find(({ name }) => name === reference || reference.endsWith(`/${project.name}/${name}`));
  if (stack === undefined && !reference.includes("/")) {
    const those = parents.length === 0 ? "this project has none" : parents.map(({ name }) => name).join(", ");
    return refused(
      "--parent",
      reason(reference, `a LOB reads a parent's stack, and those of this project are ${those}`),
    );
  }
  const why = stack === undefined ? undefined : unfitness(project, hub, stack);
  return why === undefined
    ? { value: { reference, stack } }
    : refused("--parent", reason(reference, `${why}; name another parent, or give --no-inference`));
}

/** The parent whose endpoints a LOB calls: the one named, or else the one that the hub's other LOBs read; or none. */
export function chooseParent(project: Project, hub: SharedStack, given: Given): Checked<ChosenParent | undefined> {
  if (!given.inference) {
    return { value: undefined };
  }
  if (given.parent !== undefined) {
    return named(project, hub, given.parent);
  }
  const [parent, ...others] = usualParents(project, hub);
  return others.length === 0
    ? { value: parent }
    : refused(
        "--parent",
        `is not set: LOBs of stack ${hub.name} read ${[parent, ...others].map((one) => one?.reference).join(", ")}; name one, or give --no-inference`,
      );
}
