import { isShared } from "../../../stacks/project/roles";
import { makeStack, type Project } from "../../../stacks/project/stack";

const letters = [..."cdefghijklmnopqrstuvwxyz"].map((letter) => `lob-${letter}`);

/**
 * A project with further LOBs, set up like `lob-b`.
 *
 * @param count how many LOBs there are then.
 * @param names of the further ones. Default: `lob-c`, `lob-d` and so on.
 */
export function withLobs(project: Project, count: number, names: readonly string[] = letters): Project {
  const model = project.stacks.find(({ name }) => name === "lob-b");
  const made = names.slice(0, count - 2).map((name, index) => {
    const account = String(555_555_555_555 + index);
    const vpcCidr = `10.${102 + index}.0.0/16`;
    return makeStack(name, { ...model?.texts, account, vpcCidr, userProfiles: JSON.stringify([`user-${name}`]) });
  });
  const listed = made.map(({ name, config }) => ({ name, account: config.account }));
  const stacks = project.stacks.map((stack) =>
    isShared(stack)
      ? makeStack(stack.name, { ...stack.texts, lobs: JSON.stringify([...stack.config.lobs, ...listed]) })
      : stack,
  );
  return { ...project, stacks: [...stacks, ...made] };
}
